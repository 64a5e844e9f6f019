import { repeatRule } from '../analysis/decide-stage.ts';
import { bothArms } from './confirm.ts';
import type { PlannedSuite } from './plan-gate.ts';
import { type Run, runStages, type SuiteStage } from './suite-stage.ts';

/**
 * What passed in stage 1 has to pass once more, on fresh runs of both arms, where this is not the first attempt at the
 * change: of ten tries at a bad one, the luckiest would otherwise be green. A suite comes to this or to the confirmation,
 * never to both, and its looks ask no case more than once: a limit that pays for a confirmation pays for this.
 */
export async function repeat(screened: readonly SuiteStage[], run: Run): Promise<readonly SuiteStage[]> {
  const suites = screened.filter(hasPassed);
  if (suites.length === 0) return [];
  return runStages(
    suites.map(({ planned }) => ({
      planned,
      of: {
        stage: 'repeat' as const,
        rule: repeatRule(planned.plan.design),
        metrics: planned.metrics,
        stored: new Map(),
      },
      runs: bothArms(planned, 'repeat', repeatBlocks(planned)),
    })),
    run,
  );
}

function hasPassed({ planned, decisions, blocked }: SuiteStage): boolean {
  const gated = planned.plan.metrics.filter(({ gate }) => gate);
  const passed = new Set(decisions.filter(({ decision }) => decision === 'passed').map(({ metric }) => metric));
  return (
    blocked === undefined &&
    planned.compared.onlyStored !== true &&
    gated.length > 0 &&
    gated.every(({ name }) => passed.has(name))
  );
}

function repeatBlocks({ plan, sample }: PlannedSuite) {
  const looks = plan.design.screen;
  return looks.map(({ cases }, i) => ({ cases: sample.slice(looks[i - 1]?.cases ?? 0, cases), trials: plan.trials }));
}
