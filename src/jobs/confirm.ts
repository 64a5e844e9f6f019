import { decideConfirm } from '../analysis/decide-stage.ts';
import type { ArmRun } from './execute-arms.ts';
import type { PlannedSuite } from './plan-gate.ts';
import { judgeStage, type Run, type SuiteStage } from './suite-stage.ts';

/**
 * Stage 2, only for suites in which a metric screened: control and candidate run fresh on the planned cases, interleaved;
 * stage-1 trials are not used. The family is the metrics that screened.
 */
export async function confirm(screened: readonly SuiteStage[], run: Run): Promise<readonly SuiteStage[]> {
  const suites = screened.filter(({ decisions }) => decisions.some(({ decision }) => decision === 'screened'));
  if (suites.length === 0) return [];
  const executed = await run(suites.flatMap(({ planned }) => bothArms(planned)));
  return suites.map(({ planned, decisions }) => {
    const family = new Set(decisions.filter(({ decision }) => decision === 'screened').map(({ metric }) => metric));
    return judgeStage(planned, {
      stage: 'confirm',
      metrics: planned.metrics.filter(({ metric }) => family.has(metric.name)),
      executed,
      stored: new Map(),
      decide: (tested) => decideConfirm(planned.plan.suite, tested, planned.plan.design),
      findings: [],
    });
  });
}

function bothArms(planned: PlannedSuite): readonly ArmRun[] {
  const { compared, plan, sample } = planned;
  const shared = {
    suite: plan.suite,
    stage: 'confirm' as const,
    scorers: compared.scorers,
    cases: sample,
    trials: plan.trials,
    codeChanged: compared.codeChanged,
  };
  return [
    { ...shared, arm: 'candidate', spec: compared.head, extraInput: compared.cases.extended },
    { ...shared, arm: 'control', spec: compared.base },
  ];
}
