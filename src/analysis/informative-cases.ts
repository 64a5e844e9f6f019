import type { MetricKind } from '../domain/suite.ts';
import { mean } from '../stats/describe.ts';

/** How much of a suite can move at all, judged by what is stored of it. */
export interface InformativeCases {
  /** The stored mean lies within the margin of the best value: a gain of the margin cannot happen. */
  readonly nearBest: boolean;
  /** More than 80% of the cases with repeats gave the same score in all of them. */
  readonly seldomVaries: boolean;
  /** Cases with repeats whose score ever varied. */
  readonly informative: number;
  /** Cases with two stored trials or more: the others cannot say whether they vary. */
  readonly repeated: number;
}

/**
 * Whether a metric has hit its ceiling (statistics.md §8): its baseline is so near the best value, or its cases waver
 * so seldom, that a nominal n promises more than there is to see. Either reason asks for harder cases, and for
 * reporting the informative n, `informative` of `repeated`.
 *
 * Informative is meant for gains and for small shifts: a case that always passes still shows a hard drop, and counts in
 * the PASS test as every other. With few trials a case at a true rate of .95 often looks steady (86% of the time at
 * three), so the count is a lower bound that grows with the trials stored.
 *
 * @param cases scores of the stored trials, one list a case, unit scale (higher is better); empty lists are passed over
 * @param of.kind a `ratio` has no best value, so it is never near it
 */
export function informativeCases(
  cases: readonly (readonly number[])[],
  of: { readonly kind: MetricKind; readonly unitMargin: number },
): InformativeCases {
  const scored = cases.filter((trials) => trials.length > 0);
  const repeated = scored.filter((trials) => trials.length > 1);
  const informative = repeated.filter((trials) => Math.max(...trials) - Math.min(...trials) > TIE).length;
  const steady = repeated.length - informative;
  return {
    nearBest: of.kind !== 'ratio' && scored.length > 0 && mean(scored.map(mean)) + of.unitMargin > 1 + TIE,
    // In whole numbers: .8 of a count is not a count.
    seldomVaries: 5 * steady > 4 * repeated.length,
    informative,
    repeated: repeated.length,
  };
}

/** Below it scores differ by rounding only. */
const TIE = 1e-12;
