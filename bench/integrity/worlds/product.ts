import type { RandomSource } from '../../../src/stats/random.ts';
import { metricOf, type Scores, type SimulatedCase, type Version, type World } from '../world.ts';
import type { Law } from './laws.ts';

/** The chance that a metric shares its uniform number with the others: correlation .5 between any two of them. */
const SHARED = Math.sqrt(0.5);

/**
 * Cases that differ, answers that waver, and metrics that move together, all scored by one law.
 *
 * A change for the worse is a rule that went missing: a share of the cases is hit in every metric and every run, so that
 * each metric falls by `drop` (unit scale). `drift` is what the provider did since the baseline was stored: below 0 other
 * cases are hit today, in both arms; above 0 they were hit when the baseline was stored and are well today.
 */
export function productWorld(of: {
  readonly law: Law;
  readonly metrics?: number;
  readonly drop?: number;
  readonly drift?: number;
}): World {
  const { law, metrics = 1, drop = 0, drift = 0 } = of;
  const [changed, drifted] = [drop / law.loss, Math.abs(drift) / law.loss];
  return {
    metrics: Array.from({ length: metrics }, (_, column) => metricOf(law.kind, law.margin, column)),
    difference: -drop,
    draw: (count, random) =>
      Array.from({ length: count }, (_, i): SimulatedCase => {
        const like = uniforms(metrics, random);
        const place = random.next();
        const [byChange, byDrift] = [place < changed, place >= 1 - drifted];
        const hit = (version: Version): boolean =>
          (byChange && version === 'candidate') || (byDrift && (version === 'stored') === drift > 0);
        const chance = hit('stored') ? 0 : law.chance?.(like[0] ?? 0);
        return {
          planned: { id: `c${i}` },
          ...(chance === undefined ? {} : { stored: { mean: chance, variance: chance * (1 - chance) } }),
          answer(version, random): Scores {
            const scores = uniforms(metrics, random).map((ofTrial, m) => law.score(like[m] ?? 0, ofTrial));
            return hit(version) ? scores.map((score) => law.hit(score)) : scores;
          },
        };
      }),
  };
}

/** One uniform number a metric. */
function uniforms(metrics: number, random: RandomSource): number[] {
  const common = random.next();
  if (metrics === 1) return [common];
  return Array.from({ length: metrics }, () => (random.next() < SHARED ? common : random.next()));
}
