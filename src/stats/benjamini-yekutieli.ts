import { stepUp } from './step-up.ts';

/**
 * Benjamini and Yekutieli's adjustment: as Benjamini and Hochberg's, whatever the dependence, at the price of a factor
 * 1 + ½ + … + 1/m.
 *
 * Source: Benjamini and Yekutieli (2001), Annals of Statistics 29; R `p.adjust(method = "BY")`.
 */
export function benjaminiYekutieli(pValues: readonly number[]): number[] {
  const harmonic = pValues.reduce((sum, _, index) => sum + 1 / (index + 1), 0);
  return stepUp(pValues, (rank) => (harmonic * pValues.length) / rank);
}
