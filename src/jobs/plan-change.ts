import type { LoadedBaselines } from './load-baselines.ts';
import type { LoadedChange } from './load-change.ts';
import { planSuite, type PlannedSuite } from './plan-gate.ts';
import { sharersOf } from './plan-roles.ts';

/** Plans every suite that gates on this change; α₂ is shared among them. */
export function planChange(
  loaded: LoadedChange,
  baselines: LoadedBaselines['bySuite'],
  of: { readonly now: number; readonly simulatedRuns?: number | undefined },
): readonly PlannedSuite[] {
  const sharers = sharersOf(loaded.suites);
  return loaded.suites.map((compared) =>
    planSuite(compared, baselines.get(compared.suite.name), {
      change: loaded.change,
      settings: loaded.settings,
      ...sharers,
      now: of.now,
      ...(of.simulatedRuns === undefined ? {} : { simulatedRuns: of.simulatedRuns }),
    }),
  );
}
