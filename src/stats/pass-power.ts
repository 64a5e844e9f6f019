import { normalQuantile } from './distributions.ts';
import { passFloor } from './pass-floor.ts';
import { tangoRegion, trinomialProbability } from './trinomial-region.ts';

/**
 * How likely a binary metric with one trial per arm is to PASS: by exact enumeration of all outcomes.
 *
 * `difference` is the true one, candidate − baseline, and `discordance` the true share of flipped cases; a discordance
 * below |difference| cannot be, and is raised to it. PASS is Tango's score test at −margin with p ≤ `level`, from the
 * floor upwards; below the floor the answer is 0. Assumes independent cases and no missing ones.
 */
export function passPower({
  pairs,
  margin,
  level,
  difference,
  discordance,
}: {
  readonly pairs: number;
  readonly margin: number;
  readonly level: number;
  readonly difference: number;
  readonly discordance: number;
}): number {
  if (pairs < passFloor(margin, level)) return 0;
  const region = tangoRegion({ pairs, margin, score: normalQuantile(1 - level) });
  const flipped = Math.min(1, Math.max(discordance, Math.abs(difference)));
  return trinomialProbability(region, { regressed: (flipped - difference) / 2, fixed: (flipped + difference) / 2 });
}
