import type { CaseObservations } from '../../src/analysis/observe.ts';
import type { RandomSource } from '../../src/stats/random.ts';
import { ask, type SimulatedCase } from './world.ts';

type Arm = ReadonlyMap<string, CaseObservations>;

/** The baseline that looks best among 40 independent ones: on average the luckiest 2.4%, as the luckiest 5% are on average. */
export function luckyBaseline(cases: readonly SimulatedCase[], trials: number, random: RandomSource): Arm {
  let luckiest = ask(cases, 'stored', trials, random);
  let most = total(luckiest);
  for (let i = 1; i < 40; i += 1) {
    const other = ask(cases, 'stored', trials, random);
    const sum = total(other);
    if (sum > most) [luckiest, most] = [other, sum];
  }
  return luckiest;
}

/**
 * A baseline whose luck, the mean of its answers over what they are on average given the cases, in standard deviations,
 * lies in [from, to): drawn anew until it does, so it is exactly a baseline under that condition.
 */
export function baselineWithLuck(
  cases: readonly SimulatedCase[],
  trials: number,
  { from, to }: { readonly from: number; readonly to: number },
  random: RandomSource,
): Arm {
  let expected = 0;
  let variance = 0;
  for (const { stored } of cases) {
    if (stored === undefined) throw new RangeError('this world does not say how its stored answers vary');
    expected += trials * stored.mean;
    variance += trials * stored.variance;
  }
  for (;;) {
    const arm = ask(cases, 'stored', trials, random);
    const luck = (total(arm) - expected) / Math.sqrt(variance);
    if (luck >= from && luck < to) return arm;
  }
}

function total(arm: Arm): number {
  let sum = 0;
  for (const { rows } of arm.values()) {
    for (const row of rows) for (const score of row) sum += score ?? 0;
  }
  return sum;
}
