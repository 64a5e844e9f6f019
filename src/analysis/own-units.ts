import type { Interval } from '../domain/comparison.ts';
import type { Metric } from '../domain/suite.ts';
import { RATIO_LIMIT } from './observe.ts';

type Scale = Pick<Metric, 'kind' | 'direction' | 'range'>;

/** A value of the unit scale in the metric's own units (the inverse of `toUnitScale`). */
export function valueInOwnUnits(metric: Scale, value: number): number {
  const sign = metric.direction === 'higher' ? 1 : -1;
  if (metric.kind === 'ratio') return Math.exp(sign * value * RATIO_LIMIT);
  const [low, high] = metric.range;
  const share = metric.direction === 'higher' ? value : 1 - value;
  return low + share * (high - low);
}

/** An oriented difference of the unit scale as candidate − baseline in own units; for `ratio` the share of change (0.12 = +12%). */
export function differenceInOwnUnits(metric: Scale, d: number): number {
  const unoriented = metric.direction === 'higher' ? d : -d;
  // −0 reads badly in a report.
  if (unoriented === 0) return 0;
  if (metric.kind === 'ratio') return Math.expm1(unoriented * RATIO_LIMIT);
  return unoriented * (metric.range[1] - metric.range[0]);
}

/** An oriented interval of the unit scale in own units, ends in ascending order. */
export function intervalInOwnUnits(metric: Scale, interval: Interval): Interval {
  const ends = [differenceInOwnUnits(metric, interval.lower), differenceInOwnUnits(metric, interval.upper)];
  return {
    estimate: differenceInOwnUnits(metric, interval.estimate),
    lower: Math.min(...ends),
    upper: Math.max(...ends),
    level: interval.level,
  };
}
