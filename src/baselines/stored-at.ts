import type { Baseline } from '../domain/baseline.ts';
import type { FileTree } from '../domain/ports.ts';
import { UsageError } from '../domain/usage-error.ts';
import { baselineStore } from './read-baseline.ts';

/**
 * The baseline of a suite in a tree: undefined where there is none, `unreadable` where one is there that a refresh mends by
 * writing it anew. A link in its place is an error: what is written there would go elsewhere.
 */
export async function storedAt(
  tree: FileTree,
  directory: string,
  suite: string,
): Promise<Baseline | 'unreadable' | undefined> {
  await tree.list(`${directory.replace(/\/+$/, '')}/${suite}`);
  try {
    return await baselineStore(tree, directory).load(suite);
  } catch (error) {
    if (error instanceof UsageError) return 'unreadable';
    throw error;
  }
}
