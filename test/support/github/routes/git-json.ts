import type { GitCommit, GitTreeEntry } from '../git-objects.ts';
import type { JsonObject } from '../json-object.ts';
import { nodeId, numericId } from '../people.ts';
import type { RouteContext } from './route.ts';

/** A commit as the git database's operations show it. */
export function gitCommitJson(commit: GitCommit, { repository, urls }: RouteContext): JsonObject {
  const api = `${urls.apiUrl}/repos/${repository.fullName}/git`;
  const html = `${urls.serverUrl}/${repository.fullName}/commit`;
  return {
    sha: commit.sha,
    node_id: nodeId('C', numericId(commit.sha)),
    url: `${api}/commits/${commit.sha}`,
    html_url: `${html}/${commit.sha}`,
    author: commit.author,
    committer: commit.committer,
    tree: { sha: commit.tree, url: `${api}/trees/${commit.tree}` },
    message: commit.message,
    parents: commit.parents.map((sha) => ({ sha, url: `${api}/commits/${sha}`, html_url: `${html}/${sha}` })),
    verification: { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null },
  };
}

/** A tree's listing, cut where GitHub would cut it. */
export function gitTreeJson(
  tree: { readonly sha: string; readonly entries: readonly GitTreeEntry[] },
  { repository, urls }: RouteContext,
): JsonObject {
  const base = `${urls.apiUrl}/repos/${repository.fullName}/git`;
  const listed = tree.entries.slice(0, repository.treeEntryLimit).map(({ size, ...entry }) => ({
    ...entry,
    ...(size === undefined ? {} : { size }),
    ...(entry.type === 'commit' ? {} : { url: `${base}/${entry.type}s/${entry.sha}` }),
  }));
  return {
    sha: tree.sha,
    url: `${base}/trees/${tree.sha}`,
    tree: listed,
    truncated: tree.entries.length > repository.treeEntryLimit,
  };
}
