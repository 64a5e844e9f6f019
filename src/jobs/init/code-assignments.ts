import { closeOf, trimmed } from './code-arguments.ts';
import type { CodeText, Span } from './code-text.ts';

/** A name that is given a value, and where that value stands. */
export interface CodeAssignment extends Span {
  readonly name: string;
  /** Where the statement begins. */
  readonly at: number;
}

const ASSIGNMENT =
  /^[ \t]*(?:export\s+)?(?:(?:const|let|var|val|final|static)\s+)*(?:[A-Z]\w*(?:<[^>\n]*>)?\s+)?(?:self\.|this\.|@)?([A-Za-z_]\w*)[ \t]*(?::[^=\n]{1,80})?(?::=|=)(?![=>~])\s*/gm;

/** Every assignment of a file. Keyword arguments that stand on a line of their own are none. */
export function codeAssignments(code: CodeText): readonly CodeAssignment[] {
  const found: CodeAssignment[] = [];
  const isInside = insideOfCalls(code);
  for (const match of code.bare.matchAll(ASSIGNMENT)) {
    const [whole, name = ''] = match;
    if (isInside(match.index)) continue;
    const start = match.index + whole.length;
    found.push({ name, at: match.index, ...trimmed(code, { start, end: endOfExpression(code, start) }) });
  }
  return found;
}

/** The one value that a name has in a file; undefined where it has none or several. */
export function assignedValue(assignments: readonly CodeAssignment[], name: string): CodeAssignment | undefined {
  const [first, ...rest] = assignments.filter((one) => one.name === name);
  return rest.length === 0 ? first : undefined;
}

/** Says of growing offsets whether the innermost open bracket is one of a call or a list: a block's brace is not. */
function insideOfCalls({ bare, path }: CodeText): (offset: number) => boolean {
  const open: string[] = [];
  let at = 0;
  return (offset) => {
    for (; at < offset; at += 1) {
      const sign = bare.charAt(at);
      if ('([{'.includes(sign)) open.push(sign);
      else if (')]}'.includes(sign)) open.pop();
    }
    const innermost = open.at(-1);
    return innermost !== undefined && (innermost !== '{' || path.endsWith('.py'));
  };
}

/** At the end of a line that neither leaves a bracket open nor goes on in the next one. */
function endOfExpression(code: CodeText, start: number): number {
  const { bare } = code;
  for (let at = start; at < bare.length; at += 1) {
    const sign = bare.charAt(at);
    if ('([{'.includes(sign)) at = closeOf(code, at);
    else if (';)]}'.includes(sign)) return at;
    else if (sign === '\n') {
      const goesOn = /^\s*[.+?:&|]/.test(bare.slice(at, at + 200)) || /[-+*=,?:&|\\]\s*$/.test(bare.slice(start, at));
      if (!goesOn) return at;
    }
  }
  return bare.length;
}
