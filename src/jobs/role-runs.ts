import { SENTINEL_TRIALS } from '../design/sentinel-bound.ts';
import type { Case } from '../domain/case.ts';
import type { ArmRun } from './execute-arms.ts';
import type { PlannedSuite } from './plan-gate.ts';

/**
 * What must not fail, asked of the candidate beside the first block of stage 1, sentinels once. The cases are the base's:
 * a change that edits or drops one is asked all the same.
 */
export function firstRoleRuns({ compared, plan, roles }: PlannedSuite): readonly ArmRun[] {
  const run = (stage: 'sentinel' | 'invariant', cases: readonly Case[], trials: number): readonly ArmRun[] =>
    cases.length === 0
      ? []
      : [
          {
            suite: plan.suite,
            stage,
            arm: 'candidate',
            spec: compared.head,
            scorers: compared.scorers,
            blocks: [{ cases, trials }],
            extraInput: compared.cases.extended,
            codeChanged: compared.codeChanged,
          },
        ];
  return [...run('sentinel', roles.sentinels, 1), ...run('invariant', roles.invariants, plan.trials)];
}

/**
 * Sentinels that failed at first, five times more in both versions. A block a trial: each trial of the candidate has the
 * control's beside it, so that no moment of a bad provider meets one version alone.
 */
export function freshRoleRuns({ compared, plan }: PlannedSuite, suspects: readonly Case[]): readonly ArmRun[] {
  if (suspects.length === 0) return [];
  const shared = {
    suite: plan.suite,
    stage: 'sentinel-again' as const,
    scorers: compared.scorers,
    blocks: Array.from({ length: SENTINEL_TRIALS }, (_, from) => ({ cases: suspects, from, trials: 1 })),
    codeChanged: compared.codeChanged,
  };
  return [
    { ...shared, arm: 'candidate', spec: compared.head, extraInput: compared.cases.extended },
    // Where the base cannot be asked, what failed is never confirmed: the suite stays undecided.
    ...(compared.onlyStored === true ? [] : [{ ...shared, arm: 'control' as const, spec: compared.base }]),
  ];
}
