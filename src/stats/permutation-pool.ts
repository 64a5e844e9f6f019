/** The trials of one case, both arms together: scores trial by trial, 0 and not present where missing. */
export interface Pool {
  readonly scores: Float64Array;
  readonly present: Uint8Array;
  /** Per metric, over all trials. */
  readonly total: Float64Array;
  readonly count: Float64Array;
  readonly weight: number;
}

/** Lays the trials of a case (candidate's first) out for `contribute`. */
export function poolOf(trials: readonly (readonly (number | null)[])[], metrics: number, weight: number): Pool {
  const scores = Float64Array.from(trials.flatMap((trial) => trial.map((score) => score ?? 0)));
  const present = Uint8Array.from(trials.flatMap((trial) => trial.map((score) => (score === null ? 0 : 1))));
  const perMetric = (values: ArrayLike<number>): Float64Array =>
    Float64Array.from({ length: metrics }, (_, metric) => {
      let sum = 0;
      for (let at = metric; at < values.length; at += metrics) sum += values[at] ?? 0;
      return sum;
    });
  return { scores, present, total: perMetric(scores), count: perMetric(present), weight };
}

/**
 * Writes the contribution of the arrangement whose candidate trials are the first `candidates` of `chosen`: for each
 * metric `scale` times the weighted mean difference of the pools, then the squares. A difference no larger than `noise`
 * (per metric) is 0; a pool that lacks an arm is left out.
 */
export function contribute(
  pools: readonly Pool[],
  chosen: ArrayLike<number>,
  candidates: number,
  { noise, scale }: { noise: Float64Array; scale: number },
  into: Float64Array,
): void {
  const metrics = noise.length;
  for (let metric = 0; metric < metrics; metric++) {
    let sum = 0;
    let weights = 0;
    for (const { scores, present, total, count, weight } of pools) {
      let own = 0;
      let ownCount = 0;
      for (let place = 0; place < candidates; place++) {
        const at = (chosen[place] ?? 0) * metrics + metric;
        own += scores[at] ?? 0;
        ownCount += present[at] ?? 0;
      }
      const otherCount = (count[metric] ?? 0) - ownCount;
      if (ownCount === 0 || otherCount === 0) continue;
      sum += weight * (own / ownCount - ((total[metric] ?? 0) - own) / otherCount);
      weights += weight;
    }
    const difference = weights > 0 ? sum / weights : 0;
    // Noise of a difference that is really 0 must not pass for one: a lone 1e-17 has as large a T as a lone 1.
    const weighted = Math.abs(difference) > (noise[metric] ?? 0) ? scale * difference : 0;
    into[metric] = weighted;
    into[metrics + metric] = weighted * weighted;
  }
}
