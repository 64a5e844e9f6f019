import { posix } from 'node:path';
import type { FileTree } from '../../domain/ports.ts';
import { callMessages, type CallMessages } from './call-messages.ts';
import { callParameters, type CallParameters } from './call-parameters.ts';
import { closeOf, codeArguments, type CodeArgument } from './code-arguments.ts';
import { type CodeAssignment, codeAssignments } from './code-assignments.ts';
import { type CodeText, codeText, lineAt } from './code-text.ts';
import { weigher } from './model.ts';
import { mentions, promptVariables } from './prompt-variables.ts';
import { resolved } from './resolved.ts';
import type { Survey } from './survey.ts';

/** The call that sends a prompt, as far as the code shows it. */
export interface ModelCall extends CallMessages, CallParameters {
  readonly path: string;
  readonly line: number;
  /** Other calls in the same file, which may be the ones that are meant. */
  readonly others: readonly number[];
}

const CALL =
  /\b(?:chat\.completions|beta\.chat\.completions|responses)\.(?:create|parse|stream)\(|\bChat\.Completions\.New\(|\bResponses\.New\(|\bCreateChatCompletion\w*\(|\bChatCompletion\.a?create\(|\bchat\(\)\.completions\(\)\.create\(|\b(?:generate|stream)(?:Text|Object)\(|\b(?:litellm\.)?a?completion\(|\bChatOpenAI\(|\bclient\.chat\(|\bfetch\(|\b(?:requests|httpx|axios)\.post\(/g;
const REQUEST = /^(?:fetch|(?:requests|httpx|axios)\.post)\($/;
const LIBRARY_CALL = /^(?:(?:generate|stream)(?:Text|Object)|a?completion|ChatOpenAI)\($/;

/** Finds the call that is likeliest to send the prompt, and reads its arguments. Undefined where no call can be read. */
export async function modelCall(
  tree: FileTree,
  survey: Survey,
  prompt: string | undefined,
): Promise<ModelCall | undefined> {
  const weigh = weigher(survey.references, prompt);
  const signs = survey.signs.filter(
    ({ kind }) => kind === 'chat-call' || kind === 'responses-call' || kind === 'client',
  );
  const paths = [...new Set(signs.toSorted((one, other) => weigh(other) - weigh(one)).map(({ path }) => path))];
  for (const path of paths) {
    const text = await tree.read(path);
    const code = codeText(path, text ?? '');
    const calls = callSites(code);
    if (calls.length === 0) continue;
    return likeliest(code, calls, await variablesOf(tree, survey, prompt, code));
  }
  return undefined;
}

interface Site {
  readonly at: number;
  /** Where its arguments begin. */
  readonly open: number;
}

/** Where the API itself is called; failing that, where a library or a plain request does it. */
function callSites(code: CodeText): readonly Site[] {
  const sites = [...code.bare.matchAll(CALL)]
    .map(({ index, 0: name }) => ({ at: index, open: index + name.length - 1, name }))
    .filter(
      ({ open, name }) =>
        !REQUEST.test(name) || code.text.slice(open, closeOf(code, open)).includes('/chat/completions'),
    );
  const direct = sites.filter(({ name }) => !REQUEST.test(name) && !LIBRARY_CALL.test(name));
  return direct.length > 0 ? direct : sites;
}

interface Variables {
  readonly assignments: readonly CodeAssignment[];
  readonly prompt: ReadonlySet<string>;
  readonly promptFile: string | undefined;
}

function likeliest(code: CodeText, sites: readonly Site[], variables: Variables): ModelCall | undefined {
  const calls = sites.map(({ at, open }) => {
    const args = isBuilder(code)
      ? builderArguments(code, at)
      : spreadOut(code, variables.assignments, codeArguments(code, open));
    return {
      line: lineAt(code, at),
      args,
      ...callMessages({ code, ...variables }, args),
      end: closeOf(code, open),
      at,
    };
  });
  const sends = ({ messages, at, end }: (typeof calls)[number]) =>
    messages.some(({ isPrompt }) => isPrompt) ? 2 : Number(mentions(code, { start: at, end }, variables.prompt));
  const chosen = calls.toSorted((one, other) => sends(other) - sends(one))[0];
  if (chosen === undefined) return undefined;
  const { line, messages, unread } = chosen;
  const rivals = calls.filter((one) => one !== chosen && sends(one) === sends(chosen));
  return {
    path: code.path,
    line,
    messages,
    unread,
    others: rivals.map((one) => one.line),
    ...callParameters(code, variables.assignments, chosen.args),
  };
}

/** What holds the prompt in this file, also where another file reads it and this one imports it from there. */
async function variablesOf(
  tree: FileTree,
  survey: Survey,
  prompt: string | undefined,
  code: CodeText,
): Promise<Variables> {
  const references = survey.references.filter((one) => one.prompt === prompt);
  const imported: string[] = [];
  for (const { path, line } of references) {
    if (path === code.path) continue;
    const other = codeText(path, (await tree.read(path)) ?? '');
    imported.push(
      ...[...promptVariables(other, codeAssignments(other), [line], [])].filter((name) => isImported(code, name)),
    );
  }
  const assignments = codeAssignments(code);
  const promptLines = references.filter(({ path }) => path === code.path).map(({ line }) => line);
  return {
    assignments,
    promptFile: prompt === undefined ? undefined : posix.basename(prompt),
    prompt: promptVariables(code, assignments, promptLines, imported),
  };
}

function isImported({ bare }: CodeText, name: string): boolean {
  return new RegExp(`\\b(?:import|require)\\b[^;]{0,500}?\\b${name}\\b|\\.${name}\\b`).test(bare);
}

/** With the entries of an object that is passed by its name, or spread, in its place. */
function spreadOut(
  code: CodeText,
  assignments: readonly CodeAssignment[],
  args: readonly CodeArgument[],
): readonly CodeArgument[] {
  return args.flatMap((argument) => {
    if (argument.name !== undefined) return [argument];
    const { start, end } = resolved(code, assignments, argument);
    const before = /^(?:dict\(|&?[\w.]*\{)/.exec(code.bare.slice(start, end))?.[0];
    const inner = before === undefined ? [] : codeArguments(code, start + before.length - 1);
    return before === undefined || inner.some(({ name }) => name === undefined) ? [argument] : inner;
  });
}

const WINDOW = 1500;
const BUILT =
  /\.(temperature|topP|maxTokens|maxCompletionTokens|maxOutputTokens|seed|reasoningEffort|frequencyPenalty|presencePenalty|add(?:System|Developer|User|Assistant)Message|tools|addTool|responseFormat)\(/g;

function isBuilder({ path }: CodeText): boolean {
  return /\.(?:java|kt)$/.test(path);
}

/** Java and Kotlin name parameters by the methods of a builder near the call. */
function builderArguments(code: CodeText, at: number): readonly CodeArgument[] {
  const from = Math.max(0, at - WINDOW);
  return [...code.bare.slice(from, at + WINDOW).matchAll(BUILT)].map((match) => {
    const start = from + match.index + match[0].length;
    return { name: match[1] ?? '', start, end: closeOf(code, start - 1) };
  });
}
