import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Git } from './git.ts';

/** A commit's files on disk, for command targets that need a build of the base. */
export interface Materialised {
  readonly directory: string;
  /** Removes the folder and git's record of it. Safe to call twice. */
  remove(): Promise<void>;
}

/** Checks a commit out beside the user's work tree (`git worktree`, detached, no hooks) in a temporary folder. */
export async function materialise(git: Git, commit: string): Promise<Materialised> {
  const parent = await realpath(await mkdtemp(join(tmpdir(), 'steelyard-base-')));
  const directory = join(parent, 'worktree');
  const remove = async (): Promise<void> => {
    await git.ask(['worktree', 'remove', '--force', '--force', directory]);
    await rm(parent, { recursive: true, force: true });
  };
  try {
    await git.run(['worktree', 'add', '--quiet', '--detach', directory, commit]);
  } catch (error) {
    await remove();
    throw error;
  }
  return { directory, remove };
}
