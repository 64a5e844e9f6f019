import type { Interval } from '../domain/comparison.ts';
import type { MetricKind } from '../domain/suite.ts';
import { mean } from '../stats/describe.ts';
import { empiricalLikelihoodInterval, empiricalLikelihoodTest } from '../stats/empirical-likelihood.ts';
import { exactUnconditionalNonInferiority } from '../stats/exact-unconditional-non-inferiority.ts';
import { passFloor } from '../stats/pass-floor.ts';
import { tangoInterval, tangoNonInferiority } from '../stats/tango.ts';
import { differencesOf } from './differences.ts';
import type { MetricPair } from './pair.ts';

/** The PASS side of one metric: is Δ > −δ? All on the unit scale, oriented. */
export interface PassTest {
  readonly name: 'tango' | 'exact-unconditional' | 'empirical-likelihood';
  /** Units of comparison: cases, or clusters. */
  readonly units: number;
  readonly pValue: number;
  /** The p-value with every excluded case at its worst (d = −1). */
  readonly pValueWorstCase: number;
  /** p < α, enough units to rule δ out at all, and the same with every excluded case at its worst. */
  readonly holds: boolean;
  /** It would hold, were it not for the excluded cases. */
  readonly holdsButForExcluded: boolean;
  /** The differences themselves, for planning and for slices. */
  readonly differences: readonly number[];
}

/** Which test applies, and what it says (statistics.md §1). */
export function passTest(
  pairs: readonly MetricPair[],
  of: {
    readonly kind: MetricKind;
    readonly unitMargin: number;
    readonly alpha: number;
    readonly strict: boolean;
    readonly excluded: number;
  },
): PassTest {
  const { values, clustered } = differencesOf(pairs, of.kind);
  const floor = passFloor(of.unitMargin, of.alpha);
  const binary = of.kind === 'binary' && !clustered && pairs.every(isOneTrialEach);
  const tests = binary ? binaryTests(values, of) : boundedTests(values, of);
  const holdsButForExcluded = values.length >= floor && tests.pValue < of.alpha;
  return {
    ...tests,
    units: values.length,
    holdsButForExcluded,
    holds: holdsButForExcluded && tests.pValueWorstCase < of.alpha,
    differences: values,
  };
}

type Tested = Pick<PassTest, 'name' | 'pValue' | 'pValueWorstCase'>;
interface Asked {
  readonly unitMargin: number;
  readonly alpha: number;
  readonly strict: boolean;
  readonly excluded: number;
}

function binaryTests(values: readonly number[], { unitMargin: margin, strict, excluded }: Asked): Tested {
  const { regressed, fixed, pairs } = countFlips(values);
  const test = (extra: number): number => {
    if (pairs + extra === 0) return 1;
    const table = { regressed: regressed + extra, fixed, pairs: pairs + extra, margin };
    return strict ? exactUnconditionalNonInferiority(table) : tangoNonInferiority(table);
  };
  return {
    name: strict ? 'exact-unconditional' : 'tango',
    pValue: test(0),
    pValueWorstCase: test(excluded),
  };
}

function boundedTests(values: readonly number[], { unitMargin: margin, excluded }: Asked): Tested {
  const test = (differences: readonly number[]): number =>
    differences.length >= 2 ? empiricalLikelihoodTest({ differences, margin }).pValue : 1;
  return {
    name: 'empirical-likelihood',
    pValue: test(values),
    pValueWorstCase: test([...values, ...Array.from({ length: excluded }, () => -1)]),
  };
}

/** A two-sided 95% interval is what reports print, whatever the levels of the gate. */
const REPORTED_LEVEL = 0.95;

/** The intervals that belong to a PASS test, unit scale: what is printed, and the bound at α that decides. */
export function passInterval(
  test: Pick<PassTest, 'name' | 'differences'>,
  alpha: number,
): { readonly interval: Interval; readonly atWorst: number } {
  const { differences } = test;
  const estimate = differences.length === 0 ? 0 : mean(differences);
  return {
    interval: { estimate, ...limits(test, REPORTED_LEVEL), level: REPORTED_LEVEL },
    atWorst: limits(test, 1 - 2 * alpha).lower,
  };
}

function limits({ name, differences }: Pick<PassTest, 'name' | 'differences'>, level: number) {
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

function isOneTrialEach(pair: MetricPair): boolean {
  return pair.candidate.length === 1 && pair.baseline.length === 1;
}
