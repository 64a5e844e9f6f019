import { unitOf } from './unit-of.ts';
import type { Comparison, Interval, Scope } from '../domain/comparison.ts';
import type { Metric } from '../domain/suite.ts';
import { mean, standardDeviation } from '../stats/describe.ts';
import { flawlessBound } from '../stats/pass-floor.ts';
import { normalQuantile } from '../stats/distributions.ts';
import { differenceInOwnUnits, intervalInOwnUnits, valueInOwnUnits } from './own-units.ts';
import type { MetricPair, Pairing } from './pair.ts';
import { passInterval, type PassTest } from './pass-test.ts';
import { type ComparedMetric, type ComparisonRules, type TestedMetric, testSuite } from './test-suite.ts';

/** A comparison with what decisions need besides what is reported. */
export interface Compared {
  readonly comparison: Comparison;
  readonly tested: TestedMetric;
}

/**
 * Compares both arms of one suite on every metric, for reports. Results are `not-worse`, `improved` or `undecided`:
 * whether a drop is a regression is the confirmation's to say (`conclude`), or, with two files only, `compareFiles`.
 */
export function compareSuite(
  suite: string,
  metrics: readonly ComparedMetric[],
  pairing: Pairing,
  rules: ComparisonRules,
  scope: Scope = { kind: 'suite' },
): readonly Compared[] {
  return testSuite(metrics, pairing, rules).map((tested): Compared => {
    const { metric, scored, pass, fail } = tested;
    const { interval, atWorst } = passInterval(pass, rules.alphaPass);
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
      atWorst: differenceInOwnUnits(metric, atWorst),
      pValue: fail.pValue,
      adjustedPValue: fail.adjustedPValue,
      passPValue: pass.pValue,
      passPValueWorstCase: pass.pValueWorstCase,
      ...(metric.kind === 'binary' ? { flips: flipsOf(scored) } : {}),
      minimumDetectableEffect: minimumDetectableEffect(metric, pass, rules.alphaPass),
      result: resultOf(pass, interval),
    };
    return { comparison, tested };
  });
}

function estimateOf(metric: Metric, pairs: readonly MetricPair[], arm: 'baseline' | 'candidate') {
  return {
    estimate: valueInOwnUnits(metric, mean(pairs.map((pair) => mean(pair[arm])))),
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

/** The drop this many units see with power .8 at α, given the spread observed; own units, positive. */
function minimumDetectableEffect(metric: Metric, pass: PassTest, alpha: number): number {
  if (pass.units < 2) return Math.abs(metric.kind === 'ratio' ? 3 : metric.range[1] - metric.range[0]);
  const spread = standardDeviation(pass.differences);
  const unit = ((normalQuantile(1 - alpha) + normalQuantile(POWER)) * spread) / Math.sqrt(pass.units);
  // Where nothing flipped, the spread seen is no bound: a drop that this many flawless cases cannot rule out is.
  const least = flawlessBound(pass.units, alpha);
  return Math.abs(differenceInOwnUnits({ ...metric, direction: 'higher' }, Math.min(1, Math.max(unit, least))));
}

function resultOf(pass: PassTest, interval: Interval): Comparison['result'] {
  if (!pass.holds) return 'undecided';
  return interval.lower > 0 ? 'improved' : 'not-worse';
}
