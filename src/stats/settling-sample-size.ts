import { mean } from './describe.ts';
import { normalQuantile } from './distributions.ts';
import { passFloor } from './pass-floor.ts';

/**
 * How many cases would settle an undecided metric: the n at which PASS or FAIL, whichever comes first, has the given
 * `power` if things are as they look.
 *
 * "As they look" is the observed mean of the differences, but no better than 0 (luck is not planned on), with their
 * observed variance plus half a case at the worst value, so that a few flawless cases do not promise too much. With Δ
 * that mean, PASS takes (z_α + z_power)²·σ²/(margin + Δ)² and FAIL (z_α + z_power)²·σ²/Δ² cases; never fewer than the
 * PASS floor for a PASS. A normal approximation, for the sentence beside an INCONCLUSIVE. Undefined below two cases.
 *
 * `differences` as in `WeightedDifferences` (one per case or cluster), `margin` on their scale, `alpha` one-sided.
 */
export function settlingSampleSize({
  differences,
  margin,
  alpha,
  power,
}: {
  readonly differences: readonly number[];
  readonly margin: number;
  readonly alpha: number;
  readonly power: number;
}): number | undefined {
  if (differences.length < 2) return undefined;
  const observed = mean(differences);
  const assumed = Math.min(observed, 0);
  const squares = differences.reduce((sum, d) => sum + (d - observed) ** 2, 0.5);
  const size = (normalQuantile(1 - alpha) + normalQuantile(power)) ** 2 * (squares / differences.length);
  const toPass = assumed > -margin ? Math.max(passFloor(margin, alpha), size / (margin + assumed) ** 2) : Infinity;
  const toFail = assumed < 0 ? size / assumed ** 2 : Infinity;
  return Math.ceil(Math.min(toPass, toFail));
}
