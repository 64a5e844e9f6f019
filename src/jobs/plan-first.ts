import { tooFewCases } from '../analysis/too-few-cases.ts';
import type { Finding } from '../domain/finding.ts';
import type { LoadedChange } from './load-change.ts';
import { planSuite, type PlannedSuite } from './plan-gate.ts';
import { sharersOf } from './plan-roles.ts';
import { unchangedSuite } from './unchanged-suite.ts';

/**
 * What a gate will do once the first configuration is merged, where a change brings it; nothing of it runs. Without a
 * configuration in the base there is no baseline either: both versions will run live until one is stored.
 */
export function planFirst(loaded: LoadedChange, of: { readonly now: number }): readonly PlannedSuite[] {
  if (!loaded.bootstrap) return [];
  return loaded.added.map(({ head, ...suite }) =>
    planSuite(unchangedSuite(suite, head), undefined, {
      change: loaded.change,
      settings: loaded.settings,
      ...sharersOf(loaded.added),
      now: of.now,
    }),
  );
}

/** What would keep such a plan from ever passing anything, said before the first call. */
export function firstFindings(planned: readonly PlannedSuite[]): readonly Finding[] {
  return planned.flatMap(({ plan }) =>
    plan.metrics
      .filter(({ gate }) => gate)
      .map((metric) => tooFewCases(plan.suite, metric, plan.caseIds.length))
      .filter((finding) => finding !== undefined),
  );
}
