import type { Comparison } from '../domain/comparison.ts';
import type { StageDecision } from '../domain/report.ts';
import type { Compared } from './compare-suite.ts';

/** One suite's stages, as far as they went. */
export interface Stages {
  readonly screen: readonly Compared[];
  readonly confirm: readonly Compared[];
  readonly confirmDecisions: readonly StageDecision[];
  /** What had passed, once more on fresh runs. */
  readonly repeat: readonly Compared[];
}

/**
 * The comparisons the verdict rests on: fresh runs for what went to confirmation or had to pass again, stage 1 for the rest. Only a confirmed
 * drop is called a regression.
 */
export function conclude(stages: Stages): readonly Comparison[] {
  return stages.screen.map(({ comparison }) => {
    const again = stages.repeat.find((c) => c.comparison.metric === comparison.metric)?.comparison;
    if (again !== undefined) return again;
    const fresh = stages.confirm.find((c) => c.comparison.metric === comparison.metric)?.comparison;
    const decision = stages.confirmDecisions.find((d) => d.metric === comparison.metric)?.decision;
    if (fresh === undefined || decision === undefined) return comparison;
    return { ...fresh, result: decision === 'confirmed' ? 'regressed' : 'undecided' };
  });
}
