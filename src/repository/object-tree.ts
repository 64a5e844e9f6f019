import { type BlobContent, type GitObjects, largestFile, type TreeEntry } from '../domain/git-objects.ts';
import type { FileTree } from '../domain/ports.ts';
import { UsageError } from '../domain/usage-error.ts';

/**
 * The files of one git tree. Binary content reads as UTF-8 with replacement characters; a submodule is no file.
 * A symbolic link is refused where it is read or passed through: a change could point it anywhere.
 *
 * @param treeish Object id of a commit or tree.
 * @param name For messages: `base 3f9c2ab`.
 * @param mend What to do where an object is in none of the stores.
 */
export function objectTree(objects: GitObjects, treeish: string, name: string, mend: string): FileTree {
  let loading: Promise<ReadonlyMap<string, TreeEntry>> | undefined;
  const entries = (): Promise<ReadonlyMap<string, TreeEntry>> => (loading ??= loadEntries());

  async function loadEntries(): Promise<ReadonlyMap<string, TreeEntry>> {
    const found = await objects.tree(treeish);
    if (found !== undefined) return found;
    throw new UsageError({ where: name, path: '', expected: 'a tree that can be read', received: 'none', mend });
  }

  return {
    name,
    async read(path) {
      const all = await entries();
      refuseSymlinks(all, path, name);
      const entry = all.get(path);
      if (entry === undefined || entry.kind !== 'file') return undefined;
      const content = await objects.blob(entry.id);
      if (content?.kind === 'text') return content.text;
      throw unreadable(path, name, content, mend);
    },
    async list(directory) {
      const all = await entries();
      const folder = directory.replace(/\/+$/, '');
      refuseSymlinks(all, folder, name);
      const files = [...all].filter(([path, entry]) => entry.kind === 'file' && isBelow(path, folder));
      return files.map(([path]) => path).sort();
    },
  };
}

function refuseSymlinks(entries: ReadonlyMap<string, TreeEntry>, path: string, tree: string): void {
  const parts = path.split('/');
  for (let length = 1; length <= parts.length; length += 1) {
    const prefix = parts.slice(0, length).join('/');
    if (entries.get(prefix)?.kind !== 'symlink') continue;
    throw new UsageError({
      where: prefix,
      path: '',
      expected: 'a regular file or folder',
      received: `a symbolic link in ${tree}`,
      mend: 'commit the file itself in its place',
    });
  }
}

function isBelow(path: string, folder: string): boolean {
  return folder === '' || folder === '.' || path.startsWith(`${folder}/`);
}

function unreadable(
  path: string,
  tree: string,
  content: Extract<BlobContent, { kind: 'too-large' }> | undefined,
  mend: string,
): UsageError {
  if (content !== undefined) {
    return new UsageError({
      where: path,
      path: '',
      expected: `a file of at most ${largestFile / 1e6} MB`,
      received: `${(content.bytes / 1e6).toFixed(1)} MB in ${tree}`,
      mend: 'split it or keep it out of the suite',
    });
  }
  return new UsageError({
    where: path,
    path: '',
    expected: 'its content',
    received: `an object of ${tree} that cannot be read here (a partial clone, or damage)`,
    mend,
  });
}
