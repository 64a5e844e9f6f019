import type { Row, Standing } from './cell.ts';
import type { Estimate } from '../harness/summary.ts';

/** A rate that may be at most `limit`. */
export function rateAtMost(cell: string, rate: Estimate, limit: number): Row {
  return {
    cell,
    value: percent(rate.value),
    limit: `≤ ${percent(limit, 1)}`,
    interval: within(rate, percent),
    standing: atMost(rate.value, rate, limit),
  };
}

/** A rate that must be at least `limit`. */
export function rateAtLeast(cell: string, rate: Estimate, limit: number): Row {
  return {
    cell,
    value: percent(rate.value),
    limit: limit === 1 ? '100%' : `≥ ${percent(limit, 1)}`,
    interval: within(rate, percent),
    standing: atMost(-rate.value, turned(rate), -limit),
  };
}

/** A rate whose upper 95% bound may be at most `limit`: the bar speaks of the bound, so too few replicates do not meet it. */
export function boundAtMost(cell: string, rate: Estimate, limit: number): Row {
  return { ...rateAtMost(cell, rate, limit), standing: atMost(rate.upper, rate, limit) };
}

/** Calls as a multiple of N, at most `limit`. */
export function callsAtMost(cell: string, calls: Estimate, limit: number): Row {
  return {
    cell,
    value: multiple(calls.value),
    limit: `≤ ${multiple(limit)}`,
    interval: within(calls, multiple),
    standing: atMost(calls.value, calls, limit),
  };
}

/** A difference of two rates within ± `limit`, or only not below −limit. */
export function differenceWithin(cell: string, difference: Estimate, limit: number, side: 'both' | 'below'): Row {
  const below = atMost(-difference.value, turned(difference), limit);
  const above = side === 'both' ? atMost(difference.value, difference, limit) : 'met';
  return {
    cell,
    value: points(difference.value),
    limit: `${side === 'both' ? '±' : '≥ −'}${(limit * 100).toFixed(0)} points`,
    interval: within(difference, points),
    standing: below === 'met' ? above : below,
  };
}

/** A coverage that must lie in [least, most]. */
export function coverageWithin(
  cell: string,
  coverage: Estimate,
  { least, most = 1, exact = false }: { readonly least: number; readonly most?: number; readonly exact?: boolean },
): Row {
  const below = atMost(-coverage.value, turned(coverage), -least);
  const above = atMost(coverage.value, coverage, most);
  return {
    cell,
    value: percent(coverage.value),
    limit: most === 1 ? `≥ ${percent(least, 0)}` : `${percent(least, 0)} to ${percent(most, 0)}`,
    interval: exact ? 'exact' : within(coverage, percent),
    standing: below === 'met' ? above : below,
  };
}

/** A figure beside which no bar stands. */
export function shown(cell: string, value: string, interval = '–'): Row {
  return { cell, value, limit: '–', interval, standing: 'shown' };
}

export function shownRate(cell: string, rate: Estimate): Row {
  return shown(cell, percent(rate.value), within(rate, percent));
}

export function percent(share: number, decimals = 2): string {
  return `${(share * 100).toFixed(decimals)}%`;
}

export function multiple(calls: number): string {
  return `${calls.toFixed(2)} N`;
}

function points(difference: number): string {
  return (difference * 100).toFixed(1).replace('-', '−');
}

function within({ lower, upper }: Estimate, format: (value: number) => string): string {
  return `${format(lower)} – ${format(upper)}`;
}

/** Whether a figure is at most its limit, and if not, how surely. */
function atMost(value: number, { lower, wide }: Pick<Estimate, 'lower' | 'wide'>, limit: number): Standing {
  // Bars are met at equality, whatever the last digits of a sum.
  if (value <= limit + 1e-12) return 'met';
  return wide.lower > limit ? 'MISSED' : lower > limit ? 'missed' : 'not shown';
}

/** The intervals of the figure with its sign turned, for bars from below. */
function turned({ upper, wide }: Estimate): Pick<Estimate, 'lower' | 'wide'> {
  return { lower: -upper, wide: { lower: -wide.upper, upper: -wide.lower } };
}
