import type { ApiSign } from './api-signs.ts';
import { type CodeArgument, codeArguments } from './code-arguments.ts';
import { codeAssignments } from './code-assignments.ts';
import { type CodeText, codeText, lineAt } from './code-text.ts';
import { resolved } from './resolved.ts';

const VARIABLE = String.raw`[A-Za-z_]\w*`;
/** An expression that reads a variable of the environment, as several languages have it; one of the groups names it. */
const READ = String.raw`(?:(?:process\.env|import\.meta\.env|Bun\.env|environ|ENV|\benv)(?:\.get|\.fetch)?\??(?:\.(?!get\b|fetch\b)(${VARIABLE})|[[(]\s*["'\x60](${VARIABLE})["'\x60])|(?:getenv|env\.get)\(\s*["'\x60](${VARIABLE})["'\x60])`;
const ENVIRONMENT = new RegExp(READ, 'i');
/** Places outside of a client's own arguments that hand it a key. */
const HANDED = new RegExp(
  String.raw`(?:\bopenai\.api_key\s*=|\bWithAPIKey\(|\.apiKey\(|\bopenai\.NewClient\(|Bearer (?:\$?\{|["'\x60]\s*\+))\s*[\w.]*?${READ}`,
  'gi',
);
const CLIENT = /\b(?:Async)?(Azure)?OpenAI\(|\b(?:ChatOpenAI|createOpenAI)\(|\bOpenAI::Client\.new\(/g;
/** Clients that take no key where they are made. */
const KEYLESS =
  /\bOpenAIOkHttpClient\.fromEnv\(\)|\bopenai\.NewClient\(\)|\bimport\s*\{[^}]*\bopenai\b[^}]*\}\s*from\s*["']@ai-sdk\/openai["']/g;
/** Python's module used as a client. */
const MODULE = /^\s*import openai\b[\s\S]*?\bopenai\.(?:chat\.completions|responses|ChatCompletion)\b/m;
const KEY = /^(?:openai_?)?api_?key$|^access_token$/i;

/** Which variable a file's clients take their key from: the one that is named, or the client's own default. GitHub refuses secrets of its own prefix. */
export function clientKeys(path: string, text: string): readonly ApiSign[] {
  const code = codeText(path, text);
  const handed = [...text.matchAll(HANDED)].map((match) =>
    sign(code, match.index, 'client-key', variableIn(match[0]) ?? ''),
  );
  const module = handed.length === 0 && path.endsWith('.py') ? MODULE.exec(code.bare) : null;
  const found = [
    ...handed,
    ...(module === null ? [] : [sign(code, module.index + module[0].length, 'default-key', 'OPENAI_API_KEY')]),
    ...[...text.matchAll(KEYLESS)].map((match) => sign(code, match.index, 'default-key', 'OPENAI_API_KEY')),
    ...[...code.bare.matchAll(CLIENT)].flatMap((match) => ofClient(code, match)),
  ];
  return found.filter(({ value }) => !value.startsWith('GITHUB_'));
}

function ofClient(code: CodeText, match: RegExpExecArray): readonly ApiSign[] {
  const args = codeArguments(code, match.index + match[0].length - 1);
  const key = args.find(({ name }) => name !== undefined && KEY.test(name));
  if (key !== undefined) return [givenKey(code, key)];
  // What is not named may hold a key; Ruby's client has no default.
  if (args.some(({ name }) => name === undefined) || code.path.endsWith('.rb')) return [];
  return [sign(code, match.index, 'default-key', match[1] === undefined ? 'OPENAI_API_KEY' : 'AZURE_OPENAI_API_KEY')];
}

function givenKey(code: CodeText, key: CodeArgument): ApiSign {
  const at = resolved(code, codeAssignments(code), key);
  const variable = variableIn(code.text.slice(at.start, at.end));
  return variable === undefined
    ? sign(code, key.start, 'key-elsewhere', 'its key')
    : sign(code, at.start, 'client-key', variable);
}

function variableIn(source: string): string | undefined {
  const [, dotted, bracketed, called] = ENVIRONMENT.exec(source) ?? [];
  return dotted ?? bracketed ?? called;
}

function sign(code: CodeText, offset: number, kind: ApiSign['kind'], value: string): ApiSign {
  return { kind, value, path: code.path, line: lineAt(code, offset) };
}
