import { movedModels } from '../analysis/compatibility.ts';
import { decideScreen } from '../analysis/decide-stage.ts';
import { observeBaseline } from '../analysis/observe.ts';
import type { Finding } from '../domain/finding.ts';
import type { Trial } from '../domain/trial.ts';
import type { ArmRun } from './execute-arms.ts';
import type { PlannedSuite } from './plan-gate.ts';
import { judgeStage, type Run, type SuiteStage, trialsOf } from './suite-stage.ts';

/**
 * Stage 1: the candidate on the sample against the stored baseline, or against the control run live where the baseline
 * cannot serve. Where the candidate's answers show that the provider moved the model since the baseline was stored, both
 * arms run again, side by side: the provider may be moving still.
 */
export async function screen(suites: readonly PlannedSuite[], run: Run): Promise<readonly SuiteStage[]> {
  const first = await run(suites.flatMap((planned) => [candidateRun(planned), controlRun(planned)]));
  const drifts = new Map(suites.map((planned) => [planned, driftOf(planned, first.trials)]));
  const drifted = suites.filter((planned) => drifts.get(planned) !== undefined);
  const second =
    drifted.length === 0 || first.ended !== 'complete'
      ? { trials: [], ended: first.ended }
      : await run(drifted.flatMap(bothArmsLive));
  return suites.map((planned) => {
    const drift = drifts.get(planned);
    const trials = drift === undefined ? first.trials : second.trials;
    return judgeStage(planned, {
      stage: 'screen',
      metrics: planned.metrics,
      executed: { trials, ended: drift === undefined ? first.ended : second.ended },
      stored:
        drift === undefined && planned.baseline !== undefined
          ? observeBaseline(planned.baseline, planned.compared.suite.metrics)
          : new Map(),
      decide: (tested) => decideScreen(planned.plan.suite, tested, planned.plan.design),
      findings: drift === undefined ? [] : [drift],
    });
  });
}

function bothArmsLive(planned: PlannedSuite): readonly ArmRun[] {
  const stage = 'screen-live' as const;
  return [
    { ...candidateRun(planned), stage },
    { ...controlRun(planned), stage, cases: planned.sample },
  ];
}

function candidateRun(planned: PlannedSuite): ArmRun {
  const { compared, plan, sample } = planned;
  return {
    suite: plan.suite,
    stage: 'screen',
    arm: 'candidate',
    spec: compared.head,
    scorers: compared.scorers,
    cases: sample,
    trials: plan.trials,
    extraInput: compared.cases.extended,
    codeChanged: compared.codeChanged,
  };
}

function controlRun(planned: PlannedSuite): ArmRun {
  const { compared, plan } = planned;
  return {
    suite: plan.suite,
    stage: 'screen',
    arm: 'control',
    spec: compared.base,
    scorers: compared.scorers,
    cases: planned.liveCases,
    trials: 1,
    codeChanged: compared.codeChanged,
  };
}

/** A finding where the model is unchanged and today's answers name a model that the baseline never met. */
function driftOf(planned: PlannedSuite, trials: readonly Trial[]): Finding | undefined {
  const { baseline, compared, plan } = planned;
  if (baseline === undefined || compared.change.factors.includes('model')) return undefined;
  const today = new Set(
    trialsOf(trials, plan.suite, 'candidate').flatMap((trial) =>
      trial.status === 'completed' && trial.answeredBy !== undefined ? [trial.answeredBy] : [],
    ),
  );
  const moved = movedModels(baseline, [...today]);
  if (moved.length === 0) return undefined;
  return {
    ruleId: 'baseline-answered-by-another-model',
    suite: plan.suite,
    message: `Today \`${moved.join('`, `')}\` answers for the same configured model; the stored baseline was answered by another, so the base commit ran live beside this change. Refresh the baseline after the merge`,
  };
}
