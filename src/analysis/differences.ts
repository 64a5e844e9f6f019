import type { MetricKind } from '../domain/suite.ts';
import { mean } from '../stats/describe.ts';
import type { MetricPair, PlannedCase } from './pair.ts';

/** Per unit of comparison (case, or cluster where cases share one): the oriented difference d on the unit scale, in [−1, 1]. */
export interface Differences {
  readonly values: readonly number[];
  /** One for each value, in any unit; undefined where all weigh the same. */
  readonly weights: readonly number[] | undefined;
  readonly clustered: boolean;
  /** The mean over cases, each by its own weight: what the mean over clusters is held against. */
  readonly caseWeighted: number;
}

/**
 * d_i = mean of the candidate's trials − mean of the baseline's, positive is better. For ratio metrics the difference of
 * −log/ln 4 clipped to ±1: the clipped geometric ratio of statistics.md §1. Cases of one cluster become their weighted
 * mean, and the cluster weighs as its cases do on average: clusters of equally weighted cases count equally.
 *
 * @param lost cases without a pair, each counted at the worst difference there is
 */
export function differencesOf(
  pairs: readonly MetricPair[],
  kind: MetricKind,
  lost: readonly Omit<PlannedCase, 'id'>[] = [],
): Differences {
  const perCase = [
    ...pairs.map((pair): UnitMember => ({
      cluster: pair.cluster,
      weight: pair.weight ?? 1,
      d: differenceOf(pair, kind),
    })),
    ...lost.map(({ cluster, weight = 1 }): UnitMember => ({ cluster, weight, d: -1 })),
  ];
  const clusters = Map.groupBy(perCase, ({ cluster }, i) =>
    cluster === undefined ? `case ${i}` : `cluster ${cluster}`,
  );
  const units = [...clusters.values()].map((members) => ({
    d: weightedMean(members),
    weight: mean(members.map(({ weight }) => weight)),
  }));
  const weighted = units.some(({ weight }) => Math.abs(weight - (units[0]?.weight ?? 1)) > 1e-12 * weight);
  return {
    values: units.map(({ d }) => d),
    weights: weighted ? units.map(({ weight }) => weight) : undefined,
    clustered: clusters.size < perCase.length,
    caseWeighted: weightedMean(perCase),
  };
}

/** The mean of units, each by its weight; 0 where there are none. */
export function meanDifference({ values, weights }: Pick<Differences, 'values' | 'weights'>): number {
  return weightedMean(values.map((d, i) => ({ d, weight: weights?.[i] ?? 1 })));
}

interface UnitMember {
  readonly cluster: string | undefined;
  readonly weight: number;
  readonly d: number;
}

function weightedMean(members: readonly Pick<UnitMember, 'd' | 'weight'>[]): number {
  const total = members.reduce((sum, { weight }) => sum + weight, 0);
  return total === 0 ? 0 : members.reduce((sum, { d, weight }) => sum + weight * d, 0) / total;
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
