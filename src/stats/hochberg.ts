import { stepUp } from './step-up.ts';

/**
 * Hochberg's step-up adjustment: the largest p-value as it is, the next times 2, and so on.
 *
 * Controls the probability of any false alarm for independent or positively dependent tests; rejects whatever Holm's
 * does.
 *
 * Source: Hochberg (1988), Biometrika 75; R `p.adjust(method = "hochberg")`.
 */
export function hochberg(pValues: readonly number[]): number[] {
  return stepUp(pValues, (rank) => pValues.length - rank + 1);
}
