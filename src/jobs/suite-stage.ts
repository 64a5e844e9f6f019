import { type Compared, describeComparison } from '../analysis/compare-suite.ts';
import {
  type DecidedMetric,
  decisionsOf,
  NOT_LOOKED,
  type StageRule,
  type StageState,
  takeLook,
} from '../analysis/decide-stage.ts';
import { collapseRepeats } from '../analysis/collapse-repeats.ts';
import { tallyArm, tooManyExcluded } from '../analysis/exclusions.ts';
import { DRAWS } from '../analysis/fail-test.ts';
import { type CaseObservations, observeArm } from '../analysis/observe.ts';
import { type Pairing, pairArms } from '../analysis/pair.ts';
import { REPORTED_LEVEL } from '../analysis/pass-test.ts';
import { plannedPrefix } from '../analysis/planned-prefix.ts';
import type { ComparedMetric } from '../analysis/test-suite.ts';
import type { Finding } from '../domain/finding.ts';
import type { ArmTally, LooksTaken, StageDecision } from '../domain/report.ts';
import type { Trial, TrialKey } from '../domain/trial.ts';
import type { InconclusiveReason } from '../domain/verdict.ts';
import { seededRandom } from '../stats/random.ts';
import type { ArmRun, Executed, GoOn } from './execute-arms.ts';
import type { PlannedSuite } from './plan-gate.ts';

/** One stage of one suite: what ran, what it shows, what it decided. */
export interface SuiteStage {
  readonly planned: PlannedSuite;
  readonly compared: readonly Compared[];
  readonly decisions: readonly StageDecision[];
  readonly looks: LooksTaken;
  /** Of the last look taken. */
  readonly pairing: Pairing;
  readonly candidate: readonly Trial[];
  readonly control: readonly Trial[];
  /** Of must-not-fail cases, which ran beside this stage and are no part of it. */
  readonly beside: readonly Trial[];
  readonly against: 'baseline' | 'control' | 'mixed';
  readonly tally: readonly ArmTally[];
  readonly findings: readonly Finding[];
  /** Nothing may be decided on this suite, and why. */
  readonly blocked?: InconclusiveReason;
}

/** Carries out runs and says how that ended. */
export type Run = (runs: readonly ArmRun[], goOn?: GoOn) => Promise<Executed>;

/** What one suite's stage is played by. */
export interface StagePlan {
  readonly stage: 'screen' | 'confirm' | 'repeat';
  readonly rule: StageRule;
  readonly metrics: readonly ComparedMetric[];
  /** What the stored baseline holds, where it serves; cases whose control ran live are compared with that alone. */
  readonly stored: ReadonlyMap<string, CaseObservations>;
}

/** One suite's stage while it runs: asked at each look, closed at the end. */
export interface OpenStage {
  /** Takes the next look at the trials of this stage so far; true where more is to be run. */
  goesOn(trials: readonly Trial[]): boolean;
  /** What it came to. Nothing is decided where the stage did not get as far as a decision. */
  close(executed: Executed, findings?: readonly Finding[]): SuiteStage;
}

/**
 * Plays one stage of one suite, look by look, on trials as they come in. A look decides nothing where the infrastructure
 * lost too much of it; the next one may.
 */
export function openStage(planned: PlannedSuite, of: StagePlan): OpenStage {
  const { plan, compared } = planned;
  const columns = compared.suite.metrics;
  let state: StageState = NOT_LOOKED;
  let lost: string | undefined;
  let pairing: Pairing = { pairs: [], excluded: [] };
  let cached: readonly string[] = [];
  const armsOf = (all: readonly Trial[]) => {
    const own = all.filter((trial) => !isBeside(trial));
    const candidate = trialsOf(own, plan.suite, 'candidate');
    const control = trialsOf(own, plan.suite, 'control');
    const tally = [tallyArm(plan.suite, 'candidate', candidate)];
    if (control.length > 0) tally.push(tallyArm(plan.suite, 'control', control));
    return { candidate, control, tally };
  };

  const casesAt = (look: number): number => of.rule.looks[look - 1]?.cases ?? 0;

  return {
    goesOn(trials) {
      const { candidate, control, tally } = armsOf(trials);
      const prefix = plannedPrefix(planned.sampled, casesAt(state.taken + 1), planned.shares);
      const repeats = { candidate: collapseRepeats(candidate), control: collapseRepeats(control) };
      cached = [repeats.candidate, repeats.control].flatMap((arm) => arm.cached);
      const live = observeArm(repeats.control.trials, columns);
      const today = observeArm(repeats.candidate.trials, columns);
      pairing = pairArms(prefix, today, new Map([...of.stored, ...live]));
      const before = state;
      state = takeLook(of.rule, state, {
        metrics: of.metrics,
        pairing,
        rules: {
          strict: plan.design.strict,
          draws: DRAWS[of.stage === 'confirm' ? 'confirm' : 'screen'],
          random: seededRandom(`${plan.design.seed} ${of.stage} ${state.taken + 1}`),
        },
      });
      lost = tooManyExcluded(tally, smallestMargin(planned));
      if (lost !== undefined) state = undecided(state, before, of.rule.looks.length);
      return !state.over;
    },
    close({ trials, ended }, findings = []) {
      const arms = armsOf(trials);
      const blocked = state.over
        ? lost === undefined
          ? undefined
          : 'too-many-errors'
        : ended === 'complete'
          ? undefined
          : ended;
      return {
        ...arms,
        planned,
        compared: state.metrics.map((one) => describe(planned, of.rule, one)),
        decisions: blocked === undefined ? decisionsOf(plan.suite, state) : [],
        looks: { suite: plan.suite, taken: state.taken, planned: of.rule.looks.length, cases: casesAt(state.taken) },
        pairing,
        beside: trialsOf(trials, plan.suite, 'candidate').filter(isBeside),
        against: of.stored.size === 0 ? 'control' : arms.control.length > 0 ? 'mixed' : 'baseline',
        findings: [
          ...findings,
          ...cachedNote(plan.suite, cached),
          ...(lost === undefined || !state.over
            ? []
            : [{ ruleId: 'too-many-errors' as const, suite: plan.suite, message: lost }]),
        ],
        ...(blocked === undefined ? {} : { blocked }),
      };
    },
  };
}

/**
 * Opens a stage for each suite and runs it: all suites' blocks side by side, each until its own rule says that it is over.
 */
export async function runStages(
  suites: readonly { readonly planned: PlannedSuite; readonly of: StagePlan; readonly runs: readonly ArmRun[] }[],
  run: Run,
): Promise<readonly SuiteStage[]> {
  const open = suites.map(({ planned, of }) => ({ planned, stage: openStage(planned, of), goes: true }));
  const executed = await run(
    suites.flatMap(({ runs }) => runs),
    (trials) => {
      for (const one of open) if (one.goes) one.goes = one.stage.goesOn(trials);
      return new Set(open.filter(({ goes }) => goes).map(({ planned }) => planned.plan.suite));
    },
  );
  return open.map(({ stage }) => stage.close(executed));
}

function cachedNote(suite: string, cached: readonly string[]): readonly Finding[] {
  if (cached.length === 0) return [];
  return [
    {
      ruleId: 'cached-repeats',
      suite,
      message: `The repeats of ${new Set(cached).size} cases of \`${suite}\` were the same answer in no time: something between here and the model keeps answers, so they counted once. Turn that cache off for these runs, or set \`sampling.trials: 1\``,
    },
  ];
}

function isBeside({ key }: Trial): boolean {
  return key.stage === 'sentinel' || key.stage === 'invariant';
}

export function trialsOf(trials: readonly Trial[], suite: string, arm: Trial['key']['arm']): readonly Trial[] {
  return trials.filter((trial) => trial.key.suite === suite && trial.key.arm === arm);
}

/** What tells trials of one gate run apart. */
export function trialKey({ suite, stage, arm, caseId, index }: TrialKey): string {
  return JSON.stringify([suite, stage, arm, caseId, index]);
}

/** What was decided before a look that may decide nothing; at the last look the stage is over all the same. */
function undecided(state: StageState, before: StageState, looks: number): StageState {
  const kept = state.metrics.map((one): DecidedMetric => {
    const earlier = before.metrics.find(({ tested }) => tested.metric.name === one.tested.metric.name);
    if (earlier?.decision === 'passed') return earlier;
    return one.decision === undefined ? one : { ...one, decision: 'open' };
  });
  return { taken: state.taken, over: state.taken === looks, metrics: kept };
}

/** What was decided before the last look is printed at the level that was spent, the rest at 95%. */
function describe(planned: PlannedSuite, rule: StageRule, { tested, look }: DecidedMetric): Compared {
  const early = look < rule.looks.length;
  return describeComparison(planned.plan.suite, tested, early ? 1 - 2 * rule.spent(look) : REPORTED_LEVEL);
}

function smallestMargin(planned: PlannedSuite): number {
  return Math.min(1, ...planned.metrics.filter(({ metric }) => metric.gate).map(({ unitMargin }) => unitMargin));
}
