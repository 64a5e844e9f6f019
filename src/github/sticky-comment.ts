import { type CommentStamp, isLater, outdated, saysTheSame, stamped, stampOf } from './comment-body.ts';
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
  | 'stale'
  /** A later run of the same commit has already told its result. */
  | 'superseded';

const ROUNDS = 5;

/**
 * Keeps exactly one comment of ours on a pull request, with this run's document in it. Looks again after each write, so
 * that an answer lost on the way is not written twice, and that of two runs which wrote at once the later one's remains.
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
  /** Whether to write one where there is none. */
  readonly create: boolean;
  /** The pull request's head is still the commit of this run. */
  readonly isCurrent: () => Promise<boolean>;
  readonly sleep: (ms: number) => Promise<void>;
}): Promise<CommentOutcome> {
  const mine = stamped(of.document, of.key, of.stamp);
  let created: OwnComment | undefined;
  let outcome: CommentOutcome = 'unchanged';
  for (let round = 0; round < ROUNDS; round += 1) {
    const listed = await ownComments(of.reader, of);
    const own = withCreated(listed, created);
    if (own.length === 0 && !of.create) return 'absent';
    if (!(await of.isCurrent())) {
      // Where it moved on between the look and the write, what was just written must not pass for current.
      const written = outcome === 'unchanged' ? undefined : own.find(({ body }) => saysTheSame(body, mine));
      if (written !== undefined) await gone(() => of.writer.updateComment(written.id, outdated(mine)));
      return 'stale';
    }

    const later = own.find(({ body }) => isLaterThan(body, of.stamp));
    const [kept, ...others] = own;
    if (kept === undefined) {
      created = await tryCreate(of, mine);
      outcome = 'created';
      if (created === undefined) await of.sleep(500 * 2 ** round);
      continue;
    }
    const wanted = later?.body ?? mine;
    if (saysTheSame(kept.body, wanted) && others.length === 0) return later === undefined ? outcome : 'superseded';
    if (!saysTheSame(kept.body, wanted)) {
      const removed = await gone(() => of.writer.updateComment(kept.id, wanted));
      if (!removed && outcome !== 'created') outcome = 'updated';
      if (created?.id === kept.id) created = removed ? undefined : { id: kept.id, body: wanted };
    }
    for (const { id } of others) {
      await gone(() => of.writer.deleteComment(id));
      if (created?.id === id) created = undefined;
    }
  }
  return outcome;
}

/** What was just written counts even where the list does not show it yet. */
function withCreated(listed: readonly OwnComment[], created: OwnComment | undefined): readonly OwnComment[] {
  if (created === undefined || listed.some(({ id }) => id === created.id)) return listed;
  return [...listed, created];
}

function isLaterThan(body: string, mine: CommentStamp): boolean {
  const stamp = stampOf(body);
  return stamp !== undefined && isLater(stamp, mine);
}

/** Undefined where the answer was lost: whether it was written, the next look shows. */
async function tryCreate(of: Parameters<typeof stickyComment>[0], body: string): Promise<OwnComment | undefined> {
  try {
    return { id: await of.writer.createComment(of.number, body), body };
  } catch (error) {
    if (error instanceof GitHubError && (error.status === 0 || error.status >= 500)) return undefined;
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
