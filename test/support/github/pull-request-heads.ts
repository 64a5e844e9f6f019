import type { GitPerson } from './git-objects.ts';
import { now, type FakePullRequest } from './github-state.ts';
import { numericId } from './people.ts';
import type { RepositoryParts } from './ref-moves.ts';

/** A branch that moved; undefined where it did not exist before, or does not any more. */
export interface BranchMove {
  readonly branch: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
  readonly by: string;
}

/**
 * What GitHub does with the open pull requests of a branch that moved: their head moves, and those that have no commit
 * beyond their base any more, or no branch, are closed. Those whose commits the branch now holds count as merged.
 */
export async function followBranch(move: BranchMove, parts: RepositoryParts): Promise<void> {
  const { repository, state, objects } = parts;
  const open = [...state.pullRequests.values()].filter((pull) => pull.state === 'open');
  for (const pull of open) {
    if (pull.head.repository === repository.fullName && pull.head.ref === move.branch) {
      if (move.after === undefined) close(pull);
      else await moveHead(pull, move.after, move, parts);
    } else if (pull.base.ref === move.branch && move.after !== undefined) {
      if ((await objects.mergeBase(pull.head.sha, move.after)) !== pull.head.sha) continue;
      const landed = await objects.commitsBetween(pull.base.sha, pull.head.sha);
      markMerged(pull, move.after, landed);
    }
  }
}

async function moveHead(
  pull: FakePullRequest,
  sha: string,
  { before, by }: BranchMove,
  parts: RepositoryParts,
): Promise<void> {
  const { objects } = parts;
  // Somebody may have told the story by hand: only what it lacks is added.
  const told = pull.timeline.some(({ kind }) => kind === 'commit' || kind === 'force-push');
  if (told && before !== undefined) {
    const gone = await objects.commitsBetween(sha, before);
    const isGone = new Set(gone);
    pull.timeline = pull.timeline.filter((event) => event.kind !== 'commit' || !isGone.has(event.sha));
    if (gone.length > 0) {
      pull.timeline.push({ kind: 'force-push', actor: by, at: now(), before: gone.toReversed() });
    }
    for (const added of await objects.commitsBetween(before, sha)) pull.timeline.push({ kind: 'commit', sha: added });
  }
  pull.head.sha = sha;
  await keepRefs(pull, parts);
  const base = await objects.resolve(`refs/heads/${pull.base.ref}`);
  if (base !== undefined && (await objects.mergeBase(base, sha)) === sha) close(pull);
}

/** Writes refs/pull/N/head and refs/pull/N/merge of a pull request as its branches are now. */
export async function keepRefs(pull: FakePullRequest, { objects, refs, writing }: RepositoryParts): Promise<void> {
  const { sha } = pull.head;
  const base = (await objects.resolve(`refs/heads/${pull.base.ref}`)) ?? pull.base.sha;
  pull.base.sha = base;
  const tree = await writing.mergedTree(base, sha);
  pull.mergeSha = null;
  const updates = [{ ref: `refs/pull/${pull.number}/head`, after: sha }];
  if (tree !== undefined) {
    const author = gitPerson('GitHub');
    const message = `Merge ${sha} into ${base}`;
    pull.mergeSha = await writing.commit({ tree, parents: [base, sha], message, author, committer: author });
    updates.push({ ref: `refs/pull/${pull.number}/merge`, after: pull.mergeSha });
  }
  const refused = await refs.update(updates);
  if (refused !== undefined) throw new Error(`expected to write refs/pull/${pull.number}, git says: ${refused}`);
}

export function close(pull: FakePullRequest): void {
  pull.state = 'closed';
  pull.closedAt = now();
}

/** @param landed The commits of the base, and of the branch, that came with it. */
export function markMerged(pull: FakePullRequest, mergeSha: string, landed: readonly string[]): void {
  close(pull);
  pull.merged = true;
  pull.mergedAt = pull.closedAt;
  pull.mergeSha = mergeSha;
  pull.landed = [...new Set(landed)];
}

/** Who commits through the API: an account with the address that GitHub gives it. */
export function gitPerson(login: string): GitPerson {
  const email = `${numericId(login)}+${login}@users.noreply.github.com`;
  return { name: login, email: login === 'GitHub' ? 'noreply@github.com' : email, date: now() };
}
