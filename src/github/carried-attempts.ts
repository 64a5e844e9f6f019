import { mergeEntries } from '../attempts/merge-entries.ts';
import type { AttemptEntry } from '../domain/attempt.ts';
import type { OwnComment } from './own-comments.ts';
import { attemptsIn, unknownAttempt } from './recorded-attempts.ts';

/**
 * The ledger that a comment has to hold when its document is replaced. After our own edit nobody can see any more that
 * somebody else had a hand in it, so that has to be written down in the same stroke.
 *
 * @param ours what this run knows itself; empty where it has registered nothing
 */
export function carriedAttempts(own: readonly OwnComment[], ours: readonly AttemptEntry[]): readonly AttemptEntry[] {
  const carried = own.map((comment): readonly AttemptEntry[] => {
    const entries = attemptsIn(comment);
    if (comment.editedByOthers === undefined && entries !== undefined) return entries;
    // Whoever has read the ledger before the first call holds all of it.
    if (ours.length > 0) return [];
    const touched = Date.parse(comment.editedByOthers ?? '');
    return [unknownAttempt(new Date(Number.isNaN(touched) ? 0 : touched + 1000).toISOString())];
  });
  return mergeEntries(...carried, ours);
}
