/** Fresh trials of each version that a sentinel gets whose first trial failed (statistics.md §5). */
export const SENTINEL_TRIALS = 5;

/**
 * How often one sentinel fails a change that did nothing, at most. If each trial of it fails with probability p in either
 * version, the candidate's first trial and all five fresh ones fail and none of the control's five does with probability
 * p⁶(1 − p)⁵. The derivative p⁵(1 − p)⁴(6 − 11p) is zero at p = 6/11, so the largest is 6⁶·5⁵/11¹¹ = .000511, whatever
 * the case and the model; rounded up. One event a sentinel, whichever metrics it fails on. (Where the provider moves
 * between the first trial and the fresh ones, the interleaved five pairs alone bound it: p⁵(1 − p)⁵ ≤ 2⁻¹⁰ = .00098.)
 */
export const SENTINEL_FALSE_FAIL = 0.00052;

/** The part of α₂ that sentinels may spend together: the metrics keep the rest. */
const LARGEST_PART = 0.5;

/** How many sentinels, over all gated suites of a repository, a false-fail rate can pay for. */
export function mostSentinels(alphaFail: number): number {
  return Math.floor((alphaFail * LARGEST_PART) / SENTINEL_FALSE_FAIL);
}
