import type { MetricKind } from '../domain/suite.ts';
import { mean } from '../stats/describe.ts';
import type { MetricPair } from './pair.ts';

/** Per unit of comparison (case, or cluster where cases share one): the oriented difference d on the unit scale, in [−1, 1]. */
export interface Differences {
  readonly values: readonly number[];
  readonly clustered: boolean;
}

/**
 * d_i = mean of the candidate's trials − mean of the baseline's, positive is better. For ratio metrics the difference of
 * −log/ln 4 clipped to ±1: the clipped geometric ratio of statistics.md §1. Cases of one cluster become their mean, with
 * equal weight for each cluster.
 */
export function differencesOf(pairs: readonly MetricPair[], kind: MetricKind): Differences {
  const perCase = pairs.map((pair) => ({ cluster: pair.cluster, d: differenceOf(pair, kind) }));
  const clusters = Map.groupBy(perCase, ({ cluster }, i) =>
    cluster === undefined ? `case ${i}` : `cluster ${cluster}`,
  );
  const values = [...clusters.values()].map((members) => mean(members.map(({ d }) => d)));
  return { values, clustered: clusters.size < pairs.length };
}

/**
 * The pairs with every missing trial at its worst: a lost candidate trial failed, a lost baseline trial was perfect. A
 * ratio has no worst value but the clip, so such a case counts as d = −1.
 */
export function atTheirWorst(pairs: readonly MetricPair[], kind: MetricKind): readonly MetricPair[] {
  return pairs.map((pair): MetricPair => {
    const { candidate, baseline } = pair.missing;
    if (candidate + baseline === 0) return pair;
    const missing = { candidate: 0, baseline: 0 };
    if (kind === 'ratio') return { ...pair, candidate: [0], baseline: [1], missing };
    return {
      ...pair,
      candidate: [...pair.candidate, ...Array.from({ length: candidate }, () => 0)],
      baseline: [...pair.baseline, ...Array.from({ length: baseline }, () => 1)],
      missing,
    };
  });
}

function differenceOf(pair: MetricPair, kind: MetricKind): number {
  const d = mean(pair.candidate) - mean(pair.baseline);
  // A rounding error of the mean must not turn a tie into a difference.
  const settled = Math.abs(d) < 1e-12 ? 0 : d;
  return kind === 'ratio' ? Math.max(-1, Math.min(1, settled)) : settled;
}
