import type { CaseObservations } from '../../src/analysis/observe.ts';
import { providerDrift } from '../../src/analysis/provider-drift.ts';
import type { RandomSource } from '../../src/stats/random.ts';
import type { World } from '../integrity/world.ts';

type Arm = ReadonlyMap<string, CaseObservations>;

/** A refresh draws 9,999; so few are as exact at the level asked for, .005, and only a little less sharp. */
const DRAWS = 999;

/** The permutation needs about 2.6; below this, nothing was ever announced. */
const FAR_FROM_ANNOUNCED = 2;

/** Whether a refresh tells of a drift, with its rules; nothing is drawn where the arms are so alike that it cannot. */
export function isAnnounced(
  world: World,
  arms: { readonly today: Arm; readonly stored: Arm },
  random: RandomSource,
): boolean {
  if (Math.abs(standardised(arms)) < FAR_FROM_ANNOUNCED) return false;
  const planned = [...arms.today.keys()].map((id) => ({ id }));
  const rules = { passLevel: 0.05, strict: false, draws: DRAWS, enumerateUpTo: DRAWS, random };
  return providerDrift(world.metrics, planned, arms, rules).length > 0;
}

/** Today − stored over all cases, in standard deviations of whole trials permuted within cases. One metric. */
export function standardised({ today, stored }: { readonly today: Arm; readonly stored: Arm }): number {
  let difference = 0;
  let variance = 0;
  for (const [id, { rows }] of today) {
    const now = rows.map(([score]) => score ?? 0);
    const then = (stored.get(id)?.rows ?? []).map(([score]) => score ?? 0);
    const all = [...now, ...then];
    const mean = meanOf(all);
    difference += meanOf(now) - meanOf(then);
    const spread = all.reduce((sum, score) => sum + (score - mean) ** 2, 0) / (all.length - 1);
    variance += spread * (1 / now.length + 1 / then.length);
  }
  return variance === 0 ? 0 : difference / Math.sqrt(variance);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
