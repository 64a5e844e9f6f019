import { trimmed } from './code-arguments.ts';
import type { CodeText, Span } from './code-text.ts';

/** A text that code makes, as a template of ours. */
export interface CodeTemplate {
  /** With `{{name}}` where the code puts in a variable. */
  readonly text: string;
  readonly names: readonly string[];
}

/** The text of a string, of one with variables in it, or of several put together. Undefined where more is done than to put in variables. */
export function codeTemplate(code: CodeText, span: Span): CodeTemplate | undefined {
  const whole = trimmed(code, span);
  const source = code.text.slice(whole.start, whole.end);
  const stripped = /\.(?:strip|trim)\(\)$/.exec(source)?.[0];
  if (stripped !== undefined) {
    const inner = codeTemplate(code, { start: whole.start, end: whole.end - stripped.length });
    return inner === undefined ? undefined : { ...inner, text: inner.text.trim() };
  }
  if (source.startsWith('(') && source.endsWith(')')) {
    return codeTemplate(code, { start: whole.start + 1, end: whole.end - 1 });
  }
  const pieces: string[] = [];
  const variables = new Map<string, string>();
  for (let at = whole.start; at < whole.end;) {
    const piece = pieceAt(code, at, whole.end);
    if (piece === undefined) return undefined;
    for (const variable of piece.variables) {
      const name = variable.split('.').at(-1) ?? variable;
      // Two variables that would get one name.
      if ((variables.get(name) ?? variable) !== variable) return undefined;
      variables.set(name, variable);
    }
    pieces.push(piece.text);
    at = piece.end;
  }
  return pieces.length === 0 ? undefined : { text: pieces.join(''), names: [...variables.keys()] };
}

interface Piece {
  readonly text: string;
  /** As the code names them. */
  readonly variables: readonly string[];
  readonly end: number;
}

const STRING = /^([A-Za-z]{0,2})("""|'''|"|'|`)/;
const VARIABLE = /^[A-Za-z_]\w*(?:\??\.[A-Za-z_]\w*)*$/;

/** One string, or a variable that `+` puts beside it, with the sign and the space after it. */
function pieceAt(code: CodeText, at: number, limit: number): Piece | undefined {
  const rest = code.text.slice(at, limit);
  const [opening, prefix = '', quote = ''] = STRING.exec(rest) ?? [];
  if (opening === undefined) {
    const variable = /^[A-Za-z_][\w.?]*(?=\s*(?:\+|$))/.exec(rest)?.[0];
    if (variable === undefined || !VARIABLE.test(variable)) return undefined;
    return {
      text: `{{${nameOf(variable)}}}`,
      variables: [plain(variable)],
      end: afterPlus(rest, variable.length) + at,
    };
  }
  // In the bare text a string is its quotes with blanks between them.
  const first = at + prefix.length;
  const close = code.bare.indexOf(quote.charAt(0), first + 1);
  const end = close + 1;
  if (close === -1 || end > limit) return undefined;
  const inner = code.text.slice(first + quote.length, end - quote.length);
  const filled = filledIn(inner, { prefix: prefix.toLowerCase(), quote, path: code.path });
  return filled === undefined ? undefined : { ...filled, end: afterPlus(rest, end - at) + at };
}

function afterPlus(rest: string, length: number): number {
  return length + (/^\s*\+?\s*/.exec(rest.slice(length))?.[0].length ?? 0);
}

interface StringForm {
  readonly prefix: string;
  readonly quote: string;
  readonly path: string;
}

function filledIn(inner: string, { prefix, quote, path }: StringForm): Omit<Piece, 'end'> | undefined {
  const form = interpolation(prefix, quote, path);
  const variables: string[] = [];
  let text = '';
  let from = 0;
  for (const match of form === undefined ? [] : inner.matchAll(form)) {
    const [whole, variable = ''] = match;
    text += inner.slice(from, match.index);
    from = match.index + whole.length;
    if (whole === '{{' || whole === '}}') text += whole.charAt(0);
    else if (VARIABLE.test(variable.trim())) {
      variables.push(plain(variable.trim()));
      text += `\u0000${nameOf(variable.trim())}\u0001`;
    } else return undefined;
  }
  const rendered = prefix.includes('r') ? text + inner.slice(from) : unescaped(text + inner.slice(from));
  // What looks like a placeholder of ours would be filled in.
  if (rendered === undefined || /\{\{\s*[\p{L}\p{N}_]/u.test(rendered)) return undefined;
  return { text: rendered.replaceAll('\u0000', '{{').replaceAll('\u0001', '}}'), variables };
}

function interpolation(prefix: string, quote: string, path: string): RegExp | undefined {
  if (quote === '`') return /(?<!\\)\$\{([^}]*)\}/g;
  if (path.endsWith('.rb')) return quote === '"' ? /#\{([^}]*)\}/g : undefined;
  return prefix.includes('f') ? /\{\{|\}\}|\{([^{}]*)\}/g : undefined;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\n': '' };

/** Undefined where an escape is not one of the common ones. */
function unescaped(text: string): string | undefined {
  let known = true;
  const plainText = text.replaceAll(/\\(u[0-9a-f]{4}|x[0-9a-f]{2}|[\s\S])/gi, (_, escape: string) => {
    if (escape.length > 1) return String.fromCodePoint(Number.parseInt(escape.slice(1), 16));
    if (/[\\'"`$#{}]/.test(escape)) return escape;
    known &&= Object.hasOwn(ESCAPES, escape);
    return ESCAPES[escape] ?? '';
  });
  return known ? plainText : undefined;
}

function plain(variable: string): string {
  return variable.replaceAll('?', '');
}

function nameOf(variable: string): string {
  return plain(variable).split('.').at(-1) ?? variable;
}
