import type { CaseObservations } from './observe.ts';
import { meanDifference } from './differences.ts';
import { differenceInOwnUnits } from './own-units.ts';
import { pairArms, type PlannedCase } from './pair.ts';
import { passInterval, REPORTED_LEVEL } from './pass-test.ts';
import { type ComparedMetric, type ComparisonRules, testSuite } from './test-suite.ts';

/** A metric on which the unchanged version no longer scores as its own stored baseline does; unit scale. */
export interface Drift extends ComparedMetric {
  /** Today − stored, positive is better. */
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
}

/** `-0.06 (95%: -0.09 to -0.03)`: today − stored, in the metric's own units. */
export function driftText({ metric, estimate, lower, upper }: Drift): string {
  const own = (d: number): number => Number(differenceInOwnUnits(metric, d).toPrecision(2));
  const ends = [own(lower), own(upper)].sort((a, b) => a - b);
  return `${own(estimate)} (95%: ${ends.join(' to ')})`;
}

/** Two-sided, over all metrics: a note that cries wolf is not read. */
const LEVEL = 0.01;

/**
 * Whether the provider has moved: the same configuration, run today, against its own stored trials (statistics.md §8).
 * The permutation test of the total difference in both directions, Bonferroni over metrics and directions; and only where
 * the interval that is told leaves out no change, for answers may move both ways. It decides nothing: red rests on two fresh
 * arms, which a drift moves alike.
 */
export function providerDrift(
  metrics: readonly ComparedMetric[],
  planned: readonly PlannedCase[],
  arms: {
    readonly today: ReadonlyMap<string, CaseObservations>;
    readonly stored: ReadonlyMap<string, CaseObservations>;
  },
  rules: ComparisonRules,
): readonly Drift[] {
  const whole = metrics
    .filter(({ tag }) => tag === undefined)
    .map((compared) => ({ ...compared, metric: { ...compared.metric, gate: false } }));
  const total = { ...rules, statistic: 'total' } as const;
  const worse = testSuite(whole, pairArms(planned, arms.today, arms.stored), total);
  const better = testSuite(whole, pairArms(planned, arms.stored, arms.today), total);
  const level = LEVEL / (2 * Math.max(1, worse.length));
  return worse.flatMap(({ pass, fail, scored: _scored, excluded: _excluded, ...compared }, i): readonly Drift[] => {
    const p = Math.min(fail.pValue, better[i]?.fail.pValue ?? 1);
    if (p >= level) return [];
    const { interval } = passInterval(pass, REPORTED_LEVEL);
    if (interval.lower <= 0 && interval.upper >= 0) return [];
    return [{ ...compared, estimate: meanDifference(pass.differences), lower: interval.lower, upper: interval.upper }];
  });
}
