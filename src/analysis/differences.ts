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

function differenceOf(pair: MetricPair, kind: MetricKind): number {
  const d = mean(pair.candidate) - mean(pair.baseline);
  // A rounding error of the mean must not turn a tie into a difference.
  const settled = Math.abs(d) < 1e-12 ? 0 : d;
  return kind === 'ratio' ? Math.max(-1, Math.min(1, settled)) : settled;
}
