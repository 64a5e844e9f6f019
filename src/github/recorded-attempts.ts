import { mergeEntries } from '../attempts/merge-entries.ts';
import type { AttemptEntry } from '../domain/attempt.ts';
import { attemptCheckRuns } from './attempt-check-runs.ts';
import { readAttempts, splitAttempts } from './attempt-document.ts';
import { markerOf } from './comment-body.ts';
import { authoredComments, type OwnComment } from './own-comments.ts';
import { GitHubError, type GitHubReader } from './rest.ts';

/** What is recorded on one pull request. */
export interface RecordedAttempts {
  readonly entries: readonly AttemptEntry[];
  /** When somebody else had a hand in comments that may have held more. */
  readonly touched: readonly string[];
  /** What is there cannot be made out. */
  readonly broken: boolean;
}

/**
 * Reads what a pull request's check runs and comments hold. A comment that somebody else edited last is no record, hidden or
 * not and whatever it says now; a removed one is none either. Check runs only an app can change, so where there are
 * any, what became of comments does not matter.
 *
 * @param deletions when somebody else removed comments of ours
 * @throws GitHubError where it cannot be read
 */
export async function recordedAttempts(
  reader: GitHubReader,
  of: { readonly repository: string; readonly number: number; readonly key: string },
  deletions: readonly string[],
): Promise<RecordedAttempts> {
  const comments = await authoredComments(reader, of);
  const checks = await attemptCheckRuns(reader, of).catch((error: unknown) => {
    // Without the permission none can have been written either.
    if (error instanceof GitHubError && error.status === 403) return [];
    throw error;
  });
  const inComments = comments
    .filter(({ body, editedByOthers }) => editedByOthers === undefined && body.startsWith(markerOf(of.key)))
    .map(attemptsIn);
  const fromComments = inComments.flatMap((entries) => entries ?? []);
  if (checks !== 'incomplete' && checks.length > 0) {
    const known = fromComments.filter(({ outcome }) => outcome !== 'unknown');
    return { entries: mergeEntries(...checks, known), touched: [], broken: false };
  }
  const edits = comments.map(({ editedByOthers }) => editedByOthers).filter((at) => at !== undefined);
  return {
    entries: mergeEntries(fromComments),
    touched: [...deletions, ...edits],
    broken: checks === 'incomplete' || inComments.includes(undefined),
  };
}

/**
 * What is to be written down for what several pull requests have lost; undefined where nothing was lost, or an earlier run
 * has written it down: each loss costs one attempt, once.
 */
export function lossIn(all: readonly RecordedAttempts[], now: number): AttemptEntry | 'accounted' | undefined {
  const unknown = all.flatMap(({ entries }) => entries).filter(({ outcome }) => outcome === 'unknown');
  const accounted = Math.max(0, ...unknown.map(({ at }) => Date.parse(at)));
  // GitHub tells seconds: what happened within the second of the entry may have come after it.
  const isNew = all.flatMap(({ touched }) => touched).some((at) => !(Date.parse(at) + 1000 <= accounted));
  if (isNew) return unknownAttempt(new Date(now).toISOString());
  if (!all.some(({ broken }) => broken)) return undefined;
  return unknown.length > 0 ? 'accounted' : unknownAttempt(new Date(now).toISOString());
}

/** The ledger at a comment's end: empty where it has none, undefined where it is broken. */
export function attemptsIn({ body }: Pick<OwnComment, 'body'>): readonly AttemptEntry[] | undefined {
  const { attempts } = splitAttempts(body);
  return attempts === undefined ? [] : readAttempts(attempts);
}

/** What stands for attempts that nobody can read any more. */
export function unknownAttempt(at: string): AttemptEntry {
  const none = '0'.repeat(16);
  return { digest: none, candidate: none, base: '', commit: none.slice(0, 7), at, branch: '', outcome: 'unknown' };
}
