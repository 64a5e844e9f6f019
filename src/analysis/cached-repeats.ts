import { quantile } from '../stats/describe.ts';

/** What one case answered in one arm: its completed trials in the order of their index. */
export interface RepeatedCase {
  readonly caseId: string;
  readonly trials: readonly {
    /** The whole output (text, tool calls, refusal) or its digest: equal for equal outputs. */
    readonly output: string;
    /** Undefined where nobody measured it. */
    readonly latencyMs: number | undefined;
  }[];
}

/** Below it no model was asked: not even one on the same machine answers in less. */
const INSTANT_MS = 1;
/** Of what a real answer took: the share below which a repeat came out of a store. */
const INSTANT_SHARE = 0.02;
/** So many cases with equal latencies are no coincidence, even where they are measured in whole milliseconds. */
const CASES_WITH_EQUAL_LATENCIES = 5;

/**
 * The cases of one arm whose repeats were answered from a cache: they are one trial told k times, say nothing about how
 * much the model wavers, and must count as one (statistics.md §8).
 *
 * A model that always answers the same (temperature 0) is no cache, so equal outputs alone are never enough. Besides
 * all outputs of a case being equal, one of two must hold:
 *
 * 1. All its trials but the slowest took next to no time: less than 1 ms, or less than 2% of the slowest and less than
 *    2% of what the slowest trial takes in the median case. The slowest rather than the first, because trials may run
 *    in any order; the median besides, because a cold start or a provider's hiccup makes real repeats look quick. Not
 *    where repeats of any case came as fast and differ: a program that answers at once is no cache.
 * 2. All its trials took equally long to the digit, and so it is in every repeated case of the arm, in at least five of
 *    them, not all of one latency: a store that tells the latency it recorded. (Whole milliseconds agree by chance in a
 *    case or two; a target that reports a constant measures nothing.)
 *
 * Cases with fewer than two completed trials repeat nothing; trials without a latency are never called cached.
 */
export function cachedRepeats(cases: readonly RepeatedCase[]): {
  /** Those to collapse to one trial, in the order given. */
  readonly cached: readonly string[];
  /** Cases with two completed trials or more. */
  readonly repeated: number;
} {
  const repeated = cases.filter(({ trials }) => trials.length > 1).map(summaryOf);
  const slowest = repeated.flatMap(({ latencies }) => latencies?.at(-1) ?? []);
  const usual = slowest.length === 0 ? 0 : quantile(slowest, 0.5);
  const recorded = tellsRecordedLatencies(repeated);
  // A cache never tells two answers: where one did come at once and differ, this target is simply that fast.
  const fastByNature = repeated.some((one) => !one.same && isInstant(one.latencies, usual));
  const cached = repeated.filter((one) => one.same && (recorded || (!fastByNature && isInstant(one.latencies, usual))));
  return { cached: cached.map(({ caseId }) => caseId), repeated: repeated.length };
}

interface Summary {
  readonly caseId: string;
  /** All outputs are equal. */
  readonly same: boolean;
  /** Ascending; undefined where one is unknown. */
  readonly latencies: readonly number[] | undefined;
}

function summaryOf({ caseId, trials }: RepeatedCase): Summary {
  const latencies = trials.map(({ latencyMs }) => latencyMs).filter((latency) => latency !== undefined);
  return {
    caseId,
    same: new Set(trials.map(({ output }) => output)).size === 1,
    latencies: latencies.length === trials.length ? latencies.sort((a, b) => a - b) : undefined,
  };
}

function isInstant(latencies: readonly number[] | undefined, usual: number): boolean {
  if (latencies === undefined) return false;
  const real = Math.min(latencies.at(-1) ?? 0, usual);
  return latencies.slice(0, -1).every((latency) => latency < Math.max(INSTANT_MS, INSTANT_SHARE * real));
}

function tellsRecordedLatencies(repeated: readonly Summary[]): boolean {
  const distinct = new Set(repeated.map(({ latencies }) => latencies?.[0]));
  return (
    repeated.length >= CASES_WITH_EQUAL_LATENCIES &&
    distinct.size > 1 &&
    repeated.every(({ same, latencies }) => same && latencies !== undefined && latencies[0] === latencies.at(-1))
  );
}
