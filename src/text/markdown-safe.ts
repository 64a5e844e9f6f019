/**
 * Text that came from a model, a case, a prompt, a path or the change, as one line of Markdown that reads the same and
 * does nothing: no mention, link, reference, image, HTML, formula or markup. Fit for a paragraph, a list item, a heading,
 * a link's label and a table cell. The five steps stand in the order that keeps one from undoing another.
 */
export function inlineText(text: string, longest = 300): string {
  const stripped = stripInvisible(shorten(text, longest)).trim();
  const encoded = encodeHtml(breakReferences(stripped));
  return escapeMarkdown(encoded).replaceAll('\n', ' ⏎ ');
}

/** The same as `code`: for names and paths. Not for table cells, where a bar would end the cell. */
export function codeSpan(text: string, longest = 200): string {
  const line = breakReferences(stripInvisible(shorten(text, longest)))
    .replaceAll('\n', ' ⏎ ')
    .trim();
  if (line === '') return '` `';
  const ticks = '`'.repeat(longestRun(line) + 1);
  const padding = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${ticks}${padding}${line}${padding}${ticks}`;
}

/** For the inside of a raw HTML line (`<summary>`), where Markdown is not read. */
export function htmlText(text: string, longest = 200): string {
  const line = breakReferences(stripInvisible(shorten(text, longest)))
    .replaceAll('\n', ' ⏎ ')
    .trim();
  return encodeHtml(line).replaceAll('"', '&quot;');
}

/**
 * A fenced block whose fence is longer than any run of backticks inside it, so that nothing in the text ends it.
 * `language` is ours, never from outside.
 */
export function fencedBlock(text: string, language = '', longest = 4000): string {
  const body = breakReferences(stripInvisible(shorten(text, longest)));
  const fence = '`'.repeat(Math.max(3, longestRun(body) + 1));
  return `${fence}${language}\n${body}\n${fence}`;
}

/** At most `longest` characters (code points), the cut marked with `…`. */
export function shorten(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const points = Array.from(text.slice(0, longest * 2));
  return points.length <= longest && text.length <= longest * 2 ? text : `${points.slice(0, longest - 1).join('')}…`;
}

/** Step 1. Line breaks of every kind become `\n`; other controls, bidi controls, tags and lone surrogates go. */
function stripInvisible(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/\r\n|[\r\v\f\u0085\u2028\u2029]/gu, '\n')
    .replaceAll('\t', '    ')
    .replaceAll(/(?!\n)\p{Cc}|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\u{e0000}-\u{e007f}]/gu, '');
}

/** Step 2. An invisible break wherever GitHub would see a mention, an issue, a link or a commit, and we our own marker. */
function breakReferences(text: string): string {
  return text
    .replaceAll('<!--', `<${zeroWidthSpace}!--`)
    .replaceAll('@', `@${zeroWidthSpace}`)
    .replaceAll(/#(?=\d)/gu, `#${zeroWidthSpace}`)
    .replaceAll(/(GH-)(?=\d)/giu, `$1${zeroWidthSpace}`)
    .replaceAll('://', `:${zeroWidthSpace}//`)
    .replaceAll(/(www)\./giu, `$1${zeroWidthSpace}.`)
    .replaceAll(/[0-9a-f]{7,}/giu, (run) => run.replaceAll(/.{6}(?=.)/gu, `$&${zeroWidthSpace}`));
}

/** Step 3. */
function encodeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Step 4. What is markup anywhere in a line, and what is markup at its start. */
function escapeMarkdown(line: string): string {
  return line
    .replaceAll(/[\\`*_[\]|$~!]/gu, String.raw`\$&`)
    .replace(/^(?:[#=:-]|\+(?=\s|$))/u, String.raw`\$&`)
    .replace(/^(\d+)([.)])(?=\s|$)/u, String.raw`$1\$2`);
}

/** Step 5. */
function longestRun(text: string): number {
  return Math.max(0, ...Array.from(text.matchAll(/`+/gu), (run) => run[0].length));
}

const zeroWidthSpace = '\u200B';
