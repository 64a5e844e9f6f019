import { unitOf } from './unit-of.ts';
import type { Comparison, Interval, Scope } from '../domain/comparison.ts';
import type { Metric } from '../domain/suite.ts';
import { mean, standardDeviation } from '../stats/describe.ts';
import { fixedSuiteInterval } from '../stats/fixed-suite-interval.ts';
import { flawlessBound } from '../stats/pass-floor.ts';
import { pairedBayes } from '../stats/paired-bayes.ts';
import { normalQuantile } from '../stats/distributions.ts';
import { meanDifference } from './differences.ts';
import { differenceInOwnUnits, intervalInOwnUnits, valueInOwnUnits } from './own-units.ts';
import type { MetricPair, Pairing } from './pair.ts';
import { passInterval, type PassTest, REPORTED_LEVEL } from './pass-test.ts';
import { type ComparedMetric, type ComparisonRules, type TestedMetric, testSuite } from './test-suite.ts';

/** A comparison with what decisions need besides what is reported. */
export interface Compared {
  readonly comparison: Comparison;
  readonly tested: TestedMetric;
}

/** Compares both arms of one suite on every metric, once and for all: with two files only, nothing is stopped early. */
export function compareSuite(
  suite: string,
  metrics: readonly ComparedMetric[],
  pairing: Pairing,
  rules: ComparisonRules,
): readonly Compared[] {
  return testSuite(metrics, pairing, rules).map((tested) => describeComparison(suite, tested));
}

/**
 * What reports say of a tested metric. Results are `not-worse`, `improved` or `undecided`: whether a drop is a regression
 * is the confirmation's to say (`conclude`), or, with two files only, `compareFiles`.
 *
 * @param level two-sided, of the printed interval; what was stopped early is printed at the level that was spent
 */
export function describeComparison(suite: string, tested: TestedMetric, level = REPORTED_LEVEL): Compared {
  const { metric, scored, pass, fail, tag } = tested;
  const { interval, atWorst } = passInterval(pass, level);
  const { differences } = pass;
  const fixed = fixedSuiteInterval(scored, level);
  const flips = metric.kind === 'binary' ? flipsOf(scored) : undefined;
  const scope: Scope = tag === undefined ? { kind: 'suite' } : { kind: 'slice', tag };
  const comparison: Comparison = {
    suite,
    metric: metric.name,
    title: metric.title,
    kind: metric.kind,
    ...unitOf(metric),
    direction: metric.direction,
    gate: metric.gate,
    scope,
    test: { pass: pass.name, fail: fail.name },
    pairs: pass.units,
    excluded: tested.excluded,
    margin: metric.margin,
    baseline: estimateOf(metric, scored, 'baseline'),
    candidate: estimateOf(metric, scored, 'candidate'),
    difference: intervalInOwnUnits(metric, interval),
    ...(differences.clustered ? { caseWeighted: differenceInOwnUnits(metric, differences.caseWeighted) } : {}),
    ...(fixed === undefined ? {} : { fixedSuite: intervalInOwnUnits(metric, { ...fixed, level }) }),
    atWorst: differenceInOwnUnits(metric, atWorst),
    pValue: fail.pValue,
    adjustedPValue: fail.adjustedPValue,
    passPValue: pass.pValue,
    passPValueWorstCase: pass.pValueWorstCase,
    ...(tested.tippingPoint === undefined ? {} : { tippingPoint: tested.tippingPoint }),
    ...(flips === undefined ? {} : { flips }),
    ...(flips === undefined || pass.name === 'empirical-likelihood'
      ? {}
      : { probabilityWorse: pairedBayes({ ...flips, pairs: pass.units }).worse }),
    minimumDetectableEffect: minimumDetectableEffect(metric, pass),
    result: resultOf(pass, interval),
  };
  return { comparison, tested };
}

function estimateOf(metric: Metric, pairs: readonly MetricPair[], arm: 'baseline' | 'candidate') {
  const values = pairs.map((pair) => mean(pair[arm]));
  const weights = pairs.map(({ weight = 1 }) => weight);
  return {
    estimate: valueInOwnUnits(metric, meanDifference({ values, weights })),
    trials: pairs.reduce((sum, pair) => sum + pair[arm].length, 0),
  };
}

/** Regressed: the candidate fails where the baseline's mean is at least ½; fixed: the reverse. Shown, not tested, where k > 1. */
function flipsOf(pairs: readonly MetricPair[]): { regressed: number; fixed: number } {
  const passes = (values: readonly number[]) => mean(values) >= 0.5;
  return {
    regressed: pairs.filter((p) => passes(p.baseline) && !passes(p.candidate)).length,
    fixed: pairs.filter((p) => !passes(p.baseline) && passes(p.candidate)).length,
  };
}

const POWER = 0.8;

/** The drop this many units see with power .8 at the level spent, given the spread observed; own units, positive. */
function minimumDetectableEffect(metric: Metric, pass: PassTest): number {
  if (pass.units < 2) return Math.abs(metric.kind === 'ratio' ? 3 : metric.range[1] - metric.range[0]);
  const { values, weights } = pass.differences;
  // Of the weighted mean: uneven weights are worth fewer cases (Kish).
  const total = weights?.reduce((sum, w) => sum + w, 0) ?? pass.units;
  const squares = weights?.reduce((sum, w) => sum + w ** 2, 0) ?? pass.units;
  const spread = (standardDeviation(values) * Math.sqrt(squares)) / total;
  const unit = (normalQuantile(1 - pass.level) + normalQuantile(POWER)) * spread;
  // Where nothing flipped, the spread seen is no bound: a drop that this many flawless cases cannot rule out is.
  const least = flawlessBound(pass.units, pass.level);
  return Math.abs(differenceInOwnUnits({ ...metric, direction: 'higher' }, Math.min(1, Math.max(unit, least))));
}

function resultOf(pass: PassTest, interval: Interval): Comparison['result'] {
  if (!pass.holds) return 'undecided';
  return interval.lower > 0 ? 'improved' : 'not-worse';
}
