import type { CodeAssignment } from './code-assignments.ts';
import { type CodeText, lineAt, type Span } from './code-text.ts';

const ROUNDS = 5;
const CALL = /\b(?:completions|responses|messages)\.(?:create|parse|stream)\b|\bgenerate(?:Text|Object)\(/;
const FUNCTION = /^([ \t]*)(?:export\s+)?(?:async\s+)?(?:def|function|func)\s+(?:\([^)]*\)\s*)?([A-Za-z_]\w*)/;

/**
 * The names in a file that hold a prompt's text: variables made from the lines that name its file, functions that give
 * it back, and what is made from these.
 *
 * @param lines those that name the prompt file, from 1
 * @param given names that hold it already, for instance imported ones
 */
export function promptVariables(
  code: CodeText,
  assignments: readonly CodeAssignment[],
  lines: readonly number[],
  given: readonly string[],
): ReadonlySet<string> {
  const names = new Set(given);
  for (const line of lines) {
    const holder = assignments
      .filter((one) => lineAt(code, one.at) <= line && line <= lineAt(code, one.end))
      .toSorted((one, other) => other.at - one.at)[0];
    const name = holder?.name ?? importedAt(code, line) ?? functionAround(code, line);
    if (name !== undefined) names.add(name);
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = names.size;
    for (const one of assignments) {
      // An answer of the model is not its prompt.
      if (!CALL.test(code.bare.slice(one.start, one.end)) && mentions(code, one, names)) names.add(one.name);
    }
    for (const match of code.bare.matchAll(/^[ \t]+return\b(.*)$/gm)) {
      const returned = { start: match.index, end: match.index + match[0].length };
      if (CALL.test(match[0]) || !mentions(code, returned, names)) continue;
      const name = functionAround(code, lineAt(code, match.index));
      if (name !== undefined) names.add(name);
    }
    if (names.size === before) break;
  }
  return names;
}

/** Whether an expression uses one of the names, inside of texts with variables too. */
export function mentions({ text, bare }: CodeText, { start, end }: Span, names: ReadonlySet<string>): boolean {
  const inTexts = [...text.slice(start, end).matchAll(/\{([^{}"'`\n]*)\}/g)].map((match) => match[1] ?? '');
  const used = [bare.slice(start, end), ...inTexts].flatMap((part) => part.match(/[A-Za-z_]\w*/g) ?? []);
  return used.some((name) => names.has(name));
}

/** `import system from './system.md'`, and in Go the variable under `//go:embed`. */
function importedAt({ text }: CodeText, line: number): string | undefined {
  const [here = '', below = ''] = text.split('\n').slice(line - 1);
  const name = /^\s*import\s+(?:\*\s+as\s+)?([A-Za-z_]\w*)\s+from\b/.exec(here)?.[1];
  return name ?? (/^\/\/go:embed\b/.test(here) ? /^\s*var\s+(\w+)/.exec(below)?.[1] : undefined);
}

/** The function whose body a line is in: the nearest one above that is indented less. */
function functionAround({ bare }: CodeText, line: number): string | undefined {
  const lines = bare.split('\n');
  const indent = /^[ \t]*/.exec(lines[line - 1] ?? '')?.[0].length ?? 0;
  for (let above = line - 1; above >= 0; above -= 1) {
    const [, space = '', name] = FUNCTION.exec(lines[above] ?? '') ?? [];
    if (name !== undefined && (space.length < indent || above === line - 1)) return name;
  }
  return undefined;
}
