import type { Trial } from '../domain/trial.ts';
import { cachedRepeats } from './cached-repeats.ts';

/** The trials of one arm, repeats that came from a cache taken out. */
export interface CollapsedRepeats {
  readonly trials: readonly Trial[];
  /** Cases whose repeats were one answer told several times. */
  readonly cached: readonly string[];
}

/** Keeps the first trial of each case whose repeats a cache answered: k trials of one answer are one trial. */
export function collapseRepeats(trials: readonly Trial[]): CollapsedRepeats {
  const completed = trials.filter((trial) => trial.status === 'completed');
  const byCase = Map.groupBy(completed, ({ key }) => key.caseId);
  const { cached } = cachedRepeats(
    [...byCase].map(([caseId, own]) => ({
      caseId,
      trials: own
        .toSorted((a, b) => a.key.index - b.key.index)
        .map(({ output, latencyMs }) => ({ output: JSON.stringify(output), latencyMs })),
    })),
  );
  if (cached.length === 0) return { trials, cached };
  const drop = new Set(cached);
  const firstOf = new Map(cached.map((id) => [id, Math.min(...(byCase.get(id) ?? []).map(({ key }) => key.index))]));
  return {
    trials: trials.filter(({ key }) => !drop.has(key.caseId) || key.index === firstOf.get(key.caseId)),
    cached,
  };
}
