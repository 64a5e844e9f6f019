import type { CodeText, Span } from './code-text.ts';

/** One argument of a call, or one entry of an object or a list: where its value stands. */
export interface CodeArgument extends Span {
  /** `temperature` of `temperature=0.2` and of `temperature: 0.2`; undefined where it has none. */
  readonly name?: string;
  /** `**more` and `...more`. */
  readonly spread?: true;
}

const MOST_NESTED = 4;
/** Arguments that hold the whole of a request. */
const BODIES = new Set(['parameters', 'body', 'json']);

/** What stands between a bracket at `open` and the one that closes it. Entries of an object that is an argument count as arguments themselves. */
export function codeArguments(code: CodeText, open: number, depth = 0): readonly CodeArgument[] {
  const inObject = code.bare[open] === '{';
  return partsBetween(code, open).flatMap((part): readonly CodeArgument[] => {
    const text = code.text.slice(part.start, part.end);
    const spread = /^(?:\*\*?|\.\.\.)\s*/.exec(text)?.[0];
    if (spread !== undefined) return [{ start: part.start + spread.length, end: part.end, spread: true }];
    const named = /^(?:["']([\w-]+)["']|([A-Za-z_]\w*))\s*(?::=|=>|[:=])(?![=:>])\s*/.exec(text);
    const name = named?.[1] ?? named?.[2];
    const value = { start: part.start + (named?.[0].length ?? 0), end: part.end };
    const inner = objectAt(code, value);
    const flat = name === undefined || BODIES.has(name);
    if (inner !== undefined && flat && depth < MOST_NESTED) return codeArguments(code, inner, depth + 1);
    if (name !== undefined) return [{ name, ...value }];
    // `{ temperature }` is short for `{ temperature: temperature }`.
    return inObject && /^[A-Za-z_]\w*$/.test(text) ? [{ name: text, ...value }] : [value];
  });
}

/** The parts between a bracket and the one that closes it, as commas part them, without the space around them. */
export function partsBetween(code: CodeText, open: number): readonly Span[] {
  const close = closeOf(code, open);
  const parts: Span[] = [];
  let start = open + 1;
  for (let at = start; at <= close; at += 1) {
    const sign = code.bare[at] ?? '';
    if (at < close && '([{'.includes(sign) && sign !== '') at = closeOf(code, at);
    else if (at === close || sign === ',') {
      const part = trimmed(code, { start, end: at });
      if (part.end > part.start) parts.push(part);
      start = at + 1;
    }
  }
  return parts;
}

/** The offset of the bracket that closes the one at `open`; the end of the text where none does. */
export function closeOf({ bare }: CodeText, open: number): number {
  let depth = 0;
  for (let at = open; at < bare.length; at += 1) {
    const sign = bare.charAt(at);
    if ('([{'.includes(sign)) depth += 1;
    else if (')]}'.includes(sign)) depth -= 1;
    if (depth === 0) return at;
  }
  return bare.length;
}

/** Without space and comments at its ends. */
export function trimmed(code: CodeText, { start, end }: Span): Span {
  const part = code.bare.slice(start, end);
  const from = start + part.length - part.trimStart().length;
  return { start: from, end: Math.max(from, start + part.trimEnd().length) };
}

/** Where the brace of a value opens that is an object as a whole, or a struct of Go. */
function objectAt(code: CodeText, { start, end }: Span): number | undefined {
  const before = /^(?:&?[A-Za-z_][\w.]*|JSON\.stringify\()?\{/.exec(code.bare.slice(start, end))?.[0];
  if (before === undefined) return undefined;
  const open = start + before.length - 1;
  return /^[)\s]*$/.test(code.bare.slice(closeOf(code, open) + 1, end)) ? open : undefined;
}
