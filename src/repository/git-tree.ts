import type { FileTree } from '../domain/ports.ts';
import { UsageError } from '../domain/usage-error.ts';
import type { Git } from './git.ts';
import type { ObjectReader } from './object-reader.ts';

/** Bytes a file may have to be read: prompts, suites and baselines are far below. */
export const largestFile = 10_000_000;

/**
 * The files of one git tree. Binary content reads as UTF-8 with replacement characters; a submodule is no file.
 * A symbolic link is refused where it is read or passed through: a change could point it anywhere.
 *
 * @param treeish Object id of a commit or tree.
 * @param name For messages: `base 3f9c2ab`.
 */
export function gitTree(git: Git, objects: ObjectReader, treeish: string, name: string): FileTree {
  let loading: Promise<ReadonlyMap<string, Entry>> | undefined;
  const entries = (): Promise<ReadonlyMap<string, Entry>> => (loading ??= loadEntries(git, treeish));

  return {
    name,
    async read(path) {
      const all = await entries();
      refuseSymlinks(all, path, name);
      const entry = all.get(path);
      if (entry === undefined || entry.kind !== 'file') return undefined;
      const object = await objects.read(entry.id);
      if (object.kind === 'text') return object.text;
      throw unreadable(path, name, object);
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

interface Entry {
  readonly kind: 'file' | 'symlink' | 'submodule';
  readonly id: string;
}

async function loadEntries(git: Git, treeish: string): Promise<ReadonlyMap<string, Entry>> {
  const listing = await git.run(['ls-tree', '-r', '-z', '--full-tree', treeish]);
  const entries = new Map<string, Entry>();
  for (const record of listing.split('\0')) {
    const match = /^(\d{6}) \w+ ([0-9a-f]+)\t(.+)$/s.exec(record);
    if (match === null) continue;
    const [, mode = '', id = '', path = ''] = match;
    entries.set(path, { kind: mode === '120000' ? 'symlink' : mode === '160000' ? 'submodule' : 'file', id });
  }
  return entries;
}

function refuseSymlinks(entries: ReadonlyMap<string, Entry>, path: string, tree: string): void {
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
  object: { readonly kind: 'missing' } | { readonly kind: 'too-large'; readonly bytes: number },
): UsageError {
  if (object.kind === 'too-large') {
    return new UsageError({
      where: path,
      path: '',
      expected: `a file of at most ${largestFile / 1e6} MB`,
      received: `${(object.bytes / 1e6).toFixed(1)} MB in ${tree}`,
      mend: 'split it or keep it out of the suite',
    });
  }
  return new UsageError({
    where: path,
    path: '',
    expected: 'its content in the local clone',
    received: `an object of ${tree} that git cannot read here (a partial clone, or damage)`,
    mend: 'clone again without `--filter`',
  });
}
