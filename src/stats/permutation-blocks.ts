import { contribute, poolOf } from './permutation-pool.ts';
import type { RandomSource } from './random.ts';

/** One case: its trials in each arm, each trial a score per metric (higher is better), null where it is missing. */
export interface PermutationCase {
  readonly candidate: readonly (readonly (number | null)[])[];
  readonly baseline: readonly (readonly (number | null)[])[];
}

/** The cases of a permutation test; `weights` (positive) and `clusters` (names) have one entry per case. */
export interface PermutationData {
  readonly cases: readonly PermutationCase[];
  readonly weights?: readonly number[] | undefined;
  readonly clusters?: readonly string[] | undefined;
}

/**
 * What is re-arranged as one: a case, or all cases of a cluster together.
 *
 * A contribution is what the block adds to the sums of the statistic: for M metrics, M numbers w·d followed by M
 * numbers (w·d)². A metric that an arrangement leaves without one of its arms contributes 0.
 */
export interface PermutationBlock {
  /** The number of ways to choose the candidate's trials among all trials of the block. */
  readonly arrangements: number;
  /** The observed contribution; more may follow it. */
  readonly observed: Float64Array;
  /** All arrangements' contributions one after the other, the observed one first. */
  table(): Float64Array;
  /** Writes the contribution of a random arrangement, every one equally likely. */
  draw(random: RandomSource, into: Float64Array): void;
}

/**
 * Prepares the blocks of a whole-trial permutation.
 *
 * A cluster is cut to its smallest case: each arm keeps as many trials (the first ones) as its case with the fewest,
 * and trial j of all its cases moves together. The cluster's difference is the weighted mean of its cases', its weight
 * the mean weight of its cases, so that clusters of equally weighted cases count equally.
 */
export function permutationBlocks({ cases, weights, clusters }: PermutationData, metrics: number): PermutationBlock[] {
  const noise = Float64Array.from({ length: metrics }, (_, metric) => 1e-12 * largestScore(cases, metric));
  const choices = new Map<string, number[][]>();
  const members = cases.map(({ candidate, baseline }, index): Member => {
    return { candidate, baseline, weight: weights?.[index] ?? 1 };
  });
  // No list for each lone case: there may be very many, with nothing else to their preparation.
  if (!clusters) return members.map((lone) => pair(lone, noise) ?? block([lone], noise, choices));
  return Array.from(Map.groupBy(members, (_, index) => clusters[index]).values(), (own) => {
    const [first, second] = own;
    return (first && !second ? pair(first, noise) : undefined) ?? block(own, noise, choices);
  });
}

interface Member extends PermutationCase {
  readonly weight: number;
}

/** A lone case with one trial per arm, by far the commonest: changing places turns the sign of its difference. */
function pair({ candidate, baseline, weight }: Member, noise: Float64Array): PermutationBlock | undefined {
  const [after, before] = [candidate[0], baseline[0]];
  const single = candidate.length === 1 && baseline.length === 1;
  if (!single || after === undefined || before === undefined) return undefined;
  const metrics = noise.length;
  const table = new Float64Array(4 * metrics);
  for (let metric = 0; metric < metrics; metric++) {
    const [one, other] = [after[metric] ?? null, before[metric] ?? null];
    const difference = one === null || other === null ? 0 : one - other;
    if (Math.abs(difference) <= (noise[metric] ?? 0)) continue;
    const weighted = weight * difference;
    table[metric] = weighted;
    table[2 * metrics + metric] = -weighted;
    table[metrics + metric] = table[3 * metrics + metric] = weighted * weighted;
  }
  return {
    arrangements: 2,
    observed: table,
    table: () => table,
    draw: (random, into) => into.set(random.below(2) === 0 ? table : table.subarray(2 * metrics)),
  };
}

function block(members: readonly Member[], noise: Float64Array, known: Map<string, number[][]>): PermutationBlock {
  const candidates = Math.min(...members.map(({ candidate }) => candidate.length));
  const baselines = Math.min(...members.map(({ baseline }) => baseline.length));
  const trials = candidates + baselines;
  const arrangements = choose(trials, candidates);
  const meanWeight = members.reduce((sum, { weight }) => sum + weight, 0) / members.length;
  const metrics = noise.length;
  const pools = members.map(({ candidate, baseline, weight }) =>
    poolOf([...candidate.slice(0, candidates), ...baseline.slice(0, baselines)], metrics, weight / meanWeight),
  );
  const scale = meanWeight;
  const order = Int32Array.from({ length: trials }, (_, trial) => trial);
  const observed = new Float64Array(2 * metrics);
  contribute(pools, order, candidates, { noise, scale }, observed);

  return {
    arrangements,
    observed,
    table() {
      const key = `${trials} ${candidates}`;
      const all = known.get(key) ?? combinations(trials, candidates);
      known.set(key, all);
      const table = new Float64Array(all.length * 2 * metrics);
      for (const [index, chosen] of all.entries()) {
        const row = table.subarray(index * 2 * metrics, (index + 1) * 2 * metrics);
        contribute(pools, chosen, candidates, { noise, scale }, row);
      }
      return table;
    },
    draw(random, into) {
      // The first steps of a shuffle: uniform from wherever the last draw left the order.
      for (let place = 0; place < candidates; place++) {
        const other = place + random.below(trials - place);
        const moved = order[place] ?? 0;
        order[place] = order[other] ?? 0;
        order[other] = moved;
      }
      contribute(pools, order, candidates, { noise, scale }, into);
    },
  };
}

/** The number of ways to choose k of n. */
function choose(n: number, k: number): number {
  let ways = 1;
  for (let i = 1; i <= Math.min(k, n - k); i++) ways = Math.round((ways * (n - i + 1)) / i);
  return ways;
}

/** All ways to choose k of n, in lexicographic order: the first is 0 … k − 1. */
function combinations(n: number, k: number, from = 0): number[][] {
  if (k === 0) return [[]];
  return Array.from({ length: n - k - from + 1 }, (_, index) => from + index).flatMap((first) =>
    combinations(n, k - 1, first + 1).map((rest) => [first, ...rest]),
  );
}

function largestScore(cases: readonly PermutationCase[], metric: number): number {
  let largest = 0;
  for (const { candidate, baseline } of cases) {
    for (const trial of candidate) largest = Math.max(largest, Math.abs(trial[metric] ?? 0));
    for (const trial of baseline) largest = Math.max(largest, Math.abs(trial[metric] ?? 0));
  }
  return largest;
}
