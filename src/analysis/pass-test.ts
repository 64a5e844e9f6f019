import type { Interval } from '../domain/comparison.ts';
import type { MetricKind } from '../domain/suite.ts';
import { empiricalLikelihoodInterval, empiricalLikelihoodTest } from '../stats/empirical-likelihood.ts';
import { exactUnconditionalNonInferiority } from '../stats/exact-unconditional-non-inferiority.ts';
import { passFloor } from '../stats/pass-floor.ts';
import { tangoInterval, tangoNonInferiority } from '../stats/tango.ts';
import { atTheirWorst, type Differences, differencesOf, meanDifference } from './differences.ts';
import type { MetricPair, PlannedCase } from './pair.ts';
import { tippingPoint } from './tipping-point.ts';

/** The PASS side of one metric: is Δ > −δ? All on the unit scale, oriented. */
export interface PassTest {
  readonly name: 'tango' | 'exact-unconditional' | 'empirical-likelihood';
  /** Units of comparison: cases, or clusters. */
  readonly units: number;
  /** The level it was held against: α_PASS, or the part of it that a look spends. */
  readonly level: number;
  readonly pValue: number;
  /** The p-value with every excluded case, and every lost trial of the others, at its worst. */
  readonly pValueWorstCase: number;
  /** p < level, enough units to rule δ out at all, and the same with all that was lost at its worst. */
  readonly holds: boolean;
  /** It would hold, were it not for what was lost. */
  readonly holdsButForExcluded: boolean;
  /** The differences themselves, for planning and for slices. */
  readonly differences: Differences;
  /** The same with all that was lost at its worst; equal where nothing was lost. */
  readonly worstDifferences: Differences;
}

/** Which test applies, and what it says (statistics.md §1, §6). */
export function passTest(
  pairs: readonly MetricPair[],
  of: {
    readonly kind: MetricKind;
    readonly unitMargin: number;
    readonly level: number;
    readonly strict: boolean;
    /** Cases without a pair. */
    readonly excluded: readonly Omit<PlannedCase, 'id'>[];
  },
): PassTest {
  const { level } = of;
  const differences = differencesOf(pairs, of.kind);
  const complete = of.excluded.length === 0 && pairs.every(({ missing }) => missing.candidate + missing.baseline === 0);
  const worst = complete ? differences : differencesOf(atTheirWorst(pairs, of.kind), of.kind, of.excluded);
  const binary =
    of.kind === 'binary' && !differences.clustered && differences.weights === undefined && pairs.every(isOneTrialEach);
  const test = (which: Differences) => (binary ? binaryPValue(which.values, of) : boundedPValue(which, of.unitMargin));
  const pValue = test(differences);
  const pValueWorstCase = complete ? pValue : test(worst);
  const units = differences.values.length;
  const holdsButForExcluded = units >= passFloor(of.unitMargin, level) && pValue < level;
  return {
    name: binary ? (of.strict ? 'exact-unconditional' : 'tango') : 'empirical-likelihood',
    units,
    level,
    pValue,
    pValueWorstCase,
    holdsButForExcluded,
    holds: holdsButForExcluded && pValueWorstCase < level,
    differences,
    worstDifferences: worst,
  };
}

/**
 * Of all that was lost, how many would have to come out at their worst before a PASS is lost: the largest possible drops
 * first, so that it is the fewest that suffice. Undefined where nothing was lost, or the PASS holds with all of it.
 */
export function passTippingPoint(pairs: readonly MetricPair[], of: Parameters<typeof passTest>[1]): number | undefined {
  const partly = pairs.filter(({ missing }) => missing.candidate + missing.baseline > 0);
  const fall = new Map(partly.map((pair) => [pair, fallOf(pair, of.kind)]));
  const weighed = (pair: MetricPair): number => (fall.get(pair) ?? 0) * (pair.weight ?? 1);
  const byFall = partly.toSorted((a, b) => weighed(b) - weighed(a));
  const excluded = of.excluded.toSorted((a, b) => (b.weight ?? 1) - (a.weight ?? 1));
  const lost = excluded.length + byFall.length;
  if (lost === 0) return undefined;
  const complete = (pair: MetricPair): MetricPair => ({ ...pair, missing: { candidate: 0, baseline: 0 } });
  return tippingPoint(lost, (failing) => {
    const worst = new Set(byFall.slice(0, Math.max(0, failing - excluded.length)));
    const failed = pairs.map((pair) => (worst.has(pair) ? pair : complete(pair)));
    return passTest(failed, { ...of, excluded: excluded.slice(0, failing) }).holds;
  });
}

/** How far a case falls when all it lost is at its worst. */
function fallOf(pair: MetricPair, kind: MetricKind): number {
  const [d = 0] = differencesOf([pair], kind).values;
  const [worst = 0] = differencesOf(atTheirWorst([pair], kind), kind).values;
  return d - worst;
}

/** What reports print where nothing was stopped early, whatever the levels of the gate. */
export const REPORTED_LEVEL = 0.95;

/**
 * The intervals that belong to a PASS test, unit scale: what is printed, at a two-sided `level`, and the bound that
 * decides, at the level the test was held against, losses included.
 */
export function passInterval(
  test: Pick<PassTest, 'name' | 'level' | 'differences' | 'worstDifferences'>,
  level: number,
): { readonly interval: Interval; readonly atWorst: number } {
  const { name, differences, worstDifferences } = test;
  return {
    interval: { estimate: meanDifference(differences), ...limits(name, differences, level), level },
    atWorst: limits(name, worstDifferences, 1 - 2 * test.level).lower,
  };
}

function binaryPValue(
  differences: readonly number[],
  { unitMargin: margin, strict }: { readonly unitMargin: number; readonly strict: boolean },
): number {
  if (differences.length === 0) return 1;
  const table = { ...countFlips(differences), margin };
  return strict ? exactUnconditionalNonInferiority(table) : tangoNonInferiority(table);
}

function boundedPValue({ values, weights }: Differences, margin: number): number {
  return values.length < 2 ? 1 : empiricalLikelihoodTest({ differences: values, weights, margin }).pValue;
}

function limits(name: PassTest['name'], { values, weights }: Differences, level: number) {
  if (name === 'empirical-likelihood') {
    return values.length < 2
      ? { lower: -1, upper: 1 }
      : empiricalLikelihoodInterval({ differences: values, weights, level });
  }
  return values.length === 0 ? { lower: -1, upper: 1 } : tangoInterval({ ...countFlips(values), level });
}

function countFlips(differences: readonly number[]) {
  return {
    regressed: differences.filter((d) => d < 0).length,
    fixed: differences.filter((d) => d > 0).length,
    pairs: differences.length,
  };
}

function isOneTrialEach({ candidate, baseline, missing }: MetricPair): boolean {
  return candidate.length + missing.candidate === 1 && baseline.length + missing.baseline === 1;
}
