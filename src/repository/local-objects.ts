import { entryKind, type GitObjects, type TreeEntry } from '../domain/git-objects.ts';
import type { Git } from './git.ts';
import type { ObjectReader } from './object-reader.ts';

/**
 * The objects of the local store. What a shallow or partial clone left out is undefined, never fetched. Parents are read
 * from the commit object itself: at the edge of a shallow clone git's own log would show none.
 */
export function localObjects(git: Git, reader: ObjectReader): GitObjects {
  return {
    async commit(id) {
      const object = await reader.read(id);
      return object.kind === 'text' ? parseCommit(object.text) : undefined;
    },
    async tree(id) {
      const listing = await git.ask(['ls-tree', '-r', '-z', '--full-tree', id]);
      return listing === undefined ? undefined : parseTree(listing);
    },
    async blob(id) {
      const object = await reader.read(id);
      return object.kind === 'missing' ? undefined : object;
    },
  };
}

function parseCommit(text: string): { readonly tree: string; readonly parents: readonly string[] } | undefined {
  const [header = ''] = text.split('\n\n', 1);
  const tree = /^tree ([0-9a-f]+)$/m.exec(header)?.[1];
  if (tree === undefined) return undefined;
  return { tree, parents: Array.from(header.matchAll(/^parent ([0-9a-f]+)$/gm), (match) => match[1] ?? '') };
}

function parseTree(listing: string): ReadonlyMap<string, TreeEntry> {
  const entries = new Map<string, TreeEntry>();
  for (const record of listing.split('\0')) {
    const match = /^(\d{6}) \w+ ([0-9a-f]+)\t(.+)$/s.exec(record);
    if (match === null) continue;
    const [, mode = '', id = '', path = ''] = match;
    entries.set(path, { kind: entryKind(mode), id });
  }
  return entries;
}
