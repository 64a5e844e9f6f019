import type { Json } from '../domain/json.ts';
import { jsonAt, textAt } from '../text/json-at.ts';
import { isJsonArray } from '../text/json-kind.ts';
import { GitHubError, type GitHubReader } from './rest.ts';

/** The asset of a release that says what it was let through on: the report of its release gate. */
export const RELEASE_RECORD = 'steelyard-release.json';
/** The same for people. */
export const RELEASE_NOTES = 'steelyard-release.md';

const LARGEST_RECORD = 32 * 2 ** 20;
/** Releases without a record that are passed over before it is said that there is none. */
const MOST_PAGES = 3;

/** A record as it is attached, and what it is attached to. */
export interface AttachedRecord {
  readonly tag: string;
  /** The commit that the tag stands for; undefined where the tag is gone. */
  readonly commit: string | undefined;
  readonly text: string;
}

/**
 * The records attached to published releases of this repository, the newest release first, one after the other: whoever
 * asks says which is the first that will do. Drafts and pre-releases are not what is live.
 *
 * @throws GitHubError where releases cannot be read
 */
export async function* releaseRecords(reader: GitHubReader, repository: string): AsyncGenerator<AttachedRecord> {
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const listed = await reader.get(`/repos/${repository}/releases?per_page=100&page=${page}`);
    const releases = isJsonArray(listed) ? listed : [];
    const published = releases
      .filter((one) => jsonAt(one, 'draft') === false && jsonAt(one, 'prerelease') === false)
      .toSorted((a, b) => Date.parse(textAt(b, 'published_at') ?? '') - Date.parse(textAt(a, 'published_at') ?? ''));
    for (const release of published) {
      const tag = textAt(release, 'tag_name');
      const id = assetOf(release);
      if (tag === undefined || id === undefined) continue;
      const path = `/repos/${repository}/releases/assets/${id}`;
      const bytes = await reader.bytes(path, { accept: 'application/octet-stream', largest: LARGEST_RECORD });
      // Passed over, an older release would be compared with in its place.
      if (bytes === undefined) throw new GitHubError(404, `${RELEASE_RECORD} of release ${tag} cannot be read`);
      yield { tag, commit: await commitOf(reader, repository, tag), text: Buffer.from(bytes).toString('utf8') };
    }
    if (releases.length < 100) return;
  }
}

function assetOf(release: Json): number | undefined {
  const assets = jsonAt(release, 'assets');
  const record = (isJsonArray(assets) ? assets : []).find((asset) => textAt(asset, 'name') === RELEASE_RECORD);
  const id = jsonAt(record, 'id');
  return typeof id === 'number' ? id : undefined;
}

/** An annotated tag is an object of its own, which names the commit. */
async function commitOf(reader: GitHubReader, repository: string, tag: string): Promise<string | undefined> {
  const path = tag.split('/').map(encodeURIComponent).join('/');
  const ref = await reader.get(`/repos/${repository}/git/ref/tags/${path}`);
  const sha = textAt(ref, 'object', 'sha');
  if (textAt(ref, 'object', 'type') !== 'tag' || sha === undefined) return sha;
  return textAt(await reader.get(`/repos/${repository}/git/tags/${sha}`), 'object', 'sha');
}
