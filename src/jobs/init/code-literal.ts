import type { Json } from '../../domain/json.ts';
import { codeArguments, partsBetween, trimmed } from './code-arguments.ts';
import type { CodeText, Span } from './code-text.ts';
import { codeTemplate } from './code-template.ts';

const WRAPPED = /^[\w.]+\.(?:Float|Int|String|Bool|NewOpt|F|valueOf)\(/;
const WORDS: Readonly<Record<string, Json>> = {
  true: true,
  True: true,
  false: false,
  False: false,
  null: null,
  None: null,
  nil: null,
};

/** The value of an expression that is written out: a number, a text, true, false, nothing, or a list or object of these. Undefined for all else. */
export function codeLiteral(code: CodeText, span: Span): Json | undefined {
  const { start, end } = trimmed(code, span);
  const source = code.text.slice(start, end);
  const wrapper = WRAPPED.exec(source)?.[0];
  if (wrapper !== undefined) return codeLiteral(code, { start: start + wrapper.length, end: end - 1 });
  if (Object.hasOwn(WORDS, source)) return WORDS[source];
  if (/^-?(?:\d[\d_]*)?\.?\d+(?:e[+-]?\d+)?[lfd]?$/i.test(source)) return Number(source.replaceAll(/[_lfd]/gi, ''));
  if (/^[\w]*["'`]/.test(source)) {
    const template = codeTemplate(code, { start, end });
    return template?.names.length === 0 ? template.text : undefined;
  }
  if (source.startsWith('[')) return listOf(partsBetween(code, start).map((part) => codeLiteral(code, part)));
  if (!source.startsWith('{')) return undefined;
  const entries = codeArguments(code, start).map(({ name, spread, ...value }) => ({
    name: spread === undefined ? name : undefined,
    value: codeLiteral(code, value),
  }));
  const known = entries.flatMap(({ name, value }) =>
    name === undefined || value === undefined ? [] : [{ name, value }],
  );
  return known.length === entries.length
    ? Object.fromEntries(known.map(({ name, value }) => [name, value]))
    : undefined;
}

function listOf(values: readonly (Json | undefined)[]): Json | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === values.length ? known : undefined;
}
