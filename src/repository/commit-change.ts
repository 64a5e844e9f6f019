import type { Change, ChangedFile, PullRequest } from '../domain/change.ts';
import { type GitObjects, objectsMend, type TreeEntry } from '../domain/git-objects.ts';
import type { FileTree, RepositoryPort } from '../domain/ports.ts';
import { UsageError } from '../domain/usage-error.ts';
import { objectTree } from './object-tree.ts';

/**
 * A change between two commits known by their ids, read from wherever their objects are: what a check on a server has.
 * The work tree plays no part.
 */
export function commitChange(
  objects: GitObjects,
  of: {
    readonly repository: string;
    readonly seedKey: string;
    readonly base: string;
    readonly head: string;
    readonly pullRequest?: PullRequest;
  },
  checkout: { canCheckOut(commit: string): Promise<boolean> },
): RepositoryPort {
  let loading: Promise<Change> | undefined;
  const change = (): Promise<Change> => (loading ??= loadChange(objects, of));
  const treeOf = async (side: 'base' | 'head'): Promise<FileTree> => {
    const { commit, tree } = (await change())[side];
    return objectTree(objects, tree, `${side} ${commit.slice(0, 7)}`, objectsMend);
  };
  let base: Promise<FileTree> | undefined;
  let head: Promise<FileTree> | undefined;
  return {
    change,
    base: () => (base ??= treeOf('base')),
    head: () => (head ??= treeOf('head')),
    canCheckOutBase: () => checkout.canCheckOut(of.base),
  };
}

async function loadChange(objects: GitObjects, of: Parameters<typeof commitChange>[1]): Promise<Change> {
  const [base, head] = await Promise.all([loadSide(objects, 'base', of.base), loadSide(objects, 'head', of.head)]);
  return {
    repository: of.repository,
    seedKey: of.seedKey,
    base: { commit: of.base, tree: base.tree, dirty: false },
    head: { commit: of.head, tree: head.tree, dirty: false },
    files: base.tree === head.tree ? [] : entryDiff(base.entries, head.entries),
    ...(of.pullRequest === undefined ? {} : { pullRequest: of.pullRequest }),
  };
}

async function loadSide(
  objects: GitObjects,
  side: string,
  commit: string,
): Promise<{ readonly tree: string; readonly entries: ReadonlyMap<string, TreeEntry> }> {
  const tree = (await objects.commit(commit))?.tree;
  const entries = tree === undefined ? undefined : await objects.tree(tree);
  if (tree !== undefined && entries !== undefined) return { tree, entries };
  throw new UsageError({
    where: `${side} ${commit.slice(0, 7)}`,
    path: '',
    expected: 'a commit that can be read from the checkout or from GitHub',
    received: 'none',
    mend: objectsMend,
  });
}

/** Path by path. A file that moved is one removed and one added: what is relevant hangs on both names. */
function entryDiff(base: ReadonlyMap<string, TreeEntry>, head: ReadonlyMap<string, TreeEntry>): readonly ChangedFile[] {
  const paths = [...new Set([...base.keys(), ...head.keys()])].sort();
  return paths.flatMap((path): readonly ChangedFile[] => {
    const [before, after] = [base.get(path), head.get(path)];
    if (before === undefined) return [{ path, status: 'added' }];
    if (after === undefined) return [{ path, status: 'removed' }];
    return before.id === after.id && before.kind === after.kind ? [] : [{ path, status: 'modified' }];
  });
}
