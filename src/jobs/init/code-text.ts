/** A file of code, and the same text with all that strings and comments hold blanked out, so that brackets and names in it are code. */
export interface CodeText {
  readonly path: string;
  readonly text: string;
  /** As long as `text`; the quotes of strings stay. */
  readonly bare: string;
  /** Where each line begins. */
  readonly lineStarts: readonly number[];
}

/** A part of a text: from `start` up to, but not with, `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Reads Python, Ruby and languages whose strings and comments are those of C and JavaScript. No grammar: what it cannot follow ends with its line. */
export function codeText(path: string, text: string): CodeText {
  const hashComments = /\.(?:py|ipynb|rb)$/i.test(path);
  let bare = '';
  for (let at = 0; at < text.length;) {
    const comment = endOfComment(text, at, hashComments);
    const end = comment ?? endOfString(text, at, hashComments) ?? endOfPattern(text, at, bare);
    if (end === undefined) {
      bare += text.charAt(at);
      at += 1;
      continue;
    }
    const quote = comment === undefined ? text.charAt(at) : ' ';
    bare += end - at < 2 ? quote : `${quote}${' '.repeat(end - at - 2)}${quote}`;
    at = end;
  }
  return { path, text, bare, lineStarts: [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)] };
}

/** From 1. */
export function lineAt({ lineStarts }: CodeText, offset: number): number {
  let low = 0;
  for (let high = lineStarts.length; high - low > 1;) {
    const middle = Math.floor((low + high) / 2);
    if ((lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low + 1;
}

function endOfComment(text: string, at: number, hashComments: boolean): number | undefined {
  if (hashComments) return text[at] === '#' ? endOf(text, '\n', at) : undefined;
  if (text.startsWith('//', at)) return endOf(text, '\n', at);
  return text.startsWith('/*', at) ? endOf(text, '*/', at + 2) + 2 : undefined;
}

/** The offset after a regular expression of JavaScript: a `/` where no value stands that it could divide. */
function endOfPattern(text: string, at: number, before: string): number | undefined {
  if (text[at] !== '/' || !/(?:[(=,:[!&|?{};]|\breturn)\s*$/.test(before.slice(-20))) return undefined;
  const pattern = /^\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\//.exec(text.slice(at, at + 500))?.[0];
  return pattern === undefined ? undefined : at + pattern.length;
}

function endOf(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found === -1 ? text.length : found;
}

/** The offset after a string that begins at `at`; undefined where none does. */
function endOfString(text: string, at: number, triples: boolean): number | undefined {
  const quote = text.charAt(at);
  if (quote !== '"' && quote !== "'" && (quote !== '`' || triples)) return undefined;
  const triple = quote.repeat(3);
  const mark = triples && text.startsWith(triple, at) ? triple : quote;
  for (let end = at + mark.length; end < text.length; end += 1) {
    if (text.startsWith(mark, end)) return end + mark.length;
    if (text[end] === '\\') end += 1;
    else if (text[end] === '\n' && mark.length === 1 && mark !== '`') return end;
    else if (mark === '`' && text.startsWith('${', end)) end = endOfInterpolation(text, end + 2);
  }
  return text.length;
}

/** The offset of the `}` that closes what was opened before `from`. */
function endOfInterpolation(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at += 1) {
    const string = endOfString(text, at, false);
    if (string !== undefined) at = string - 1;
    else if (text[at] === '{') depth += 1;
    else if (text[at] === '}') depth -= 1;
    if (depth === 0) return at;
  }
  return text.length;
}
