import type { Design } from '../domain/plan.ts';
import type { StageDecision } from '../domain/report.ts';
import type { Compared } from './compare-suite.ts';

/**
 * Stage 1, one look (`stopping: fixed`): a gated metric whose PASS test holds has passed and cannot screen; of the others
 * those with an adjusted p below the screen level go to the confirmation. The stored baseline decides nothing more than that.
 */
export function decideScreen(
  compared: readonly Compared[],
  design: Pick<Design, 'screenLevel'>,
): readonly StageDecision[] {
  return gatedOf(compared).map(({ comparison, pass }) => ({
    suite: comparison.suite,
    metric: comparison.metric,
    decision: pass.holds ? 'passed' : comparison.adjustedPValue < design.screenLevel ? 'screened' : 'open',
  }));
}

/**
 * Stage 2, one look: fresh runs of both arms, the screened metrics as one family, at this suite's share of α₂. When one
 * metric rejects, the suite has failed; the others that do not reject are not decided.
 */
export function decideConfirm(
  compared: readonly Compared[],
  design: Pick<Design, 'alphaFail'>,
): readonly StageDecision[] {
  const gated = gatedOf(compared);
  const rejects = gated.map(({ comparison }) => comparison.adjustedPValue < design.alphaFail);
  const failed = rejects.includes(true);
  return gated.map(({ comparison }, i) => ({
    suite: comparison.suite,
    metric: comparison.metric,
    decision: rejects[i] === true ? 'confirmed' : failed ? 'not-decided' : 'not-confirmed',
  }));
}

function gatedOf(compared: readonly Compared[]): readonly Compared[] {
  return compared.filter(({ comparison }) => comparison.gate);
}
