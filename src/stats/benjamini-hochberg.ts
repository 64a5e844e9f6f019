import { stepUp } from './step-up.ts';

/**
 * Benjamini and Hochberg's adjustment: rejecting where it is ≤ q keeps the expected share of false alarms among all
 * alarms at q, for independent or positively dependent tests. For slices, which are many and advisory.
 *
 * Source: Benjamini and Hochberg (1995), Journal of the Royal Statistical Society B 57; R `p.adjust(method = "BH")`.
 */
export function benjaminiHochberg(pValues: readonly number[]): number[] {
  return stepUp(pValues, (rank) => pValues.length / rank);
}
