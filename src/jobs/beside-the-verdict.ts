import type { Compared } from '../analysis/compare-suite.ts';
import { DRAWS } from '../analysis/fail-test.ts';
import { observeArm, observeBaseline } from '../analysis/observe.ts';
import { plannedPrefix } from '../analysis/planned-prefix.ts';
import { driftText, providerDrift } from '../analysis/provider-drift.ts';
import { sliceFindings } from '../analysis/slice-findings.ts';
import { compareSlices } from '../analysis/slices.ts';
import type { ComparisonRules } from '../analysis/test-suite.ts';
import type { Finding } from '../domain/finding.ts';
import { seededRandom } from '../stats/random.ts';
import type { PlannedSuite } from './plan-gate.ts';
import type { SuiteStage } from './suite-stage.ts';

/** What a suite's trials say besides the verdict: nothing of it decides. */
export interface BesideTheVerdict {
  readonly slices: readonly Compared[];
  readonly findings: readonly Finding[];
}

/**
 * Which slices moved, from the freshest trials there are of each metric, and whether the unchanged version still scores as
 * its stored baseline does, where a confirmation ran it again.
 */
export function besideTheVerdict(
  planned: PlannedSuite,
  first: SuiteStage | undefined,
  second: SuiteStage | undefined,
): BesideTheVerdict {
  if (first === undefined || first.compared.length === 0) return { slices: [], findings: [] };
  const rules = (purpose: string): ComparisonRules => ({
    passLevel: planned.plan.design.alphaPass,
    strict: planned.plan.design.strict,
    draws: DRAWS.screen,
    random: seededRandom(`${planned.plan.design.seed} ${purpose}`),
  });
  const freshest = (name: string): SuiteStage =>
    second?.compared.some(({ comparison }) => comparison.metric === name) === true ? second : first;
  const slices = [first, ...(second === undefined ? [] : [second])].flatMap((stage) =>
    compareSlices(
      planned.plan.suite,
      planned.metrics.filter(({ metric }) => freshest(metric.name) === stage),
      stage.pairing,
      rules(`slices ${stage === first ? 'screen' : 'confirm'}`),
    ),
  );
  const totals = first.compared
    .filter(({ comparison, tested }) => comparison.gate && tested.tag === undefined)
    .map(({ comparison: { metric } }) => ({
      compared: freshest(metric).compared.find(({ comparison }) => comparison.metric === metric),
      passed: first.decisions.some((one) => one.metric === metric && one.decision === 'passed'),
    }))
    .flatMap(({ compared, passed }) => (compared === undefined ? [] : [{ compared, passed }]));
  return {
    slices,
    findings: [
      ...sliceFindings(planned.plan.suite, { totals, slices }),
      ...driftFindings(planned, second, rules('drift')),
    ],
  };
}

function driftFindings(
  planned: PlannedSuite,
  second: SuiteStage | undefined,
  rules: ComparisonRules,
): readonly Finding[] {
  const { baseline, compared, plan } = planned;
  if (baseline === undefined || second === undefined || second.looks.taken === 0) return [];
  const { metrics } = compared.suite;
  const arms = { today: observeArm(second.control, metrics), stored: observeBaseline(baseline, metrics) };
  // What is stored of a case with other content says nothing of this one.
  const stale = new Set(plan.control.kind === 'mixed' ? plan.control.liveCases : []);
  const prefix = plannedPrefix(planned.sampled, second.looks.cases, planned.shares).filter(({ id }) => !stale.has(id));
  return providerDrift(planned.metrics, prefix, arms, rules).map((drift): Finding => ({
    ruleId: 'provider-drift',
    suite: plan.suite,
    metric: drift.metric.name,
    message: `The unchanged version no longer scores on \`${drift.metric.name}\` as its stored baseline does: ${driftText(drift)} today. The provider, the data or the tools moved. It does not touch this verdict, which rests on two fresh runs; run \`steelyard refresh ${plan.suite}\``,
  }));
}
