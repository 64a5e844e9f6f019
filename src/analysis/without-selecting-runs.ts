import type { Baseline } from '../domain/baseline.ts';
import type { Case } from '../domain/case.ts';

/**
 * The baseline without the trials that a case was chosen by (statistics.md §8, regression to the mean): a case picked
 * because it failed in a run will do better in the next one though nothing changed, so that run cannot be what others are
 * held against on it. Other runs' trials of the case stay.
 */
export function withoutSelectingRuns(
  baseline: Baseline,
  cases: readonly Case[],
): { readonly baseline: Baseline; readonly dropped: readonly string[] } {
  const selectedFrom = new Map(
    cases.flatMap(({ id, selectedFrom: run }) => (run === undefined ? [] : [[id, run] as const])),
  );
  const dropped: string[] = [];
  const kept = [...baseline.cases].map(([id, stored]) => {
    const run = selectedFrom.get(id);
    const trials = stored.trials.filter((trial) => run === undefined || baseline.runs[trial.run]?.id !== run);
    if (trials.length < stored.trials.length) dropped.push(id);
    return [id, { ...stored, trials }] as const;
  });
  return dropped.length === 0 ? { baseline, dropped } : { baseline: { ...baseline, cases: new Map(kept) }, dropped };
}
