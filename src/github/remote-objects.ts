import { createHash } from 'node:crypto';
import type { Json } from '../domain/json.ts';
import { type BlobContent, entryKind, type GitObjects, largestFile, type TreeEntry } from '../domain/git-objects.ts';
import { jsonAt, textAt } from '../text/json-at.ts';
import { isJsonArray } from '../text/json-kind.ts';
import { type GitHubReader, GitHubError } from './rest.ts';

/** A repository's objects from GitHub's API, by id: what a shallow checkout left out. Needs `contents: read`. */
export function remoteObjects(reader: GitHubReader, repository: string): GitObjects {
  const root = `/repos/${repository}/git`;
  // Both sides of a change share most of their files.
  const blobs = new Map<string, Promise<BlobContent | undefined>>();
  const loadBlob = async (id: string): Promise<BlobContent | undefined> => {
    const blob = await reader.get(`${root}/blobs/${id}`);
    return blob === undefined ? undefined : contentOf(blob, id);
  };
  return {
    async commit(id) {
      const commit = await reader.get(`${root}/commits/${id}`);
      const tree = textAt(commit, 'tree', 'sha');
      if (tree === undefined) return undefined;
      const parents = jsonAt(commit, 'parents');
      return { tree, parents: (isJsonArray(parents) ? parents : []).map((parent) => textAt(parent, 'sha') ?? '') };
    },
    async tree(id) {
      const entries = new Map<string, TreeEntry>();
      const found = await collect(reader, root, { id, prefix: '' }, entries);
      return found ? entries : undefined;
    },
    blob(id) {
      const asked = blobs.get(id) ?? loadBlob(id);
      blobs.set(id, asked);
      return asked;
    },
  };
}

/** One request for most trees. A larger one comes cut off, and is read folder by folder. */
async function collect(
  reader: GitHubReader,
  root: string,
  at: { readonly id: string; readonly prefix: string },
  entries: Map<string, TreeEntry>,
): Promise<boolean> {
  const whole = await reader.get(`${root}/trees/${at.id}?recursive=1`);
  if (whole === undefined) return false;
  if (jsonAt(whole, 'truncated') !== true) {
    for (const entry of entriesOf(whole))
      if (entry.kind !== 'folder') entries.set(at.prefix + entry.path, { kind: entry.kind, id: entry.id });
    return true;
  }
  const level = await reader.get(`${root}/trees/${at.id}`);
  for (const entry of entriesOf(level)) {
    const path = at.prefix + entry.path;
    if (entry.kind !== 'folder') entries.set(path, { kind: entry.kind, id: entry.id });
    else if (!(await collect(reader, root, { id: entry.id, prefix: `${path}/` }, entries))) return false;
  }
  return true;
}

interface ListedEntry {
  readonly path: string;
  readonly id: string;
  readonly kind: TreeEntry['kind'] | 'folder';
}

function entriesOf(tree: Json | undefined): readonly ListedEntry[] {
  const listed = jsonAt(tree, 'tree');
  return (isJsonArray(listed) ? listed : []).flatMap((entry): readonly ListedEntry[] => {
    const [path, id, mode] = [textAt(entry, 'path'), textAt(entry, 'sha'), textAt(entry, 'mode')];
    return path === undefined || id === undefined
      ? []
      : [{ path, id, kind: mode === '040000' ? 'folder' : entryKind(mode ?? '') }];
  });
}

/** The content, if it is what the id names: it was asked for by a hash, so it can be held to it. */
function contentOf(blob: Json, id: string): BlobContent {
  const size = Number(jsonAt(blob, 'size') ?? 0);
  if (size > largestFile) return { kind: 'too-large', bytes: size };
  const bytes = Buffer.from(textAt(blob, 'content') ?? '', 'base64');
  const hash = createHash(id.length === 64 ? 'sha256' : 'sha1')
    .update(`blob ${bytes.length}\0`)
    .update(bytes);
  if (hash.digest('hex') !== id) throw new GitHubError(200, `the blob ${id} came with another content`);
  return { kind: 'text', text: bytes.toString('utf8') };
}
