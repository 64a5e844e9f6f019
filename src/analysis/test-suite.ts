import type { Metric } from '../domain/suite.ts';
import type { PermutationStatisticName } from '../stats/permutation-statistic.ts';
import type { RandomSource } from '../stats/random.ts';
import { failTest, type FailTest } from './fail-test.ts';
import { carries, metricPairs, type MetricPair, type Pairing } from './pair.ts';
import { type PassTest, passTest, passTippingPoint } from './pass-test.ts';

/** A metric as the tests need it, with its place in the rows of the pairs. */
export interface ComparedMetric {
  readonly metric: Metric;
  readonly column: number;
  readonly unitMargin: number;
  /** Only of the cases that carry this tag: a slice. */
  readonly tag?: string;
}

export interface ComparisonRules {
  /** What a PASS test is held against: α_PASS, or the part of it that a look spends. */
  readonly passLevel: number;
  readonly strict: boolean;
  /** Of the FAIL test; `total` for families of one metric. */
  readonly statistic?: PermutationStatisticName;
  readonly draws: number;
  /** Arrangements up to which all are gone through instead of drawn; the test's own limit where left out. */
  readonly enumerateUpTo?: number;
  readonly random: RandomSource;
}

/** Both tests of one metric: what decisions are made from, without what is only reported. */
export interface TestedMetric extends ComparedMetric {
  readonly scored: readonly MetricPair[];
  /** Cases with a loss: without a pair, or with a trial lost or unscored. */
  readonly excluded: number;
  readonly pass: PassTest;
  /** Lost cases and trials that would have to fail before the PASS is lost; undefined where it does not depend on them. */
  readonly tippingPoint: number | undefined;
  /** Drawn when it is first asked for: a metric that has passed need not be tested for a drop. */
  readonly fail: FailSide;
}

export interface FailSide {
  readonly name: string;
  readonly pValue: number;
  readonly adjustedPValue: number;
}

/**
 * Tests every metric of one suite in both directions. Gated metrics form one family under the permutation maxT; each
 * other metric is advisory and tested on its own. Metrics without a single scored pair are absent.
 */
export function testSuite(
  metrics: readonly ComparedMetric[],
  pairing: Pairing,
  rules: ComparisonRules,
): readonly TestedMetric[] {
  const observed = metrics
    .map((compared) => ({ ...compared, ...metricPairs(pairing.pairs, compared) }))
    .filter(({ scored }) => scored.length > 0);
  const families = [
    observed.filter(({ metric }) => metric.gate),
    ...observed.filter(({ metric }) => !metric.gate).map((advisory) => [advisory]),
  ];
  return families.flatMap((family) => {
    const members = family.map(({ column, metric, tag }) => ({
      column,
      kind: metric.kind,
      ...(tag === undefined ? {} : { tag }),
    }));
    let drawn: FailTest | undefined;
    const failOf = (m: number): FailSide => {
      drawn ??= failTest(pairing.pairs, members, rules);
      const { names, pValues, adjustedPValues } = drawn;
      return {
        name: names[m] ?? 'whole-trial-permutation',
        pValue: pValues[m] ?? 1,
        adjustedPValue: adjustedPValues[m] ?? 1,
      };
    };
    return family.map(({ scored, unscored, ...compared }, m): TestedMetric => {
      const excluded = [...pairing.excluded.filter((one) => carries(one, compared.tag)), ...unscored];
      const partly = scored.filter(({ missing }) => missing.candidate + missing.baseline > 0).length;
      const against = {
        kind: compared.metric.kind,
        unitMargin: compared.unitMargin,
        level: rules.passLevel,
        strict: rules.strict,
        excluded,
      };
      const pass = passTest(scored, against);
      return {
        ...compared,
        scored,
        excluded: excluded.length + partly,
        pass,
        tippingPoint: pass.holdsButForExcluded ? passTippingPoint(scored, against) : undefined,
        get fail() {
          return failOf(m);
        },
      };
    });
  });
}
