/** Fresh trials of each version that a sentinel gets whose first trial failed (statistics.md §5). */
export const SENTINEL_TRIALS = 5;

/**
 * How often one sentinel fails a change that did nothing, at most, whatever the provider did meanwhile. Five fresh trials
 * of the candidate all fail and none of the control's five does: if each fails with probability p in either version, that
 * is p⁵(1 − p)⁵ ≤ 2⁻¹⁰ = .00098, at p = ½; the trials of both stand side by side, so a provider that moves moves both.
 * One event a sentinel, whichever metrics it fails on. (The candidate's first trial has to fail too, which makes it
 * p⁶(1 − p)⁵ ≤ .00052 where the provider stood still between that and the fresh ones: nobody can promise that.)
 */
export const SENTINEL_FALSE_FAIL = 2 ** -10;

/** The part of α₂ that sentinels may spend together: the metrics keep the rest. */
const LARGEST_PART = 0.5;

/** How many sentinels, over all gated suites of a repository, a false-fail rate can pay for. */
export function mostSentinels(alphaFail: number): number {
  return Math.floor((alphaFail * LARGEST_PART) / SENTINEL_FALSE_FAIL);
}
