import { normalQuantile } from './distributions.ts';

/** What the precision of a comparison depends on. Levels are one-sided. */
export interface ComparisonPrecision {
  /** σ²_δ: how much the true difference varies between cases. δ(1 − δ) when nothing is known. */
  readonly betweenVariance: number;
  /** σ²_w: how much one trial varies around its case's true mean. */
  readonly withinVariance: number;
  readonly candidateTrials: number;
  readonly baselineTrials: number;
  /** How many times the variance of independent cases the real one is (clusters); 1 when left out. */
  readonly designEffect?: number | undefined;
  readonly level: number;
  readonly power: number;
}

/**
 * The smallest true drop that a comparison of this many cases would show with the given power.
 *
 * (z_level + z_power)·√{[σ²_δ + σ²_w(1/k_C + 1/k_B)] / cases}·√DEFF, in the unit of the scores. A normal approximation:
 * for planning and for a note beside the verdict, never for the verdict.
 *
 * Source: Miller (2024), arXiv 2411.00640, section 5; statistics.md §11.
 */
export function smallestDetectableDrop({ cases, ...precision }: ComparisonPrecision & { cases: number }): number {
  return Math.sqrt(perCase(precision) / cases);
}

/** The other way round: the cases (not rounded) with which a true `drop` would show with the given power. */
export function casesToDetect({ drop, ...precision }: ComparisonPrecision & { drop: number }): number {
  return perCase(precision) / drop ** 2;
}

/** The square of the smallest detectable drop with a single case. */
function perCase(precision: ComparisonPrecision): number {
  const { betweenVariance, withinVariance, candidateTrials, baselineTrials, designEffect = 1 } = precision;
  const variance = betweenVariance + withinVariance * (1 / candidateTrials + 1 / baselineTrials);
  return (normalQuantile(precision.level) + normalQuantile(precision.power)) ** 2 * variance * designEffect;
}
