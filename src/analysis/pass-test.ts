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
  readonly interval: Interval;
  /** Lower limit at one-sided level α: the worst drop the data still allow. */
  readonly atWorst: number;
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

type Tested = Pick<PassTest, 'name' | 'pValue' | 'pValueWorstCase' | 'interval' | 'atWorst'>;
interface Asked {
  readonly unitMargin: number;
  readonly alpha: number;
  readonly strict: boolean;
  readonly excluded: number;
}

/** A two-sided 95% interval is what reports print, whatever the levels of the gate. */
const REPORTED_LEVEL = 0.95;

function binaryTests(values: readonly number[], { unitMargin: margin, alpha, strict, excluded }: Asked): Tested {
  const regressed = values.filter((d) => d < 0).length;
  const fixed = values.filter((d) => d > 0).length;
  const pairs = values.length;
  const test = (extra: number): number => {
    if (pairs + extra === 0) return 1;
    const table = { regressed: regressed + extra, fixed, pairs: pairs + extra, margin };
    return strict ? exactUnconditionalNonInferiority(table) : tangoNonInferiority(table);
  };
  const estimate = pairs === 0 ? 0 : (fixed - regressed) / pairs;
  const limits = (level: number) =>
    pairs === 0 ? { lower: -1, upper: 1 } : tangoInterval({ regressed, fixed, pairs, level });
  return {
    name: strict ? 'exact-unconditional' : 'tango',
    pValue: test(0),
    pValueWorstCase: test(excluded),
    interval: { estimate, ...limits(REPORTED_LEVEL), level: REPORTED_LEVEL },
    atWorst: limits(1 - 2 * alpha).lower,
  };
}

function boundedTests(values: readonly number[], { unitMargin: margin, alpha, excluded }: Asked): Tested {
  const enough = values.length >= 2;
  const test = (differences: readonly number[]): number =>
    differences.length >= 2 ? empiricalLikelihoodTest({ differences, margin }).pValue : 1;
  const limits = (level: number) =>
    enough ? empiricalLikelihoodInterval({ differences: values, level }) : { lower: -1, upper: 1 };
  return {
    name: 'empirical-likelihood',
    pValue: test(values),
    pValueWorstCase: test([...values, ...Array.from({ length: excluded }, () => -1)]),
    interval: { estimate: values.length === 0 ? 0 : mean(values), ...limits(REPORTED_LEVEL), level: REPORTED_LEVEL },
    atWorst: limits(1 - 2 * alpha).lower,
  };
}

function isOneTrialEach(pair: MetricPair): boolean {
  return pair.candidate.length === 1 && pair.baseline.length === 1;
}
