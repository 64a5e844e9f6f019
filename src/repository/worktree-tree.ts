import { copyFile, mkdtemp, rm, stat, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { UsageError } from '../domain/usage-error.ts';
import { type Git, GitError } from './git.ts';

/**
 * Writes what `git add -A && git commit` would commit now as a tree object: changed, staged and untracked files, but
 * for what .gitignore names. Works on a copy of the index, so that neither the user's index nor the work tree is
 * touched; only unreferenced objects are added, which git clears away in time.
 *
 * @returns `tree`, the tree's id, and `dirty`: it differs from HEAD's.
 */
export async function worktreeTree(git: Git): Promise<{ readonly tree: string; readonly dirty: boolean }> {
  const folder = await mkdtemp(join(tmpdir(), 'steelyard-index-'));
  try {
    const index = join(folder, 'index');
    const [path = '', committed = ''] = (await git.run(['rev-parse', '--git-path', 'index', 'HEAD^{tree}'])).split(
      '\n',
    );
    await copyIndex(git, resolve(git.directory, path), index);
    const environment = { GIT_INDEX_FILE: index };
    await git.run([...addFlags, 'add', '--all'], environment);
    const tree = (await git.run([...addFlags, 'write-tree'], environment)).trim();
    return { tree, dirty: tree !== committed };
  } catch (error) {
    throw error instanceof GitError ? unwritable(git, error) : error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const addFlags = [
  // The copy stands alone: a split index would write its other half beside the user's.
  '-c',
  'core.splitIndex=false',
  '-c',
  'core.safecrlf=false',
  '-c',
  'advice.addEmbeddedRepo=false',
];

/** Starting from the user's index spares re-hashing every file, and keeps what was added by force. */
async function copyIndex(git: Git, index: string, copy: string): Promise<void> {
  const status = await stat(index).catch(() => undefined);
  if (status === undefined) {
    await git.run(['read-tree', 'HEAD'], { GIT_INDEX_FILE: copy });
    return;
  }
  await copyFile(index, copy);
  // Git looks again at a file no older than its index. A younger copy would hide an edit of the same second and size.
  const seconds = Math.floor(status.mtimeMs / 1000);
  await utimes(copy, seconds, seconds);
}

function unwritable(git: Git, cause: GitError): UsageError {
  const issue = {
    where: '--head WORKTREE',
    path: '',
    expected: `a work tree git can read and an object store it can write in ${git.directory}`,
    received: cause.stderr.trim().split('\n').join(' '),
    mend: 'make `git add --all --dry-run` succeed there, or commit and pass `--head HEAD`',
  };
  return new UsageError(issue, { cause });
}
