/**
 * Bonferroni's adjustment: each p-value times their number.
 *
 * Controls the probability of any false alarm whatever the dependence. Holm's does the same and rejects more.
 *
 * Source: R `p.adjust(method = "bonferroni")`.
 */
export function bonferroni(pValues: readonly number[]): number[] {
  return pValues.map((p) => Math.min(1, p * pValues.length));
}
