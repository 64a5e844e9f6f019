import type { Change, ChangedFile } from '../domain/change.ts';
import type { FileTree, RepositoryPort } from '../domain/ports.ts';
import { UsageError } from '../domain/usage-error.ts';

/**
 * A repository seen from one of its folders, as a monorepo's package is: paths of both trees are relative to it, and of the
 * change only what touches it is left. Nobody above needs to know where the repository begins.
 *
 * @param folder repository path without `.`, `..` or a slash at its ends; '' is the repository itself
 */
export function belowFolder(repository: RepositoryPort, folder: string): RepositoryPort {
  if (folder === '') return repository;
  let changing: Promise<Change> | undefined;
  let base: Promise<FileTree> | undefined;
  let head: Promise<FileTree> | undefined;
  return {
    change: () => (changing ??= repository.change().then((change) => changeBelow(change, folder))),
    base: () => (base ??= repository.base().then((tree) => treeBelow(tree, folder))),
    head: () => (head ??= repository.head().then((tree) => treeBelow(tree, folder))),
    canCheckOutBase: () => repository.canCheckOutBase(),
  };
}

function changeBelow(change: Change, folder: string): Change {
  return { ...change, folder, files: change.files.flatMap((file) => fileBelow(file, folder)) };
}

/** What crosses the border came from nowhere, or went there. */
function fileBelow({ path, status, previousPath }: ChangedFile, folder: string): readonly ChangedFile[] {
  const inside = within(folder, path);
  const before = previousPath === undefined ? undefined : within(folder, previousPath);
  if (inside === undefined) return before === undefined ? [] : [{ path: before, status: 'removed' }];
  if (previousPath === undefined) return [{ path: inside, status }];
  return [before === undefined ? { path: inside, status: 'added' } : { path: inside, status, previousPath: before }];
}

/** The same of one tree. */
export function treeBelow(tree: FileTree, folder: string): FileTree {
  if (folder === '') return tree;
  const at = (path: string): string => (path === '' || path === '.' ? folder : `${folder}/${path}`);
  return {
    name: `${folder} of ${tree.name}`,
    folder,
    read: (path) => seenFrom(folder, tree.read(at(path))),
    list: async (directory) => {
      const paths = await seenFrom(folder, tree.list(at(directory)));
      return paths.flatMap((path) => within(folder, path) ?? []);
    },
  };
}

/** The path from the folder on; undefined where it lies elsewhere. */
function within(folder: string, path: string): string | undefined {
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : undefined;
}

/** What is wrong inside is named as everybody inside names it. */
async function seenFrom<Value>(folder: string, reading: Promise<Value>): Promise<Value> {
  try {
    return await reading;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const issues = error.issues.map((issue) => ({ ...issue, where: within(folder, issue.where) ?? issue.where }));
    throw new UsageError(issues, { cause: error });
  }
}
