export type DecimalSign = 'auto' | '.' | ',';

const SPACES = ' \\u00a0\\u202f\\u2009';
// A number that is no part of a word or version: digits with separators inside, a sign in front, an exponent behind.
const NUMBER = new RegExp(
  `(?<![\\p{L}\\p{N}_]|[\\p{L}\\p{N}]\\.)([+\\-−]?)((?:\\d+(?:[.,'’${SPACES.slice(1)}]\\d+)*|[.,]\\d+)(?:[eE][+-]?\\d{1,3}(?![\\p{L}\\p{N}]))?)`,
  'gu',
);

/**
 * The numbers a text holds, in order, whatever locale wrote them: `1,234.5`, `1.234,5`, `1 234,5`, `1'234.5`, `−3`,
 * `2e-4`. Where one sign before three digits could be either (`1,234`), a comma groups and a point is decimal, unless
 * `decimal` says which of them is the decimal sign.
 */
export function readNumbers(text: string, decimal: DecimalSign = 'auto'): readonly number[] {
  const numbers: number[] = [];
  for (const match of text.matchAll(NUMBER)) {
    const value = numberOf(match[2] ?? '', decimal);
    if (value !== undefined) numbers.push(match[1] === '-' || match[1] === '−' ? -value : value);
  }
  return numbers;
}

/** An unsigned number as written, or undefined where its separators make none (`1.2.3`, a date). */
function numberOf(written: string, decimal: DecimalSign): number | undefined {
  const [mantissa = '', exponent = '0'] = written.replaceAll(/[\u00a0\u202f\u2009'’]/g, "'").split(/e/i);
  const sign = decimal === 'auto' ? decimalSignOf(mantissa) : decimal;
  const parts = sign === undefined ? [mantissa] : mantissa.split(sign);
  const [whole = '', fraction = ''] = parts;
  if (parts.length > 2 || !/^\d*$/.test(fraction)) return undefined;
  const groups = whole.split(/[.,']/);
  if (groups.length > 1 && !groups.every((group, at) => (at === 0 ? /^\d{1,3}$/ : /^\d{2,3}$/).test(group)))
    return undefined;
  if (groups.length > 1 && groups.at(-1)?.length !== 3) return undefined;
  const value = Number(`${groups.join('')}.${fraction}e${exponent}`);
  return Number.isFinite(value) ? value : undefined;
}

function decimalSignOf(mantissa: string): '.' | ',' | undefined {
  const points = mantissa.split('.').length - 1;
  const commas = mantissa.split(',').length - 1;
  if (points > 0 && commas > 0) return mantissa.lastIndexOf('.') > mantissa.lastIndexOf(',') ? '.' : ',';
  if (points === 1) return '.';
  if (commas !== 1) return undefined;
  // One comma alone: it groups before exactly three digits (and after no leading zero), else it is decimal.
  return /^[1-9]\d{0,2},\d{3}$/.test(mantissa) ? undefined : ',';
}
