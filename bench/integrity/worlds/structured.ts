import type { RandomSource } from '../../../src/stats/random.ts';
import { metricOf, type SimulatedCase, type World } from '../world.ts';

/**
 * Two strata sampled one for one that make up .8 and .2 of the suite: weights differ by a factor of 4. The drop lies in
 * one of them, as cases that fall from best to worst beside a constant loss of the others.
 */
export function weighted({
  margin,
  where,
  share = 0.02,
}: {
  margin: number;
  where: 'heavy' | 'light';
  share?: number;
}): World {
  const weight = where === 'heavy' ? 0.8 : 0.2;
  const fall = margin / weight;
  const little = (fall - share) / (1 - share);
  return {
    metrics: [metricOf('continuous', margin)],
    shares: new Map([
      ['heavy', 0.8],
      ['light', 0.2],
    ]),
    difference: -margin,
    draw: (count, random) =>
      Array.from({ length: count }, (_, i) => {
        const stratum = i % 2 === 0 ? 'heavy' : 'light';
        const now = stratum !== where ? [1] : random.next() < share ? [0] : [1 - little];
        return { planned: { id: `c${i}`, stratum }, answer: (version) => (version === 'candidate' ? now : [1]) };
      }),
  };
}

/** Clusters of 1 to 8 cases with one chance to pass each; the change breaks whole clusters, a share of them that costs δ. */
export function clustered({ margin, chances }: { margin: number; chances: readonly number[] }): World {
  const share = margin / (chances.reduce((sum, chance) => sum + chance, 0) / chances.length);
  return {
    metrics: [metricOf('binary', margin)],
    difference: -margin,
    draw(count, random) {
      const cases: SimulatedCase[] = [];
      for (let cluster = 0; cases.length < count; cluster += 1) {
        const chance = chances[random.below(chances.length)] ?? 1;
        const broken = random.next() < share;
        for (let size = 1 + random.below(8); size > 0; size -= 1) {
          cases.push({
            planned: { id: `c${cases.length}`, cluster: `k${cluster}` },
            answer: (version, random) => [(version === 'candidate' && broken) || random.next() >= chance ? 0 : 1],
          });
        }
      }
      return cases;
    },
  };
}

/**
 * Latency with answers up to 28% faster or slower than usual; under the change a share of the cases explodes (beyond the
 * clip, whatever the rest) and all others are a little slower, so that the clipped log ratio falls by δ.
 */
export function exploding({ margin, share }: { margin: number; share: number }): World {
  const metric = metricOf('ratio', margin);
  const little = (metric.unitMargin - share) / (1 - share);
  const usual = (random: RandomSource): number => 0.18 * (2 * random.next() - 1);
  return {
    metrics: [metric],
    difference: -metric.unitMargin,
    draw: (count, random) =>
      Array.from({ length: count }, (_, i) => {
        const falls = random.next() < share ? 4 : little;
        return {
          planned: { id: `c${i}` },
          answer: (version, random) => [usual(random) - (version === 'candidate' ? falls : 0)],
        };
      }),
  };
}
