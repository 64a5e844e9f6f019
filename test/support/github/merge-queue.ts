import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { gitText } from './git.ts';

/** How a merge queue puts a pull request on its base: a merge commit, its commits copied, or one commit. */
export type MergeQueueMethod = 'merge' | 'rebase' | 'squash';

/** A branch as a merge queue makes it, with what its `merge_group` event says. */
export interface MergeQueueBranch {
  /** `gh-readonly-queue/main/pr-7-<base sha>` */
  readonly headRef: string;
  readonly headSha: string;
  readonly baseRef: string;
  readonly baseSha: string;
}

export async function mergeQueueBranch(options: {
  readonly server: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly number: number;
  readonly baseRef: string;
  readonly baseSha: string;
  readonly headSha: string;
  readonly method: MergeQueueMethod;
}): Promise<MergeQueueBranch> {
  const { server, environment, number, baseRef, baseSha, headSha, method } = options;
  const run = (...args: readonly string[]): Promise<string> => gitText(server, args, environment);
  const onBase = async (parents: readonly string[], message: string): Promise<string> => {
    const tree = await run('merge-tree', '--write-tree', baseSha, headSha);
    return run('commit-tree', tree, ...parents.flatMap((parent) => ['-p', parent]), '-m', message);
  };
  const headRef = `gh-readonly-queue/${baseRef}/pr-${number}-${baseSha}`;
  const made =
    method === 'merge'
      ? await onBase([baseSha, headSha], `Merge pull request #${number}`)
      : method === 'squash'
        ? await onBase([baseSha], `Pull request ${number} (#${number})`)
        : await rebased(run, baseSha, headSha);
  await run('update-ref', `refs/heads/${headRef}`, made);
  return { headRef, headSha: made, baseRef, baseSha };
}

/** The head's own commits, copied onto the base one by one. */
async function rebased(
  run: (...args: readonly string[]) => Promise<string>,
  baseSha: string,
  headSha: string,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'steelyard-rebase-'));
  const worktree = join(folder, 'tree');
  try {
    await run('worktree', 'add', '--quiet', '--detach', worktree, baseSha);
    await run('-C', worktree, 'cherry-pick', '--allow-empty', `${baseSha}..${headSha}`);
    return await run('-C', worktree, 'rev-parse', 'HEAD');
  } finally {
    await run('worktree', 'remove', '--force', worktree);
    await rm(folder, { recursive: true, force: true });
  }
}
