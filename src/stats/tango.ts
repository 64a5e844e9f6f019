import { normalQuantile, normalUpperTail } from './distributions.ts';
import { findRoot } from './find-root.ts';

/** What a paired binary comparison counts: flips each way, and all pairs, flipped or not. */
export interface PairedCounts {
  readonly regressed: number;
  readonly fixed: number;
  readonly pairs: number;
}

/**
 * Tango's score statistic: how many standard errors the observed difference lies above a hypothesised one.
 *
 * The difference is candidate − baseline, (fixed − regressed) / pairs; its standard error is taken where the hypothesis
 * is true (the discordance is estimated under it), which is what keeps the test honest with few flips. z is standard
 * normal in large samples. Assumes one binary trial per arm and independent cases; `difference` in (−1, 1).
 *
 * Source: Tango (1998), Statistics in Medicine 17:891–908.
 */
export function tangoScore({ regressed, fixed, pairs, difference }: PairedCounts & { difference: number }): number {
  const variance = nullVariance({ regressed, fixed, pairs }, difference);
  const excess = fixed - regressed - pairs * difference;
  return excess === 0 ? 0 : excess / Math.sqrt(variance);
}

/**
 * Tango's interval: every difference that the score test does not reject, at a two-sided confidence `level`.
 *
 * Contains the estimate, stays within [−1, 1] and has width even without a single flip, where it is ±z²/(pairs + z²).
 * `pairs` must be at least 1.
 *
 * Source: Tango (1998), as above; agrees with R contingencytables and PropCIs to the 1e-7 at which they stop.
 */
export function tangoInterval({ regressed, fixed, pairs, level }: PairedCounts & { level: number }): {
  lower: number;
  upper: number;
} {
  const z = normalQuantile((1 + level) / 2);
  if (regressed + fixed === 0) return { lower: -(z ** 2) / (pairs + z ** 2), upper: z ** 2 / (pairs + z ** 2) };
  return {
    lower: lowerLimit({ regressed, fixed, pairs }, z),
    upper: -lowerLimit({ regressed: fixed, fixed: regressed, pairs }, z),
  };
}

/**
 * The PASS test for a binary metric: is the drop smaller than the margin?
 *
 * Returns the one-sided p-value of "the candidate is worse by the margin or more": small when the data rule that out.
 * p ≤ α exactly when the lower limit of the interval at level 1 − 2α is at or above −margin. The worst false-pass rate
 * at α = .05, by enumeration over 29–400 pairs and margins .03–.10, is 6.8% (margin .10, 42 pairs, nothing but
 * regressions), and 7.1% if every single case flips; `exactUnconditionalNonInferiority` never exceeds α. `margin` in
 * (0, 1).
 */
export function tangoNonInferiority({ regressed, fixed, pairs, margin }: PairedCounts & { margin: number }): number {
  return normalUpperTail(tangoScore({ regressed, fixed, pairs, difference: -margin }));
}

/** The lowest difference at which the score is still no larger than z. */
function lowerLimit({ regressed, fixed, pairs }: PairedCounts, z: number): number {
  if (regressed === pairs) return -1;
  // Every pair fixed: the variance vanishes at the estimate as well, and the limit has a closed form.
  if (fixed === pairs) return (pairs - z ** 2) / (pairs + z ** 2);
  // The score multiplied by its denominator, so that it stays finite at the very end, where the variance is 0.
  const excess = (difference: number): number =>
    fixed - regressed - pairs * difference - z * Math.sqrt(nullVariance({ regressed, fixed, pairs }, difference));
  return findRoot(excess, -1, (fixed - regressed) / pairs);
}

/** The variance of fixed − regressed when the true difference is the hypothesised one (constrained likelihood). */
function nullVariance({ regressed, fixed, pairs }: PairedCounts, difference: number): number {
  // Swapping the arms mirrors everything; done for positive differences, it keeps the quadratic free of cancellation.
  if (difference > 0) return nullVariance({ regressed: fixed, fixed: regressed, pairs }, -difference);
  const a = 2 * pairs;
  const b = (a - fixed + regressed) * difference - regressed - fixed;
  const c = -regressed * difference * (1 - difference);
  const regressedChance = (Math.sqrt(Math.max(0, b * b - 4 * a * c)) - b) / (2 * a);
  return Math.max(0, pairs * (2 * regressedChance + difference * (1 - difference)));
}
