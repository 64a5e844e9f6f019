import { stat } from 'node:fs/promises';
import type { ChangedFile } from '../domain/change.ts';
import { type GitObjects, largestFile } from '../domain/git-objects.ts';
import type { FileTree } from '../domain/ports.ts';
import { UsageError } from '../domain/usage-error.ts';
import { branchOf, type DefaultBranch, defaultBranch, headBranch } from './branches.ts';
import { changedFiles } from './changed-files.ts';
import { type Git, GitError, gitIn } from './git.ts';
import { localObjects } from './local-objects.ts';
import { type Materialised, materialise } from './materialise.ts';
import { mergeBase } from './merge-base.ts';
import { objectReader } from './object-reader.ts';
import { objectTree } from './object-tree.ts';
import { repositoryName } from './repository-name.ts';
import { resolveRevision } from './resolve-revision.ts';
import { worktreeTree } from './worktree-tree.ts';

/** A git repository on this machine, read as objects. Nothing here fetches, runs hooks or changes what the user sees. */
export interface LocalRepository {
  /** The work tree's top folder. */
  readonly directory: string;
  /** `owner/name` from origin's address, else the folder's name. */
  name(): Promise<string>;
  /** The commit a revision stands for; UsageError with the nearest name where it is unknown. */
  resolve(revision: string): Promise<string>;
  /** The tree id of a commit. */
  treeOf(commit: string): Promise<string>;
  /** What the local store holds. */
  readonly objects: GitObjects;
  /** The files of a commit or tree. `name` is for messages; its short id where not given. */
  tree(treeish: string, name?: string): FileTree;
  /** The work tree as a tree object, untracked files included, ignored ones not. */
  worktreeTree(): Promise<{ readonly tree: string; readonly dirty: boolean }>;
  mergeBase(one: string, other: string): Promise<string>;
  defaultBranch(): Promise<DefaultBranch | undefined>;
  headBranch(): Promise<string | undefined>;
  branchOf(revision: string): Promise<string | undefined>;
  /** Between two commits or trees, renames found. */
  diff(from: string, to: string): Promise<readonly ChangedFile[]>;
  materialise(commit: string): Promise<Materialised>;
  /** Ends the git process that reads objects. The repository stays usable. */
  close(): void;
}

/**
 * Opens the repository that `directory` lies in.
 *
 * @throws UsageError where there is no git, no repository, no work tree or no commit yet.
 */
export async function openRepository(
  directory: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<LocalRepository> {
  const git = gitIn(await topOfHistory(directory, environment), environment);
  const reader = objectReader(git, largestFile);
  const objects = localObjects(git, reader);
  return {
    directory: git.directory,
    name: () => repositoryName(git),
    resolve: (revision) => resolveRevision(git, revision),
    treeOf: async (commit) => (await git.run(['rev-parse', '--verify', `${commit}^{tree}`])).trim(),
    objects,
    tree: (treeish, name = treeish.slice(0, 7)) => objectTree(objects, treeish, name, 'clone again without `--filter`'),
    worktreeTree: () => worktreeTree(git),
    mergeBase: (one, other) => mergeBase(git, one, other),
    defaultBranch: () => defaultBranch(git),
    headBranch: () => headBranch(git),
    branchOf: (revision) => branchOf(git, revision),
    diff: (from, to) => changedFiles(git, from, to),
    materialise: (commit) => materialise(git, commit),
    close: () => reader.close(),
  };
}

/** The top folder of a repository that has a commit. One git process where all is well; more to say what is not. */
async function topOfHistory(directory: string, environment: Git['environment'] | NodeJS.ProcessEnv): Promise<string> {
  const folder = await stat(directory).catch(() => undefined);
  const found =
    folder?.isDirectory() === true
      ? await gitIn(directory, environment).ask(['rev-parse', '--show-toplevel', 'HEAD^{commit}'])
      : undefined;
  const top = found === undefined ? undefined : /^(?<top>[\s\S]+)\n[0-9a-f]{40,64}\n$/.exec(found)?.groups?.['top'];
  if (top !== undefined) return top;
  const where = await topFolder(directory, environment);
  throw new UsageError({
    where,
    path: '',
    expected: 'a git repository with at least one commit',
    received: 'one without',
    mend: 'commit what should be the base first',
  });
}

async function topFolder(directory: string, environment: Git['environment'] | NodeJS.ProcessEnv): Promise<string> {
  const status = await stat(directory).catch(() => undefined);
  if (status?.isDirectory() !== true) {
    throw notARepository(
      directory,
      status === undefined ? 'nothing there' : 'a file',
      'name the folder of the repository',
    );
  }
  try {
    return (await gitIn(directory, environment).run(['rev-parse', '--show-toplevel'])).replace(/\n$/, '');
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    if (error.stderr.includes('dubious ownership')) {
      const mend = `run \`git config --global --add safe.directory ${directory}\``;
      throw notARepository(directory, 'one that belongs to another user', mend, error);
    }
    if (error.stderr.includes('must be run in a work tree')) {
      throw notARepository(directory, 'a bare repository', 'run in a clone of it', error);
    }
    throw notARepository(
      directory,
      'a folder that is not in one',
      'run inside a clone, or `git init` and commit',
      error,
    );
  }
}

function notARepository(directory: string, received: string, mend: string, cause?: unknown): UsageError {
  return new UsageError({ where: directory, path: '', expected: 'a git repository', received, mend }, { cause });
}
