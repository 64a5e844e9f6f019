import type { Comparison, Scope } from '../domain/comparison.ts';
import type { Metric } from '../domain/suite.ts';
import { mean, standardDeviation } from '../stats/describe.ts';
import { normalQuantile } from '../stats/distributions.ts';
import type { RandomSource } from '../stats/random.ts';
import { failTest } from './fail-test.ts';
import { differenceInOwnUnits, intervalInOwnUnits, valueInOwnUnits } from './own-units.ts';
import { metricPairs, type MetricPair, type Pairing } from './pair.ts';
import { type PassTest, passTest } from './pass-test.ts';

/** A metric as the tests need it, with its place in the rows of the pairs. */
export interface ComparedMetric {
  readonly metric: Metric;
  readonly column: number;
  readonly unitMargin: number;
}

/** A comparison with what decisions need besides what is reported. */
export interface Compared {
  readonly comparison: Comparison;
  readonly pass: PassTest;
}

export interface ComparisonRules {
  readonly alphaPass: number;
  readonly strict: boolean;
  readonly draws: number;
  readonly random: RandomSource;
}

/**
 * Compares both arms of one suite on every metric. Gated metrics form one family under the permutation maxT; each other
 * metric is advisory and tested on its own. Results are `not-worse`, `improved` or `undecided`: whether a drop is a
 * regression is the confirmation's to say (`conclude`), or, with two files only, `compareFiles`.
 *
 * Metrics without a single scored pair have no comparison and are absent.
 */
export function compareSuite(
  suite: string,
  metrics: readonly ComparedMetric[],
  pairing: Pairing,
  rules: ComparisonRules,
  scope: Scope = { kind: 'suite' },
): readonly Compared[] {
  const observed = metrics
    .map((compared) => ({ ...compared, ...metricPairs(pairing.pairs, compared.column) }))
    .filter(({ scored }) => scored.length > 0);
  const gated = observed.filter(({ metric }) => metric.gate);
  const families = [gated, ...observed.filter(({ metric }) => !metric.gate).map((advisory) => [advisory])];
  return families.flatMap((family) => {
    const fail = failTest(
      pairing.pairs,
      family.map(({ column, metric }) => ({ column, kind: metric.kind })),
      rules,
    );
    return family.map(({ metric, unitMargin, scored, unscored }, m) => {
      const excluded = pairing.excluded.length + unscored.length;
      const pass = passTest(scored, {
        kind: metric.kind,
        unitMargin,
        alpha: rules.alphaPass,
        strict: rules.strict,
        excluded,
      });
      const comparison: Comparison = {
        suite,
        metric: metric.name,
        title: metric.title,
        kind: metric.kind,
        direction: metric.direction,
        gate: metric.gate,
        scope,
        test: { pass: pass.name, fail: fail.names[m] ?? 'whole-trial-permutation' },
        pairs: pass.units,
        excluded,
        margin: metric.margin,
        baseline: estimateOf(metric, scored, 'baseline'),
        candidate: estimateOf(metric, scored, 'candidate'),
        difference: intervalInOwnUnits(metric, pass.interval),
        atWorst: differenceInOwnUnits(metric, pass.atWorst),
        pValue: fail.pValues[m] ?? 1,
        adjustedPValue: fail.adjustedPValues[m] ?? 1,
        passPValue: pass.pValue,
        passPValueWorstCase: pass.pValueWorstCase,
        ...(metric.kind === 'binary' ? { flips: flipsOf(scored) } : {}),
        minimumDetectableEffect: minimumDetectableEffect(metric, pass),
        result: resultOf(pass),
      };
      return { comparison, pass };
    });
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
function minimumDetectableEffect(metric: Metric, pass: PassTest): number {
  if (pass.units < 2) return Math.abs(metric.kind === 'ratio' ? 3 : metric.range[1] - metric.range[0]);
  const spread = standardDeviation(pass.differences);
  const unit = ((normalQuantile(0.95) + normalQuantile(POWER)) * spread) / Math.sqrt(pass.units);
  return Math.abs(differenceInOwnUnits({ ...metric, direction: 'higher' }, Math.min(1, unit)));
}

function resultOf(pass: PassTest): Comparison['result'] {
  if (!pass.holds) return 'undecided';
  return pass.interval.lower > 0 ? 'improved' : 'not-worse';
}
