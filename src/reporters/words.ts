import { logSafe } from '../text/log-safe.ts';
import { codeSpan, htmlText, inlineText } from '../text/markdown-safe.ts';

/**
 * A sentence in pieces, written once and rendered for Markdown and for a terminal. What is interpolated is taken to come
 * from outside and is made harmless by the renderer; only the template's own text is trusted.
 */
export type Words = readonly Piece[];

interface Piece {
  readonly kind: 'own' | 'outside' | 'code' | 'strong' | 'link' | 'hash';
  readonly text: string;
  readonly url?: string;
}

/** @example words`${strong(title)} drops in ${code(suite)}` */
export function words(
  template: TemplateStringsArray,
  ...inserted: readonly (string | number | Words | Piece)[]
): Words {
  return template.flatMap((text, index) => [own(text), ...(index in inserted ? asPieces(inserted[index] ?? '') : [])]);
}

/** A name, path or command. */
export function code(text: string): Piece {
  return { kind: 'code', text };
}

export function strong(text: string): Piece {
  return { kind: 'strong', text };
}

/** Text of our own that was computed: a formatted number, a chosen phrase. Never anything from a report's strings. */
export function own(text: string): Piece {
  return { kind: 'own', text };
}

/** A commit or digest, shortened. Hexadecimal and nothing else may go unbroken into a page, so anything else is `code`. */
export function hash(hex: string, length = 7, url?: string): Piece {
  if (!/^[0-9a-f]{7,128}$/u.test(hex)) return code(hex);
  return { kind: 'hash', text: hex.slice(0, length), ...(url === undefined ? {} : { url }) };
}

/** `url` is built by us from checked parts; the label may be anything. */
export function link(label: string, url: string): Piece {
  return { kind: 'link', text: label, url };
}

/** A finding's message: what stands between backticks in it is a name. Both are made harmless like anything from outside. */
export function prose(message: string): Words {
  return message.split('`').flatMap((text, index, all): Words => {
    // An odd backtick at the end opens nothing.
    const isName = index % 2 === 1 && index < all.length - 1;
    return isName ? [code(text)] : spaced(index % 2 === 1 ? `\`${text}` : text);
  });
}

/** What is made harmless loses the spaces at its ends, and beside a name they are needed. */
function spaced(text: string): Words {
  const inner = text.trim();
  if (inner === '') return text === '' ? [] : [own(' ')];
  return [
    ...(/^\s/u.test(text) ? [own(' ')] : []),
    { kind: 'outside', text: inner },
    ...(/\s$/u.test(text) ? [own(' ')] : []),
  ];
}

/** `a`, `a and b`, `a, b and c`; beyond `most`, `a, b and 3 more`. */
export function list(items: readonly Words[], most = 4, last: 'and' | 'or' = 'and'): Words {
  const shown = items.length > most ? items.slice(0, most - 1) : items;
  const rest = items.length - shown.length;
  const all = rest === 0 ? shown : [...shown, [own(`${rest} more`)]];
  return all.flatMap((item, index) => {
    if (index === 0) return item;
    return [own(index === all.length - 1 ? ` ${last} ` : ', '), ...item];
  });
}

export function join(parts: readonly Words[], between: string): Words {
  return parts.flatMap((part, index) => (index === 0 ? part : [own(between), ...part]));
}

/** The first letter as a capital, where the sentence begins with our own text. */
export function sentence(text: Words): Words {
  const [first, ...rest] = text.filter((piece) => piece.text !== '');
  if (first === undefined || first.kind !== 'own') return text;
  return [{ ...first, text: first.text.charAt(0).toUpperCase() + first.text.slice(1) }, ...rest];
}

export function toMarkdown(text: Words): string {
  return text.map((piece) => inMarkdown[piece.kind](piece)).join('');
}

const inMarkdown: Readonly<Record<Piece['kind'], (piece: Piece) => string>> = {
  // A dollar sign may open a formula; everything else in our own text is meant as it stands.
  own: ({ text }) => text.replaceAll('$', String.raw`\$`),
  outside: ({ text }) => inlineText(text, 600),
  code: ({ text }) => codeSpan(text),
  strong: ({ text }) => `**${inlineText(text, 120)}**`,
  // In a code span GitHub makes no link of its own of it.
  hash: ({ text, url }) => (url === undefined ? `\`${text}\`` : `[\`${text}\`](${url})`),
  link: ({ text, url }) => `[${inlineText(text, 120)}](${url ?? ''})`,
};

/** For the inside of a `<summary>`, where Markdown is not read. Without links: a click there opens and closes. */
export function toHtml(text: Words): string {
  return text
    .map(({ kind, text: raw }) => {
      if (kind === 'code' || kind === 'hash') return `<code>${htmlText(raw)}</code>`;
      // Own text may begin or end in a space.
      return kind === 'own' ? raw.replaceAll('&', '&amp;').replaceAll('<', '&lt;') : htmlText(raw);
    })
    .join('');
}

/** No-break spaces become plain ones: logs are searched. */
export function toPlain(text: Words): string {
  return logSafe(text.map((piece) => piece.text).join('')).replaceAll('\u00a0', ' ');
}

function asPieces(value: string | number | Words | Piece): Words {
  if (typeof value === 'string') return [{ kind: 'outside', text: value }];
  if (typeof value === 'number') return [own(value.toLocaleString('en-US'))];
  return 'kind' in value ? [value] : value;
}
