import { describeComparison } from '../analysis/compare-suite.ts';
import { differingFactors } from '../analysis/compatibility.ts';
import { DRAWS } from '../analysis/fail-test.ts';
import { observeBaseline } from '../analysis/observe.ts';
import { pairArms } from '../analysis/pair.ts';
import { type Drift, providerDrift } from '../analysis/provider-drift.ts';
import { type ComparisonRules, testSuite } from '../analysis/test-suite.ts';
import { withoutSelectingRuns } from '../analysis/without-selecting-runs.ts';
import type { Baseline } from '../domain/baseline.ts';
import { casesByRole } from '../domain/cases-by-role.ts';
import type { Comparison } from '../domain/comparison.ts';
import type { Suite } from '../domain/suite.ts';
import { seededRandom } from '../stats/random.ts';
import { clusterCases } from './cluster-cases.ts';
import { comparedMetrics } from './gated-metrics.ts';

/** What a fresh run shows beside the stored trials, case by case, where the content of the case is the same. */
export interface SinceStored {
  /** Every metric, the stored trials as the baseline and the fresh ones as the candidate. */
  readonly comparisons: readonly Comparison[];
  /** Metrics on which the same configuration no longer scores as it did; none where the configuration changed. */
  readonly drift: readonly Drift[];
}

/** Compares a fresh run with what is stored. A drift is looked for only where nothing was changed here. */
export function sinceStored(stored: Baseline | undefined, fresh: Baseline, suite: Suite): SinceStored {
  if (stored === undefined) return { comparisons: [], drift: [] };
  // What a case was chosen by would look like a drift, and near-duplicates would say it several times.
  const { baseline: independent } = withoutSelectingRuns(stored, suite.cases);
  const same = clusterCases(casesByRole(suite.cases).measured)
    .cases.filter(({ id, hash }) => independent.cases.get(id)?.hash === hash)
    .map(({ id, cluster }) => (cluster === undefined ? { id } : { id, cluster }));
  const arms = { today: observeBaseline(fresh, suite.metrics), stored: observeBaseline(independent, suite.metrics) };
  const metrics = comparedMetrics({ metrics: suite.metrics, slices: [] });
  const rules = (name: string): ComparisonRules => ({
    passLevel: 0.05,
    strict: false,
    draws: DRAWS.screen,
    random: seededRandom(`${suite.digest} ${name}`),
  });
  const tested = testSuite(metrics, pairArms(same, arms.today, arms.stored), rules('since stored'));
  const isSame = differingFactors(stored.fingerprint, fresh.fingerprint).length === 0;
  return {
    comparisons: tested.map((one) => describeComparison(suite.name, one).comparison),
    drift: isSame ? providerDrift(metrics, same, arms, rules('drift')) : [],
  };
}
