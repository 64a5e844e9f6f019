import { movedModels } from '../analysis/compatibility.ts';
import { screenRule } from '../analysis/decide-stage.ts';
import { observeBaseline } from '../analysis/observe.ts';
import type { Case } from '../domain/case.ts';
import type { Finding } from '../domain/finding.ts';
import type { Trial } from '../domain/trial.ts';
import type { ArmRun, Block } from './execute-arms.ts';
import type { PlannedSuite } from './plan-gate.ts';
import { firstRoleRuns } from './role-runs.ts';
import { openStage, type Run, runStages, type SuiteStage, trialsOf } from './suite-stage.ts';

/**
 * Stage 1: the candidate on the sample against the stored baseline, or against the control run live where the baseline
 * cannot serve, look by look until everything has passed or something screens. Where the candidate's answers show that the
 * provider moved the model since the baseline was stored, the stage starts again with both arms side by side: the provider
 * may be moving still. What must not fail is asked beside the first block.
 */
export async function screen(suites: readonly PlannedSuite[], run: Run): Promise<readonly SuiteStage[]> {
  const first = suites.map((planned) => ({ planned, stage: openStage(planned, againstStored(planned)), goes: true }));
  const drifts = new Map<PlannedSuite, Finding>();
  const executed = await run(
    suites.flatMap((planned) => [
      ...firstRoleRuns(planned),
      candidateRun(planned),
      controlRun(planned, planned.liveCases),
    ]),
    (trials) => {
      for (const one of first.filter(({ goes }) => goes)) {
        const drift = driftOf(one.planned, trials);
        if (drift !== undefined) drifts.set(one.planned, drift);
        one.goes = drift === undefined && one.stage.goesOn(trials);
      }
      return new Set(first.filter(({ goes }) => goes).map(({ planned }) => planned.plan.suite));
    },
  );
  const drifted = executed.ended === 'complete' ? suites.filter((planned) => drifts.has(planned)) : [];
  const again =
    drifted.length === 0
      ? []
      : await runStages(
          drifted.map((planned) => ({ planned, of: againstLive(planned), runs: bothArmsLive(planned) })),
          run,
        );
  return first.map(({ planned, stage }) => {
    const drift = drifts.get(planned);
    const findings = drift === undefined ? [] : [drift];
    const live = again.find((one) => one.planned === planned);
    const stored = stage.close(executed, findings);
    return live === undefined ? stored : { ...live, beside: stored.beside, findings: [...live.findings, ...findings] };
  });
}

function againstStored(planned: PlannedSuite) {
  const { baseline, compared } = planned;
  const stored = baseline === undefined ? new Map() : observeBaseline(baseline, compared.suite.metrics);
  return { ...againstLive(planned), stored };
}

function againstLive({ plan, metrics }: PlannedSuite) {
  return { stage: 'screen' as const, rule: screenRule(plan.design), metrics, stored: new Map() };
}

function bothArmsLive(planned: PlannedSuite): readonly ArmRun[] {
  const stage = 'screen-live' as const;
  return [
    { ...candidateRun(planned), stage },
    { ...controlRun(planned, planned.sample), stage },
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
    blocks: blocksOf(planned, sample, plan.trials),
    extraInput: compared.cases.extended,
    codeChanged: compared.codeChanged,
  };
}

function controlRun(planned: PlannedSuite, cases: readonly Case[]): ArmRun {
  const { compared, plan } = planned;
  return {
    suite: plan.suite,
    stage: 'screen',
    arm: 'control',
    spec: compared.base,
    scorers: compared.scorers,
    blocks: blocksOf(planned, cases, 1),
    codeChanged: compared.codeChanged,
  };
}

/** What each look adds to the one before, of those cases of the sample that are asked for. */
function blocksOf({ plan, sample }: PlannedSuite, cases: readonly Case[], trials: number): readonly Block[] {
  const wanted = new Set(cases);
  const { screen: looks } = plan.design;
  return looks.map((look, i) => ({
    cases: sample.slice(looks[i - 1]?.cases ?? 0, look.cases).filter((one) => wanted.has(one)),
    trials,
  }));
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
