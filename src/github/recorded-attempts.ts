import { mergeEntries } from '../attempts/merge-entries.ts';
import type { AttemptEntry } from '../domain/attempt.ts';
import { attemptCheckRuns } from './attempt-check-runs.ts';
import { readAttempts, splitAttempts } from './attempt-document.ts';
import { anyMarker, markerOf } from './comment-body.ts';
import { authoredComments, type OwnComment } from './own-comments.ts';
import { GitHubError, type GitHubReader } from './rest.ts';

/** What is recorded on one pull request. */
export interface RecordedAttempts {
  readonly entries: readonly AttemptEntry[];
  /** False: somebody else had a hand in it, or it cannot be made out. */
  readonly readable: boolean;
}

/**
 * Reads what a pull request's check runs and comments hold. A comment that somebody else edited last is no record, hidden or
 * not, and where its marker is gone nobody knows whose it was; a removed one is none either. Both cost an attempt once: an
 * entry `unknown` that is newer accounts for them. Check runs are out of everybody's reach, so where there are any, what
 * became of comments does not matter.
 *
 * @param deletions when somebody else removed comments of ours
 * @throws GitHubError where it cannot be read
 */
export async function recordedAttempts(
  reader: GitHubReader,
  of: { readonly repository: string; readonly number: number; readonly key: string },
  deletions: readonly string[],
): Promise<RecordedAttempts> {
  const ours = (await authoredComments(reader, of)).filter(({ body }) => mayBeOurs(body, of.key));
  const checks = await attemptCheckRuns(reader, of).catch((error: unknown) => {
    // Without the permission none can have been written either.
    if (error instanceof GitHubError && error.status === 403) return [];
    throw error;
  });
  const inComments = ours.filter(({ editedByOthers }) => editedByOthers === undefined).map(attemptsIn);
  const broken = checks === 'incomplete' || inComments.includes(undefined);
  const fromComments = mergeEntries(...inComments.filter((entries) => entries !== undefined));
  if (checks !== 'incomplete' && checks.length > 0) {
    const known = fromComments.filter(({ outcome }) => outcome !== 'unknown');
    return { entries: mergeEntries(...checks, known), readable: true };
  }
  const accounted = Math.max(0, ...fromComments.filter(isUnknown).map(({ at }) => Date.parse(at)));
  const touched = [...deletions, ...ours.map(({ editedByOthers }) => editedByOthers)].filter((at) => at !== undefined);
  // GitHub tells seconds: what happened within the second of the entry may have come after it.
  const isTouched = touched.some((at) => !(Date.parse(at) + 1000 <= accounted));
  return { entries: fromComments, readable: !broken && !isTouched };
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

function mayBeOurs(body: string, key: string): boolean {
  return body.startsWith(markerOf(key)) || !anyMarker.test(body);
}

function isUnknown({ outcome }: AttemptEntry): boolean {
  return outcome === 'unknown';
}
