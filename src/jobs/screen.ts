import { compareSuite, type Compared } from '../analysis/compare-suite.ts';
import { movedModels } from '../analysis/compatibility.ts';
import { decideScreen } from '../analysis/decide-stage.ts';
import { tallyArm, tooManyExcluded } from '../analysis/exclusions.ts';
import { DRAWS } from '../analysis/fail-test.ts';
import { type CaseObservations, observeArm, observeBaseline } from '../analysis/observe.ts';
import { type Pair, pairArms } from '../analysis/pair.ts';
import type { Finding } from '../domain/finding.ts';
import type { ArmTally, StageDecision } from '../domain/report.ts';
import type { Trial } from '../domain/trial.ts';
import type { InconclusiveReason } from '../domain/verdict.ts';
import { seededRandom } from '../stats/random.ts';
import type { ArmRun, Executed } from './execute-arms.ts';
import type { PlannedSuite } from './plan-gate.ts';

/** One stage of one suite: what ran, what it shows, what it decided. */
export interface SuiteStage {
  readonly planned: PlannedSuite;
  readonly compared: readonly Compared[];
  readonly decisions: readonly StageDecision[];
  readonly pairs: readonly Pair[];
  readonly candidate: readonly Trial[];
  readonly control: readonly Trial[];
  readonly against: 'baseline' | 'control' | 'mixed';
  readonly tally: readonly ArmTally[];
  readonly findings: readonly Finding[];
  /** Nothing may be decided on this suite, and why. */
  readonly blocked?: InconclusiveReason;
}

type Run = (runs: readonly ArmRun[]) => Promise<Executed>;

/**
 * Stage 1: the candidate on the sample against the stored baseline, or against the control run live where the baseline
 * cannot serve. Where the candidate's answers show that the provider moved the model since the baseline was stored, the
 * control runs after all, on the whole sample.
 */
export async function screen(suites: readonly PlannedSuite[], run: Run): Promise<readonly SuiteStage[]> {
  const first = await run(suites.flatMap((planned) => [candidateRun(planned), controlRun(planned)]));
  const drifted = new Map(suites.map((planned) => [planned, driftOf(planned, first.trials)]));
  const replaced = suites.filter((planned) => drifted.get(planned) !== undefined);
  const second =
    replaced.length === 0 || first.ended !== 'complete'
      ? { trials: [], ended: first.ended }
      : await run(replaced.map((planned) => ({ ...controlRun(planned), cases: planned.sample })));
  return suites.map((planned) => {
    const finding = drifted.get(planned);
    const late = finding !== undefined && second.ended === 'complete';
    return judge(planned, {
      trials: late ? [...withoutControl(first.trials, planned), ...second.trials] : first.trials,
      ended: second.ended,
      useBaseline: finding === undefined,
      findings: finding === undefined ? [] : [finding],
    });
  });
}

function judge(
  planned: PlannedSuite,
  of: {
    readonly trials: readonly Trial[];
    readonly ended: Executed['ended'];
    readonly useBaseline: boolean;
    readonly findings: readonly Finding[];
  },
): SuiteStage {
  const { plan, compared, metrics } = planned;
  const candidate = trialsOf(of.trials, plan.suite, 'candidate');
  const control = trialsOf(of.trials, plan.suite, 'control');
  const suiteMetrics = compared.suite.metrics;
  const live = observeArm(control, suiteMetrics);
  const stored: ReadonlyMap<string, CaseObservations> =
    of.useBaseline && planned.baseline !== undefined ? observeBaseline(planned.baseline, suiteMetrics) : new Map();
  // A case that runs its control live is compared with that alone: its stored trials were of another content.
  const other = new Map([...stored, ...live]);
  const pairing = pairArms(planned.sample, observeArm(candidate, suiteMetrics), other);
  const tally = [tallyArm(plan.suite, 'candidate', candidate)];
  if (control.length > 0) tally.push(tallyArm(plan.suite, 'control', control));
  const comparisons = compareSuite(plan.suite, metrics, pairing, {
    alphaPass: plan.design.alphaPass,
    strict: plan.design.strict,
    draws: DRAWS.screen,
    random: seededRandom(`${plan.design.seed} screen`),
  });
  const lost = tooManyExcluded(tally, smallestMargin(planned));
  const blocked = of.ended === 'complete' ? (lost === undefined ? undefined : 'too-many-errors') : of.ended;
  const against = stored.size === 0 ? 'control' : live.size === 0 ? 'baseline' : 'mixed';
  return {
    planned,
    compared: comparisons,
    decisions:
      blocked === undefined
        ? decideScreen(
            plan.suite,
            comparisons.map(({ tested }) => tested),
            plan.design,
          )
        : [],
    pairs: pairing.pairs,
    candidate,
    control,
    against,
    tally,
    findings:
      lost === undefined
        ? of.findings
        : [...of.findings, { ruleId: 'too-many-errors', suite: plan.suite, message: lost }],
    ...(blocked === undefined ? {} : { blocked }),
  };
}

/** Both arms fresh, whole trials: what the confirmation rests on. */
export function candidateRun(planned: PlannedSuite): ArmRun {
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

export function trialsOf(trials: readonly Trial[], suite: string, arm: Trial['key']['arm']): readonly Trial[] {
  return trials.filter((trial) => trial.key.suite === suite && trial.key.arm === arm);
}

export function smallestMargin(planned: PlannedSuite): number {
  return Math.min(1, ...planned.metrics.filter(({ metric }) => metric.gate).map(({ unitMargin }) => unitMargin));
}

function withoutControl(trials: readonly Trial[], planned: PlannedSuite): readonly Trial[] {
  return trials.filter((trial) => trial.key.suite !== planned.plan.suite || trial.key.arm !== 'control');
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
