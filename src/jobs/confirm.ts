import { compareSuite } from '../analysis/compare-suite.ts';
import { decideConfirm } from '../analysis/decide-stage.ts';
import { tallyArm, tooManyExcluded } from '../analysis/exclusions.ts';
import { DRAWS } from '../analysis/fail-test.ts';
import { observeArm } from '../analysis/observe.ts';
import { pairArms } from '../analysis/pair.ts';
import { seededRandom } from '../stats/random.ts';
import type { ArmRun, Executed } from './execute-arms.ts';
import { candidateRun, smallestMargin, type SuiteStage, trialsOf } from './screen.ts';

/**
 * Stage 2, only for suites in which a metric screened: control and candidate run fresh on the planned cases, interleaved;
 * stage-1 trials are not used. The family is the metrics that screened.
 */
export async function confirm(
  screened: readonly SuiteStage[],
  run: (runs: readonly ArmRun[]) => Promise<Executed>,
): Promise<readonly SuiteStage[]> {
  const suites = screened.filter(({ decisions }) => decisions.some(({ decision }) => decision === 'screened'));
  if (suites.length === 0) return [];
  const executed = await run(
    suites.flatMap(({ planned }): readonly ArmRun[] => {
      const candidate: ArmRun = { ...candidateRun(planned), stage: 'confirm' };
      const { extraInput: _, ...control } = candidate;
      return [candidate, { ...control, arm: 'control', spec: planned.compared.base }];
    }),
  );
  return suites.map((stage) => judge(stage, executed));
}

function judge(stage: SuiteStage, executed: Executed): SuiteStage {
  const { planned } = stage;
  const { plan, compared } = planned;
  const candidate = trialsOf(executed.trials, plan.suite, 'candidate');
  const control = trialsOf(executed.trials, plan.suite, 'control');
  const screened = new Set(
    stage.decisions.filter(({ decision }) => decision === 'screened').map(({ metric }) => metric),
  );
  const pairing = pairArms(
    planned.sample,
    observeArm(candidate, compared.suite.metrics),
    observeArm(control, compared.suite.metrics),
  );
  const comparisons = compareSuite(
    plan.suite,
    planned.metrics.filter(({ metric }) => screened.has(metric.name)),
    pairing,
    {
      alphaPass: plan.design.alphaPass,
      strict: plan.design.strict,
      draws: DRAWS.confirm,
      random: seededRandom(`${plan.design.seed} confirm`),
    },
  );
  const tally = [tallyArm(plan.suite, 'candidate', candidate), tallyArm(plan.suite, 'control', control)];
  const lost = tooManyExcluded(tally, smallestMargin(planned));
  const blocked = executed.ended === 'complete' ? (lost === undefined ? undefined : 'too-many-errors') : executed.ended;
  return {
    planned,
    compared: comparisons,
    decisions:
      blocked === undefined
        ? decideConfirm(
            plan.suite,
            comparisons.map(({ tested }) => tested),
            plan.design,
          )
        : [],
    pairs: pairing.pairs,
    candidate,
    control,
    against: 'control',
    tally,
    findings: lost === undefined ? [] : [{ ruleId: 'too-many-errors', suite: plan.suite, message: lost }],
    ...(blocked === undefined ? {} : { blocked }),
  };
}
