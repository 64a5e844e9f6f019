/** The ratio at which a log ratio is clipped unless told otherwise: four times as slow, or as dear, counts as worst. */
const WORST_RATIO = 4;

/**
 * How much worse a quantity of which less is better became (latency, cost, tokens), as a difference in [−1, 1].
 *
 * d = −clip(ln(candidate / baseline), ±limit) / limit: 0 unchanged, −1 worse by the limit or more, +1 better by as
 * much. Clipping makes an unbounded quantity testable, so the estimand is the clipped geometric ratio. Equal zeros are
 * no change; from zero to something is −1, the reverse +1. Throws a RangeError on negative or missing quantities.
 */
export function clippedLogRatio(
  candidate: number,
  baseline: number,
  { limit = Math.log(WORST_RATIO) }: { limit?: number } = {},
): number {
  if (!(candidate >= 0 && baseline >= 0)) throw new RangeError(`no ratio of ${candidate} to ${baseline}`);
  if (candidate === baseline) return 0;
  const logRatio = Math.log(candidate) - Math.log(baseline);
  return -Math.min(limit, Math.max(-limit, logRatio)) / limit;
}

/** The margin that goes with it: a `ratio` of 1.10 (10% more) on the scale of the clipped log ratio. */
export function ratioMargin(ratio: number, { limit = Math.log(WORST_RATIO) }: { limit?: number } = {}): number {
  return Math.log(ratio) / limit;
}
