import type { GitObjects } from '../domain/git-objects.ts';

/** Whether a store has a commit with its files, so that they can be put on disk. */
export async function holdsCommit(objects: GitObjects, commit: string): Promise<boolean> {
  const tree = (await objects.commit(commit))?.tree;
  return tree !== undefined && (await objects.tree(tree)) !== undefined;
}
