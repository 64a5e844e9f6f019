import { strFromU8, unzipSync } from 'fflate';

import type { Json } from '../domain/json.ts';
import { jsonAt, textAt } from '../text/json-at.ts';
import { isJsonArray } from '../text/json-kind.ts';
import type { GitHubReader } from './rest.ts';

/** Bytes above which an archive, or the file in it, is none that a run of ours left. */
const LARGEST_ARCHIVE = 64 * 2 ** 20;
const LARGEST_FILE = 128 * 2 ** 20;
/** Artifacts of one name that are tried, the newest first. */
const MOST_TRIED = 3;

/**
 * The text of a file in a workflow artifact of this repository, by the artifact's name: the newest that holds what `isIt`
 * takes. Anybody whose workflow runs here can upload one under any name, so its content has to prove itself. Undefined
 * where there is none, or none that does.
 *
 * @throws GitHubError where artifacts cannot be read, e.g. 403 without `actions: read`
 */
export async function artifactFile(
  reader: GitHubReader,
  of: {
    readonly repository: string;
    readonly artifact: string;
    readonly file: string;
    readonly isIt: (text: string) => boolean;
  },
): Promise<string | undefined> {
  const query = `name=${encodeURIComponent(of.artifact)}&per_page=100`;
  const listed = jsonAt(await reader.get(`/repos/${of.repository}/actions/artifacts?${query}`), 'artifacts');
  const ids = (isJsonArray(listed) ? listed : [])
    .filter((one) => textAt(one, 'name') === of.artifact && jsonAt(one, 'expired') === false)
    .map((one) => idOf(one))
    .sort((a, b) => b - a);
  for (const id of ids.slice(0, MOST_TRIED)) {
    const path = `/repos/${of.repository}/actions/artifacts/${id}/zip`;
    const archive = await reader.bytes(path, { accept: 'application/vnd.github+json', largest: LARGEST_ARCHIVE });
    const text = archive === undefined ? undefined : fileIn(archive, of.file);
    if (text !== undefined && of.isIt(text)) return text;
  }
  return undefined;
}

function idOf(artifact: Json): number {
  const id = jsonAt(artifact, 'id');
  return typeof id === 'number' ? id : 0;
}

function fileIn(archive: Uint8Array, path: string): string | undefined {
  try {
    let found = 0;
    const files = unzipSync(archive, {
      // A name may be listed any number of times, each to be inflated anew.
      filter: ({ name, originalSize }) => name === path && originalSize <= LARGEST_FILE && ++found === 1,
    });
    const file = files[path];
    return file === undefined ? undefined : strFromU8(file);
  } catch {
    // No archive at all.
    return undefined;
  }
}
