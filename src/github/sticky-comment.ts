import { withAttempts } from './attempt-document.ts';
import { carriedAttempts } from './carried-attempts.ts';
import type { AttemptEntry } from '../domain/attempt.ts';
import { type CommentStamp, outdated, saysTheSame, stamped } from './comment-body.ts';
import { ownComments, type OwnComment } from './own-comments.ts';
import { GitHubError, type GitHubReader } from './rest.ts';
import type { GitHubWriter } from './writer.ts';

export type CommentOutcome =
  | 'created'
  | 'updated'
  | 'unchanged'
  /** There is none, and none was wanted. */
  | 'absent'
  /** The pull request moved on: this result is of an older commit. */
  | 'stale';

const ROUNDS = 5;

/**
 * Keeps exactly one comment of ours on a pull request, with this run's document in it. Looks again after each write, so
 * that an answer lost on the way is not written twice, and of two runs that wrote at once one comment remains.
 *
 * @throws GitHubError where GitHub refuses or stays away
 */
export async function stickyComment(of: {
  readonly reader: GitHubReader;
  readonly writer: Pick<GitHubWriter, 'createComment' | 'updateComment' | 'deleteComment'>;
  readonly repository: string;
  readonly number: number;
  readonly key: string;
  /** The document; begins with the key's marker. */
  readonly document: string;
  readonly stamp: CommentStamp;
  /** What this run knows of attempts; what the comment holds of them is carried over. */
  readonly attempts?: readonly AttemptEntry[];
  /** Whether to write one where there is none. */
  readonly create: boolean;
  /** The pull request's head is still the commit of this run. */
  readonly isCurrent: () => Promise<boolean>;
  readonly sleep: (ms: number) => Promise<void>;
}): Promise<CommentOutcome> {
  const document = stamped(of.document, of.key, of.stamp);
  let created: OwnComment | undefined;
  let lost: GitHubError | undefined;
  // The list may lag behind what somebody deleted.
  const removed = new Set<number>();
  let outcome: CommentOutcome = 'unchanged';
  for (let round = 0; round < ROUNDS; round += 1) {
    const listed = await ownComments(of.reader, of);
    const own = withCreated(listed, created).filter(({ id }) => !removed.has(id));
    if (own.length === 0 && !of.create) return 'absent';
    const mine = withAttempts(document, carriedAttempts(own, of.attempts ?? []));
    if (!(await of.isCurrent())) {
      // Where it moved on between the look and the write, what was just written must not pass for current.
      const hasWritten = outcome !== 'unchanged' || created !== undefined || lost !== undefined;
      const current = hasWritten ? own.find(({ body }) => saysTheSame(body, mine)) : undefined;
      if (current !== undefined) await gone(() => of.writer.updateComment(current.id, outdated(mine)));
      return 'stale';
    }

    const [kept, ...others] = own;
    if (kept === undefined) {
      const written = await create(of, mine);
      if (written instanceof GitHubError) {
        lost = written;
        await of.sleep(500 * 2 ** round);
      } else created = written;
      continue;
    }
    if ((created !== undefined || lost !== undefined) && outcome === 'unchanged') outcome = 'created';
    if (saysTheSame(kept.body, mine) && others.length === 0) return outcome;
    if (!saysTheSame(kept.body, mine)) {
      if (await gone(() => of.writer.updateComment(kept.id, mine))) removed.add(kept.id);
      else if (outcome !== 'created') outcome = 'updated';
      if (created?.id === kept.id) created = { id: kept.id, body: mine };
    }
    for (const { id } of others) {
      await gone(() => of.writer.deleteComment(id));
      removed.add(id);
    }
  }
  if (created === undefined && lost !== undefined) throw lost;
  return outcome;
}

/** What was just written counts even where the list does not show it yet. */
function withCreated(listed: readonly OwnComment[], created: OwnComment | undefined): readonly OwnComment[] {
  if (created === undefined || listed.some(({ id }) => id === created.id)) return listed;
  return [...listed, created];
}

/** The error where the answer was lost: whether it was written, the next look shows. */
async function create(of: Parameters<typeof stickyComment>[0], body: string): Promise<OwnComment | GitHubError> {
  try {
    return { id: await of.writer.createComment(of.number, body), body };
  } catch (error) {
    if (error instanceof GitHubError && (error.status === 0 || error.status >= 500)) return error;
    throw error;
  }
}

/** True where somebody removed it meanwhile. */
async function gone(write: () => Promise<void>): Promise<boolean> {
  try {
    await write();
    return false;
  } catch (error) {
    if (error instanceof GitHubError && error.status === 404) return true;
    throw error;
  }
}
