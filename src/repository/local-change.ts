import type { Change, Revision } from '../domain/change.ts';
import type { FileTree, RepositoryPort } from '../domain/ports.ts';
import { UsageError } from '../domain/usage-error.ts';
import type { LocalRepository } from './local-repository.ts';

export interface LocalChangeOptions {
  /** Revision that the base is found from; the default branch where not given. */
  readonly base?: string;
  /** The base is that very revision, not where it and the head part: a release has no branch to land on. */
  readonly isExact?: boolean;
  /** Revision under test, or `WORKTREE`: the files as they lie on disk. */
  readonly head: string;
  /** Enters the sampling seed; the head's branch where not given. */
  readonly seedKey?: string;
}

/**
 * A change on a developer's machine as two trees. The base is the merge base of `base` and the head, as a pull request
 * would have it; uncommitted work on the default branch itself is compared with HEAD.
 */
export function localChange(repository: LocalRepository, options: LocalChangeOptions): RepositoryPort {
  let finding: Promise<Revision> | undefined;
  // On its own: whoever only reads the head needs no base, and neither a default branch nor a merge base.
  const revision = (): Promise<Revision> => (finding ??= headRevision(repository, options.head));
  let loading: Promise<Change> | undefined;
  const change = (): Promise<Change> => (loading ??= revision().then((head) => loadChange(repository, options, head)));
  const treeOf = (side: 'base' | 'head', of: Revision): FileTree =>
    repository.tree(of.tree, `${side} ${describeRevision(of)}`);
  let base: Promise<FileTree> | undefined;
  let head: Promise<FileTree> | undefined;
  return {
    change,
    base: () => (base ??= change().then((loaded) => treeOf('base', loaded.base))),
    head: () => (head ??= revision().then((found) => treeOf('head', found))),
    canCheckOutBase: () => Promise.resolve(true),
  };
}

async function loadChange(repository: LocalRepository, options: LocalChangeOptions, head: Revision): Promise<Change> {
  const base = await baseRevision(repository, options, head.commit);
  return {
    repository: await repository.name(),
    seedKey: options.seedKey ?? (await branchUnderTest(repository, options.head)) ?? 'detached',
    base,
    head,
    files: await repository.diff(base.tree, head.tree),
  };
}

async function headRevision(repository: LocalRepository, head: string): Promise<Revision> {
  if (head === 'WORKTREE') {
    const [commit, tree] = await Promise.all([repository.resolve('HEAD'), repository.worktreeTree()]);
    return { commit, ...tree };
  }
  const commit = await repository.resolve(head);
  return { commit, tree: await repository.treeOf(commit), dirty: false };
}

async function baseRevision(repository: LocalRepository, options: LocalChangeOptions, head: string): Promise<Revision> {
  const commit = await baseCommit(repository, options, head);
  return { commit, tree: await repository.treeOf(commit), dirty: false };
}

async function baseCommit(repository: LocalRepository, options: LocalChangeOptions, head: string): Promise<string> {
  if (options.base !== undefined && options.isExact === true) return repository.resolve(options.base);
  if (options.base !== undefined) return repository.mergeBase(await repository.resolve(options.base), head);
  const landing = await repository.defaultBranch();
  if (landing === undefined) {
    throw new UsageError({
      where: '--base',
      path: '',
      expected: 'a revision to compare with',
      received: 'none, and no default branch was found (origin/HEAD, init.defaultBranch, main, master)',
      mend: 'pass `--base REV`',
    });
  }
  if (options.head === 'WORKTREE' && (await repository.headBranch()) === landing.name) return head;
  return repository.mergeBase(await repository.resolve(landing.revision), head);
}

/** Undefined where no branch stands there. */
export function branchUnderTest(
  repository: Pick<LocalRepository, 'headBranch' | 'branchOf'>,
  head: string,
): Promise<string | undefined> {
  return head === 'WORKTREE' ? repository.headBranch() : repository.branchOf(head);
}

function describeRevision(revision: Revision): string {
  return `${revision.commit.slice(0, 7)}${revision.dirty ? ' with uncommitted work' : ''}`;
}
