import { compareSuite, type Compared } from '../analysis/compare-suite.ts';
import { tallyArm, tooManyExcluded } from '../analysis/exclusions.ts';
import { DRAWS } from '../analysis/fail-test.ts';
import { type CaseObservations, observeArm } from '../analysis/observe.ts';
import { type Pair, pairArms } from '../analysis/pair.ts';
import type { ComparedMetric, TestedMetric } from '../analysis/test-suite.ts';
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

/** Carries out runs and says how that ended. */
export type Run = (runs: readonly ArmRun[]) => Promise<Executed>;

/**
 * Turns the trials of one stage into comparisons and decisions. Nothing is decided where the stage did not complete, or
 * where the infrastructure lost too much of it.
 *
 * @param stored what the stored baseline holds, where it serves; cases whose control ran live are compared with that alone
 */
export function judgeStage(
  planned: PlannedSuite,
  of: {
    readonly stage: 'screen' | 'confirm';
    readonly metrics: readonly ComparedMetric[];
    readonly executed: Executed;
    readonly stored: ReadonlyMap<string, CaseObservations>;
    readonly decide: (tested: readonly TestedMetric[]) => readonly StageDecision[];
    readonly findings: readonly Finding[];
  },
): SuiteStage {
  const { plan, compared, sample } = planned;
  const { metrics: columns } = compared.suite;
  const candidate = trialsOf(of.executed.trials, plan.suite, 'candidate');
  const control = trialsOf(of.executed.trials, plan.suite, 'control');
  const live = observeArm(control, columns);
  const pairing = pairArms(sample, observeArm(candidate, columns), new Map([...of.stored, ...live]));
  const tally = [tallyArm(plan.suite, 'candidate', candidate)];
  if (control.length > 0) tally.push(tallyArm(plan.suite, 'control', control));
  const comparisons = compareSuite(plan.suite, of.metrics, pairing, {
    alphaPass: plan.design.alphaPass,
    strict: plan.design.strict,
    draws: DRAWS[of.stage],
    random: seededRandom(`${plan.design.seed} ${of.stage}`),
  });
  const lost = tooManyExcluded(tally, smallestMargin(planned));
  const { ended } = of.executed;
  const blocked = ended === 'complete' ? (lost === undefined ? undefined : 'too-many-errors') : ended;
  return {
    planned,
    compared: comparisons,
    decisions: blocked === undefined ? of.decide(comparisons.map(({ tested }) => tested)) : [],
    pairs: pairing.pairs,
    candidate,
    control,
    against: of.stored.size === 0 ? 'control' : live.size === 0 ? 'baseline' : 'mixed',
    tally,
    findings:
      lost === undefined
        ? of.findings
        : [...of.findings, { ruleId: 'too-many-errors', suite: plan.suite, message: lost }],
    ...(blocked === undefined ? {} : { blocked }),
  };
}

export function trialsOf(trials: readonly Trial[], suite: string, arm: Trial['key']['arm']): readonly Trial[] {
  return trials.filter((trial) => trial.key.suite === suite && trial.key.arm === arm);
}

function smallestMargin(planned: PlannedSuite): number {
  return Math.min(1, ...planned.metrics.filter(({ metric }) => metric.gate).map(({ unitMargin }) => unitMargin));
}
