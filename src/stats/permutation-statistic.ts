/** Writes the statistic of each metric from its two sums over the blocks, Σ w·d of all metrics and then Σ (w·d)². */
export type PermutationStatistic = (sums: Float64Array, into: Float64Array) => Float64Array;

/** T = Σ w·d / √(Σ (w·d)²), 0 where the denominator is 0: of one scale for all metrics. */
function studentised(sums: Float64Array, into: Float64Array): Float64Array {
  for (let metric = 0; metric < into.length; metric++) {
    const squares = sums[into.length + metric] ?? 0;
    into[metric] = squares > 0 ? (sums[metric] ?? 0) / Math.sqrt(squares) : 0;
  }
  return into;
}

/** T = Σ w·d itself, in each metric's own units. */
function total(sums: Float64Array, into: Float64Array): Float64Array {
  into.set(sums.subarray(0, into.length));
  return into;
}

export const permutationStatistics = { studentised, total } satisfies Record<string, PermutationStatistic>;

export type PermutationStatisticName = keyof typeof permutationStatistics;
