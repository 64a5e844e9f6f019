import type { RandomSource } from '../../src/stats/random.ts';
import { metricOf, type SimulatedCase, type World } from '../integrity/world.ts';
import { waveringLaw } from '../integrity/worlds/laws.ts';

/** What one accepted change costs on average, and how many there are. */
export const STEP = 0.01;
export const STEPS = 12;

/**
 * How a step costs its hundredth: a few cases that now always fail, or every case passing a little less often. Or it costs
 * nothing at all.
 */
export type Shape = 'hard' | 'thin' | 'nothing';

/** A case through the product's history: how likely it passes after so many merged changes. */
export interface LivingCase {
  readonly id: string;
  readonly chance: (step: number) => number;
}

/**
 * A suite of a product whose two runs of one version differ in ψ of the cases. Over all the cases there could be, each step
 * costs STEP exactly; what it costs in this suite is chance, as it is with a real one.
 */
export function livingSuite(
  count: number,
  { discordance, shape }: { readonly discordance: number; readonly shape: Shape },
  random: RandomSource,
): readonly LivingCase[] {
  // The margin is no part of how cases answer.
  const law = waveringLaw(discordance, 1);
  const perStep = STEP / law.loss;
  return Array.from({ length: count }, (_, i): LivingCase => {
    const before = law.chance?.(random.next()) ?? 0;
    const place = random.next();
    return {
      id: `c${i}`,
      chance: (step) =>
        shape === 'hard'
          ? place < step * perStep
            ? 0
            : before
          : shape === 'thin'
            ? before * (1 - step * perStep)
            : before,
    };
  });
}

/** The cases as a comparison of two points of the history meets them; what was stored is of the earlier one. */
export function between(suite: readonly LivingCase[], before: number, after: number): readonly SimulatedCase[] {
  return suite.map(({ id, chance }) => {
    const [then, now] = [chance(before), chance(after)];
    return {
      planned: { id },
      answer: (version, random) => [random.next() < (version === 'candidate' ? now : then) ? 1 : 0],
    };
  });
}

/** One gated binary metric with this limit, of cases that are handed over already drawn. */
export function worldOf(margin: number, cases: readonly SimulatedCase[], difference: number): World {
  return { metrics: [metricOf('binary', margin)], difference, draw: () => cases };
}
