import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';

/**
 * Markdown as GitHub shows it in a comment: its flavour of Markdown, raw HTML let through but for the tags it filters,
 * alerts, line breaks inside a paragraph kept, and diffs coloured. GitHub also takes out elements and attributes that it
 * does not know; here they stay, so that the inspection finds them.
 */
export function commentHtml(markdown: string): string {
  const html = micromark(markdown, {
    allowDangerousHtml: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  });
  return html
    .replaceAll(alert, (_, kind: string, rest: string) => alertHtml(kind, rest))
    .replaceAll(/<p>.*?<\/p>/gsu, (paragraph) => paragraph.replaceAll(/(?<!<br \/>)\n/gu, '<br />\n'))
    .replaceAll(diff, (_, open: string, lines: string) => open + lines.split('\n').map(diffLine).join('\n'));
}

/** A quotation that begins with a line of its own that says which alert it is; none lies in another. */
const alert =
  /<blockquote>\n<p>\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]\n((?:(?!<\/?blockquote>).)*)<\/blockquote>/gsu;

const diff = /(<pre><code class="language-diff">)([^<]*)/gu;

function alertHtml(kind: string, rest: string): string {
  const name = kind.toLowerCase();
  const title = kind.charAt(0) + name.slice(1);
  return [
    `<div class="markdown-alert markdown-alert-${name}">`,
    `<p class="markdown-alert-title">${title}</p>`,
    `<p>${rest}</div>`,
  ].join('\n');
}

function diffLine(line: string): string {
  if (line.startsWith('-')) return `<span class="pl-md">${line}</span>`;
  return line.startsWith('+') ? `<span class="pl-mi1">${line}</span>` : line;
}
