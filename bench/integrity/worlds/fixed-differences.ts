import type { MetricKind } from '../../../src/domain/suite.ts';
import type { RandomSource } from '../../../src/stats/random.ts';
import { metricOf, type World } from '../world.ts';

/**
 * Worlds whose answers never waver: each case has its d once and for all, and the baseline is as sure as the candidate.
 * What is left is the chance of the sample, and the shape of the differences, which is what breaks a test for means.
 */
function fixedDifferences(
  kind: MetricKind,
  of: { readonly margin: number; readonly difference: number; readonly base: number },
  d: (random: RandomSource) => number,
): World {
  return {
    metrics: [metricOf(kind, of.margin)],
    difference: of.difference,
    draw: (count, random) =>
      Array.from({ length: count }, (_, i) => {
        const scores = [of.base + d(random)];
        return { planned: { id: `c${i}` }, answer: (version) => (version === 'candidate' ? scores : [of.base]) };
      }),
  };
}

/** Binary: a share ψ of the cases flips, so that the metric falls by `drop`; at ψ = drop nothing but regressions. */
export function flips({
  margin,
  discordance,
  drop = margin,
}: {
  margin: number;
  discordance: number;
  drop?: number;
}): World {
  const [regressed, flipped] = [(discordance + drop) / 2, discordance];
  return {
    metrics: [metricOf('binary', margin)],
    difference: -drop,
    draw: (count, random) =>
      Array.from({ length: count }, (_, i) => {
        const place = random.next();
        const [before, now] = place < regressed ? [1, 0] : place < flipped ? [0, 1] : [1, 1];
        return { planned: { id: `c${i}` }, answer: (version) => [version === 'candidate' ? now : before] };
      }),
  };
}

/** A share of the cases falls from best to worst, all others by the same little: most samples see too few of the first. */
export function rareHardDrops({ margin, share }: { margin: number; share: number }): World {
  const little = (margin - share) / (1 - share);
  return fixedDifferences('continuous', { margin, difference: -margin, base: 1 }, (random) =>
    random.next() < share ? -1 : -little,
  );
}

/** Losses U^k with mean δ: nearly all of them next to nothing, a long tail up to the worst; or the same beside a steady gain. */
export function skewedLosses({ margin, gain = 0 }: { margin: number; gain?: number }): World {
  const power = 1 / (margin + gain) - 1;
  return fixedDifferences(
    'continuous',
    { margin, difference: -margin, base: 1 - gain },
    (random) => gain - random.next() ** power,
  );
}

/** Two cases in five fall by one level of five. */
export function levelsDown({ margin }: { margin: number }): World {
  return fixedDifferences('ordinal', { margin, difference: -margin, base: 1 }, (random) =>
    random.next() < 4 * margin ? -0.25 : 0,
  );
}
