import type { Comparison } from '../domain/comparison.ts';

type Measure = Pick<Comparison, 'kind' | 'unit'>;

/** Between a number and its unit, which no line may part. */
const space = '\u00a0';

/** A metric's level as people read it: `91.3%`, `$0.0041`, `1.84 s`, `0.842`. */
export function level(measure: Measure, value: number): string {
  if (!Number.isFinite(value)) return 'unknown';
  if (measure.kind === 'binary') return `${(100 * value).toFixed(1)}%`;
  if (measure.unit === 'USD') return money(value);
  if (measure.unit === 'ms') return seconds(value / 1000);
  return plain(value);
}

/** A difference, signed: points for rates (`−6.3 pp`), a share for ratios (`−12%`), own units for the rest. */
export function change(measure: Measure, value: number): string {
  if (!Number.isFinite(value)) return 'unknown';
  if (measure.kind === 'binary') return `${signed(100 * value, 1)}${space}pp`;
  if (measure.kind === 'ratio') return `${signed(100 * value, Math.abs(value) < 0.1 ? 1 : 0)}%`;
  return signed(value, decimalsFor(value));
}

/** The margin as a size: `3 pp`, `10%`. */
export function limitSize(comparison: Pick<Comparison, 'kind' | 'direction' | 'margin'>): string {
  return limit(comparison).replace(/^[+−]/u, '');
}

/** The margin as a difference in the bad direction: `−3 pp`, `+10%`. */
export function limit(comparison: Pick<Comparison, 'kind' | 'direction' | 'margin'>): string {
  const value = isLowerBetter(comparison) ? comparison.margin : -comparison.margin;
  if (comparison.kind === 'binary') return `${signedShort(100 * value)}${space}pp`;
  if (comparison.kind === 'ratio') return `${signedShort(100 * value)}%`;
  return signedShort(value);
}

/** Cost and time are better when lower, whatever `direction` calls itself for a ratio. */
export function isLowerBetter(comparison: Pick<Comparison, 'direction'>): boolean {
  return comparison.direction === 'lower';
}

/** Positive is better, own units. */
export function oriented(comparison: Pick<Comparison, 'direction' | 'difference'>): number {
  return isLowerBetter(comparison) ? -comparison.difference.estimate : comparison.difference.estimate;
}

/** Whether what was measured lies beyond the limit; it may still be chance. */
export function isBeyondLimit(comparison: Pick<Comparison, 'direction' | 'difference' | 'margin'>): boolean {
  return oriented(comparison) < -comparison.margin;
}

export function money(dollars: number): string {
  if (dollars === 0) return '$0';
  if (Math.abs(dollars) >= 1)
    return `$${dollars.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
  return `$${Number(dollars.toPrecision(2)).toFixed(Math.min(8, Math.max(2, 1 - Math.floor(Math.log10(Math.abs(dollars))))))}`;
}

export function seconds(value: number): string {
  if (value < 1) return `${Math.round(value * 1000)}${space}ms`;
  return value < 100 ? `${value.toFixed(2)}${space}s` : `${Math.round(value)}${space}s`;
}

/** How long a run took: `41 s`, `3 min`, `1 h 20 min`. */
export function duration(value: number): string {
  if (value < 90) return `${Math.max(1, Math.round(value))}${space}s`;
  const minutes = Math.round(value / 60);
  if (minutes < 90) return `${minutes}${space}min`;
  return `${Math.floor(minutes / 60)}${space}h${space}${minutes % 60}${space}min`;
}

/** `1 case`, `1,200 cases`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString('en-US')} ${number === 1 ? one : many}`;
}

/** `p < 0.0001` or four decimals. */
export function pValue(value: number): string {
  if (!Number.isFinite(value)) return 'unknown';
  return value < 0.0001 ? '< 0.0001' : value.toFixed(4);
}

function plain(value: number): string {
  if (Number.isInteger(value) || Math.abs(value) >= 1000) return Math.round(value).toLocaleString('en-US');
  return value.toFixed(decimalsFor(value));
}

function decimalsFor(value: number): number {
  const size = Math.abs(value);
  if (size >= 100) return 0;
  if (size >= 10) return 1;
  return size >= 1 ? 2 : 3;
}

function signed(value: number, decimals: number): string {
  const digits = Math.abs(value).toFixed(decimals);
  if (Number(digits) === 0) return digits;
  return `${value < 0 ? '−' : '+'}${digits}`;
}

function signedShort(value: number): string {
  const digits = String(Number(Math.abs(value).toPrecision(6)));
  if (Number(digits) === 0) return '0';
  return `${value < 0 ? '−' : '+'}${digits}`;
}
