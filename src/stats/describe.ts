import { mean as meanOf, quantile as quantileOf, sampleStandardDeviation } from 'simple-statistics';

// Figures that describe data and decide nothing, by simple-statistics. Its distributions and tests are not used: see
// docs/statistics.md for why.

/** The arithmetic mean. Throws on an empty list. */
export function mean(values: readonly number[]): number {
  return meanOf([...values]);
}

/** The sample standard deviation (n − 1); 0 below two values. */
export function standardDeviation(values: readonly number[]): number {
  return values.length < 2 ? 0 : sampleStandardDeviation([...values]);
}

/** The value below which a `share` of the values lies, share in [0, 1]. Throws on an empty list. */
export function quantile(values: readonly number[], share: number): number {
  return quantileOf([...values], share);
}
