import betaCdfOf from '@stdlib/stats-base-dists-beta-cdf';
import betaQuantileOf from '@stdlib/stats-base-dists-beta-quantile';
import binomialCdfOf from '@stdlib/stats-base-dists-binomial-cdf';
import normalCdfOf from '@stdlib/stats-base-dists-normal-cdf';
import normalQuantileOf from '@stdlib/stats-base-dists-normal-quantile';
import studentTCdfOf from '@stdlib/stats-base-dists-t-cdf';
import studentTQuantileOf from '@stdlib/stats-base-dists-t-quantile';

// The probability distributions behind every p-value and limit, and the only door to them.
//
// The values come from @stdlib, which agrees with R to about 1e-14 (test/stats/golden.test.ts, G28). An upper tail is
// asked for by its own name, because 1 − cdf(x) is 0 long before the tail is.

/** P(Z ≤ x) for a standard normal Z. */
export function normalCdf(x: number): number {
  return normalCdfOf(x, 0, 1);
}

/** P(Z ≥ x) for a standard normal Z, accurate far out in the tail. */
export function normalUpperTail(x: number): number {
  return normalCdfOf(-x, 0, 1);
}

/**
 * The x with P(Z ≤ x) = probability, for a standard normal Z; `probability` is 0, 1, or at least 1e-15 from both.
 *
 * The quantile of @stdlib loses digits in the tail (1e-12 at 1e-6, 1e-5 at 1e-15); two Halley steps on the accurate
 * cdf bring them back.
 */
export function normalQuantile(probability: number): number {
  if (probability > 0.5) return -normalQuantile(1 - probability);
  let x = normalQuantileOf(probability, 0, 1);
  if (!Number.isFinite(x)) return x;
  for (let step = 0; step < 2; step++) {
    const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
    const newton = (normalCdf(x) - probability) / density;
    x -= newton / (1 + (x * newton) / 2);
  }
  return x;
}

/** P(T ≤ x) for Student's t with `degrees` > 0 degrees of freedom. */
export function studentTCdf(x: number, degrees: number): number {
  return studentTCdfOf(x, degrees);
}

/** P(T ≥ x) for Student's t, accurate far out in the tail. */
export function studentTUpperTail(x: number, degrees: number): number {
  return studentTCdfOf(-x, degrees);
}

/** The x with P(T ≤ x) = probability, for Student's t. */
export function studentTQuantile(probability: number, degrees: number): number {
  return studentTQuantileOf(probability, degrees);
}

/** P(X ≤ x) for X ~ Beta(a, b). */
export function betaCdf(x: number, a: number, b: number): number {
  return betaCdfOf(x, a, b);
}

/** The x with P(X ≤ x) = probability, for X ~ Beta(a, b). */
export function betaQuantile(probability: number, a: number, b: number): number {
  return betaQuantileOf(probability, a, b);
}

/** P(X ≤ successes) for X ~ Binomial(trials, chance); `successes` below 0 give 0. */
export function binomialCdf(successes: number, trials: number, chance: number): number {
  return binomialCdfOf(successes, trials, chance);
}
