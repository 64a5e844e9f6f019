import type { Interval } from '../domain/comparison.ts';
import type { MetricKind } from '../domain/suite.ts';
import { mean } from '../stats/describe.ts';
import { empiricalLikelihoodInterval, empiricalLikelihoodTest } from '../stats/empirical-likelihood.ts';
import { exactUnconditionalNonInferiority } from '../stats/exact-unconditional-non-inferiority.ts';
import { passFloor } from '../stats/pass-floor.ts';
import { tangoInterval, tangoNonInferiority } from '../stats/tango.ts';
import { atTheirWorst, differencesOf } from './differences.ts';
import type { MetricPair } from './pair.ts';

/** The PASS side of one metric: is Δ > −δ? All on the unit scale, oriented. */
export interface PassTest {
  readonly name: 'tango' | 'exact-unconditional' | 'empirical-likelihood';
  /** Units of comparison: cases, or clusters. */
  readonly units: number;
  readonly pValue: number;
  /** The p-value with every excluded case, and every lost trial of the others, at its worst. */
  readonly pValueWorstCase: number;
  /** p < α, enough units to rule δ out at all, and the same with all that was lost at its worst. */
  readonly holds: boolean;
  /** It would hold, were it not for what was lost. */
  readonly holdsButForExcluded: boolean;
  /** The differences themselves, for planning and for slices. */
  readonly differences: readonly number[];
  /** The same with all that was lost at its worst; equal where nothing was lost. */
  readonly worstDifferences: readonly number[];
}

/** Which test applies, and what it says (statistics.md §1, §6). */
export function passTest(
  pairs: readonly MetricPair[],
  of: {
    readonly kind: MetricKind;
    readonly unitMargin: number;
    readonly alpha: number;
    readonly strict: boolean;
    /** Cases without a pair. */
    readonly excluded: number;
  },
): PassTest {
  const { values, clustered } = differencesOf(pairs, of.kind);
  const lost = Array.from({ length: of.excluded }, () => -1);
  const worst = [...differencesOf(atTheirWorst(pairs, of.kind), of.kind).values, ...lost];
  const binary = of.kind === 'binary' && !clustered && pairs.every(isOneTrialEach);
  const test = (differences: readonly number[]) =>
    binary ? binaryPValue(differences, of) : boundedPValue(differences, of.unitMargin);
  const pValue = test(values);
  const pValueWorstCase = test(worst);
  const holdsButForExcluded = values.length >= passFloor(of.unitMargin, of.alpha) && pValue < of.alpha;
  return {
    name: binary ? (of.strict ? 'exact-unconditional' : 'tango') : 'empirical-likelihood',
    units: values.length,
    pValue,
    pValueWorstCase,
    holdsButForExcluded,
    holds: holdsButForExcluded && pValueWorstCase < of.alpha,
    differences: values,
    worstDifferences: worst,
  };
}

/** A two-sided 95% interval is what reports print, whatever the levels of the gate. */
const REPORTED_LEVEL = 0.95;

/** The intervals that belong to a PASS test, unit scale: what is printed, and the bound at α that decides, losses included. */
export function passInterval(
  test: Pick<PassTest, 'name' | 'differences' | 'worstDifferences'>,
  alpha: number,
): { readonly interval: Interval; readonly atWorst: number } {
  const { name, differences, worstDifferences } = test;
  const estimate = differences.length === 0 ? 0 : mean(differences);
  return {
    interval: { estimate, ...limits(name, differences, REPORTED_LEVEL), level: REPORTED_LEVEL },
    atWorst: limits(name, worstDifferences, 1 - 2 * alpha).lower,
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

function boundedPValue(differences: readonly number[], margin: number): number {
  return differences.length < 2 ? 1 : empiricalLikelihoodTest({ differences, margin }).pValue;
}

function limits(name: PassTest['name'], differences: readonly number[], level: number) {
  if (name === 'empirical-likelihood') {
    return differences.length < 2 ? { lower: -1, upper: 1 } : empiricalLikelihoodInterval({ differences, level });
  }
  return differences.length === 0 ? { lower: -1, upper: 1 } : tangoInterval({ ...countFlips(differences), level });
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
