/** T of each metric, Σ w·d / √(Σ (w·d)²), from the two sums one after the other; 0 where the denominator is 0. */
export function permutationStatistic(sums: Float64Array, into: Float64Array): Float64Array {
  for (let metric = 0; metric < into.length; metric++) {
    const squares = sums[into.length + metric] ?? 0;
    into[metric] = squares > 0 ? (sums[metric] ?? 0) / Math.sqrt(squares) : 0;
  }
  return into;
}
