import { SENTINEL_TRIALS } from '../design/sentinel-bound.ts';
import { type CasesByRole, casesByRole } from '../domain/cases-by-role.ts';
import type { SuitePlan } from '../domain/plan.ts';
import type { Settings } from '../domain/settings.ts';
import type { Suite } from '../domain/suite.ts';
import { costAtMost } from './estimate-cost.ts';
import type { ComparedSuite } from './compare-sides.ts';

/** What must not fail, beside the sample: what is asked at once, and what again where every sentinel fails at first. */
interface Beside {
  readonly first: number;
  readonly again: number;
}

/** Model calls at most. */
export function callsOfRoles({ sentinels, invariants }: CasesByRole, trials: number): Beside {
  return {
    first: sentinels.length + invariants.length * trials,
    again: sentinels.length * SENTINEL_TRIALS * 2,
  };
}

/** USD at most; undefined where a model has no price. */
export function costOfRoles(
  { head, base }: Pick<ComparedSuite, 'head' | 'base'>,
  { sentinels, invariants }: CasesByRole,
  of: { readonly trials: number; readonly prices: Settings['prices'] },
): Beside | undefined {
  const first = costAtMost(head, sentinels, of.prices);
  const absolute = costAtMost(head, invariants, of.prices);
  const control = costAtMost(base, sentinels, of.prices);
  if (first === undefined || absolute === undefined || control === undefined) return undefined;
  return { first: first + absolute * of.trials, again: (first + control) * SENTINEL_TRIALS };
}

/** The plan's word on them; nothing where a suite has none. */
export function planOfRoles({ sentinels, invariants }: CasesByRole): Pick<SuitePlan, 'roles'> {
  if (sentinels.length + invariants.length === 0) return {};
  return { roles: { sentinels: sentinels.map(({ id }) => id), invariants: invariants.map(({ id }) => id) } };
}

/** How many suites share α₂ and how many sentinels spend of it, of the suites that gate. */
export function sharersOf(suites: readonly { readonly suite: Pick<Suite, 'metrics' | 'cases'> }[]): {
  readonly gatedSuites: number;
  readonly sentinels: number;
} {
  const gating = suites.filter(({ suite }) => suite.metrics.some((metric) => metric.gate));
  return {
    gatedSuites: gating.length,
    sentinels: gating.reduce((sum, { suite }) => sum + casesByRole(suite.cases).sentinels.length, 0),
  };
}
