import { confirmRule } from '../analysis/decide-stage.ts';
import type { ArmRun, Block } from './execute-arms.ts';
import type { PlannedSuite } from './plan-gate.ts';
import { type Run, runStages, type SuiteStage } from './suite-stage.ts';

/**
 * Stage 2, only for suites in which a metric screened: control and candidate run fresh on the planned cases, interleaved,
 * look by look until one metric is confirmed, or none looks like it; stage-1 trials are not used. The family is the metrics
 * that screened.
 */
export async function confirm(screened: readonly SuiteStage[], run: Run): Promise<readonly SuiteStage[]> {
  const suites = screened
    .filter(({ planned: { compared } }) => compared.onlyStored !== true)
    .filter(({ decisions }) => decisions.some(({ decision }) => decision === 'screened'));
  if (suites.length === 0) return [];
  return runStages(
    suites.map(({ planned, decisions }) => {
      const family = new Set(decisions.filter(({ decision }) => decision === 'screened').map(({ metric }) => metric));
      return {
        planned,
        of: {
          stage: 'confirm' as const,
          rule: confirmRule(planned.plan.design),
          metrics: planned.metrics.filter(({ metric }) => family.has(metric.name)),
          stored: new Map(),
        },
        runs: bothArms(planned, 'confirm', confirmBlocks(planned)),
      };
    }),
    run,
  );
}

/** Both versions fresh, side by side. */
export function bothArms(
  { compared, plan }: PlannedSuite,
  stage: 'confirm' | 'repeat',
  blocks: readonly Block[],
): readonly ArmRun[] {
  const { scorers, codeChanged } = compared;
  const shared = { suite: plan.suite, stage, scorers, blocks, codeChanged };
  return [
    { ...shared, arm: 'candidate', spec: compared.head, extraInput: compared.cases.extended },
    { ...shared, arm: 'control', spec: compared.base },
  ];
}

/** What each look adds to the one before: more of the cases, or all of them once more. */
function confirmBlocks({ plan, sample }: PlannedSuite): readonly Block[] {
  const { confirm: looks } = plan.design;
  return looks.map(({ cases, passes }, i) => {
    const before = looks[i - 1];
    const again = before !== undefined && before.passes !== passes;
    return {
      cases: sample.slice(again ? 0 : (before?.cases ?? 0), cases),
      from: (passes - 1) * plan.trials,
      trials: plan.trials,
    };
  });
}
