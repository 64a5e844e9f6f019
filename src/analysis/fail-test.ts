import type { MetricKind } from '../domain/suite.ts';
import { mcnemarExact, mcnemarMidP } from '../stats/mcnemar.ts';
import { permutationMaxT } from '../stats/permutation-max-t.ts';
import type { PermutationStatisticName } from '../stats/permutation-statistic.ts';
import type { RandomSource } from '../stats/random.ts';
import { quantile } from '../stats/describe.ts';
import { scoresOf } from './observe.ts';
import { carries, metricPairs, type Pair } from './pair.ts';

/** The FAIL side of a family of metrics at once: is any Δ < 0? */
export interface FailTest {
  /** By column of the family: the test that its own p-value is of. */
  readonly names: readonly ('mcnemar-mid-p' | 'mcnemar-exact' | 'whole-trial-permutation')[];
  /** Of each metric on its own. */
  readonly pValues: readonly number[];
  /** Step-down maxT over the family. */
  readonly adjustedPValues: readonly number[];
}

/** A member of the family: a metric, or a metric on the cases of one tag. */
export interface FamilyMember {
  readonly column: number;
  readonly kind: MetricKind;
  readonly tag?: string;
}

/** Monte Carlo draws where the orbit is too large to enumerate: screening and confirming (statistics.md §3). */
export const DRAWS = { screen: 9_999, confirm: 99_999 } as const;

/**
 * Step-down maxT over whole trials permuted within cases, for a family of metrics (statistics.md §3). On its own a binary
 * metric with one trial an arm is exactly McNemar's test: its p-value is taken in closed form and named so, and nothing is
 * drawn where it is the whole family.
 */
export function failTest(
  pairs: readonly Pair[],
  family: readonly FamilyMember[],
  options: {
    readonly strict: boolean;
    readonly statistic?: PermutationStatisticName | undefined;
    readonly draws: number;
    readonly enumerateUpTo?: number;
    readonly random: RandomSource;
  },
): FailTest {
  if (family.length === 0) return { names: [], pValues: [], adjustedPValues: [] };
  const clusters = pairs.map((pair, i) => pair.cluster ?? `case ${i}`);
  const clustered = new Set(clusters).size < clusters.length;
  const weighted = pairs.some(({ weight }) => weight !== pairs[0]?.weight);
  const simple = !clustered && !weighted && pairs.every(isOneTrialEach);
  const closed = family.map((member) =>
    member.kind === 'binary' && simple ? mcnemar(pairs, member, options.strict) : undefined,
  );
  const [only] = closed;
  const names = closed.map((p) =>
    p === undefined ? 'whole-trial-permutation' : options.strict ? 'mcnemar-exact' : 'mcnemar-mid-p',
  );
  if (family.length === 1 && only !== undefined) return { names, pValues: [only], adjustedPValues: [only] };

  const cases = pairs.map((pair) => {
    const centres = family.map((member) => (member.kind === 'ratio' ? centreOf(pair, member.column) : undefined));
    const inside = family.map(({ tag }) => carries(pair, tag));
    const pick = (row: readonly (number | null)[]) =>
      family.map(({ column }, m) => (inside[m] === true ? clipAround(row[column] ?? null, centres[m]) : null));
    return { candidate: pair.candidate.map(pick), baseline: pair.baseline.map(pick) };
  });
  const { strict, statistic, draws, enumerateUpTo, random } = options;
  const tested = permutationMaxT({
    cases,
    strict,
    statistic,
    draws,
    enumerateUpTo,
    random,
    ...(clustered ? { clusters } : {}),
    ...(weighted ? { weights: pairs.map(({ weight = 1 }) => weight) } : {}),
  });
  const pValues = closed.map((p, m) => p ?? tested.rawPValue[m] ?? 1);
  return {
    names,
    pValues,
    // Monte Carlo noise must not put an adjusted p-value below the exact one it adjusts.
    adjustedPValues: pValues.map((p, m) => Math.max(p, tested.adjustedPValue[m] ?? 1)),
  };
}

/**
 * The median of all trials of a case in both arms: the same whichever arm a trial is called, so clipping around it keeps
 * the permutation exact, while one exploded latency cannot outweigh the rest.
 */
function centreOf(pair: Pair, column: number): number | undefined {
  const values = scoresOf([...pair.candidate, ...pair.baseline], column);
  return values.length === 0 ? undefined : quantile(values, 0.5);
}

function clipAround(value: number | null, centre: number | undefined): number | null {
  if (value === null || centre === undefined) return value;
  return Math.max(-0.5, Math.min(0.5, value - centre));
}

function mcnemar(pairs: readonly Pair[], member: FamilyMember, strict: boolean): number {
  const { scored } = metricPairs(pairs, member);
  const counts = {
    regressed: scored.filter(({ candidate, baseline }) => (candidate[0] ?? 0) < (baseline[0] ?? 0)).length,
    fixed: scored.filter(({ candidate, baseline }) => (candidate[0] ?? 0) > (baseline[0] ?? 0)).length,
  };
  return (strict ? mcnemarExact(counts) : mcnemarMidP(counts)).worse;
}

function isOneTrialEach(pair: Pair): boolean {
  return pair.candidate.length === 1 && pair.baseline.length === 1;
}
