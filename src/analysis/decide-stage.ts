import type { Design } from '../domain/plan.ts';
import type { StageDecision } from '../domain/report.ts';
import type { TestedMetric } from './test-suite.ts';

/**
 * Stage 1, one look (`stopping: fixed`): a gated metric whose PASS test holds has passed and cannot screen; of the others
 * those with an adjusted p below the screen level go to the confirmation. The stored baseline decides nothing more than that.
 */
export function decideScreen(
  suite: string,
  tested: readonly TestedMetric[],
  design: Pick<Design, 'screenLevel'>,
): readonly StageDecision[] {
  return gatedOf(tested).map(({ metric, pass, fail }) => ({
    suite,
    metric: metric.name,
    decision: pass.holds ? 'passed' : fail.adjustedPValue < design.screenLevel ? 'screened' : 'open',
  }));
}

/**
 * Stage 2, one look: fresh runs of both arms, the screened metrics as one family, at this suite's share of α₂. When one
 * metric rejects, the suite has failed; the others that do not reject are not decided. A metric that the fresh runs show
 * to be within its margin is not failed, however significant the small drop.
 */
export function decideConfirm(
  suite: string,
  tested: readonly TestedMetric[],
  design: Pick<Design, 'alphaFail'>,
): readonly StageDecision[] {
  const gated = gatedOf(tested);
  const rejects = gated.map(({ fail, pass }) => fail.adjustedPValue < design.alphaFail && !pass.holds);
  const failed = rejects.includes(true);
  return gated.map(({ metric }, i) => ({
    suite,
    metric: metric.name,
    decision: rejects[i] === true ? 'confirmed' : failed ? 'not-decided' : 'not-confirmed',
  }));
}

function gatedOf(tested: readonly TestedMetric[]): readonly TestedMetric[] {
  return tested.filter(({ metric }) => metric.gate);
}
