import type { GitCommit } from '../git-objects.ts';
import { nodeId, numericId } from '../people.ts';
import { notFound, ok } from '../reply.ts';
import { comparison } from './comparison.ts';
import { needs, type RouteContext, type Routes } from './route.ts';

const git = '/repos/{owner}/{repo}/git';

/** Commits, trees and blobs of the local repository, and the comparison of two commits. */
export const gitRoutes: Routes = {
  [`get ${git}/commits/{commit_sha}`]: {
    need: needs('read', 'contents'),
    async answer(context) {
      const id = context.path['commit_sha'] ?? '';
      const commit = isFullId(id) ? await context.objects.commit(id) : undefined;
      return commit === undefined ? notFound() : ok(gitCommitJson(commit, context));
    },
  },
  [`get ${git}/trees/{tree_sha}`]: {
    need: needs('read', 'contents'),
    async answer({ objects, path, query, repository, urls }) {
      // GitHub lists recursively whatever the value is, `false` and `0` included.
      const tree = await objects.tree(path['tree_sha'] ?? '', query.has('recursive'));
      if (tree === undefined) return notFound();
      const base = `${urls.apiUrl}/repos/${repository.fullName}/git`;
      const listed = tree.entries.slice(0, repository.treeEntryLimit).map(({ size, ...entry }) => ({
        ...entry,
        ...(size === undefined ? {} : { size }),
        ...(entry.type === 'commit' ? {} : { url: `${base}/${entry.type}s/${entry.sha}` }),
      }));
      return ok({
        sha: tree.sha,
        url: `${base}/trees/${tree.sha}`,
        tree: listed,
        truncated: tree.entries.length > repository.treeEntryLimit,
      });
    },
  },
  [`get ${git}/blobs/{file_sha}`]: {
    need: needs('read', 'contents'),
    async answer({ accept, objects, path, repository, urls }) {
      const sha = path['file_sha'] ?? '';
      const content = isFullId(sha) ? await objects.blob(sha) : undefined;
      if (content === undefined) return notFound();
      if (/application\/vnd\.github(?:\.v3)?\.raw/.test(accept)) return ok(content, { 'content-type': 'text/plain' });
      return ok({
        sha,
        node_id: nodeId('B', numericId(sha)),
        size: content.length,
        url: `${urls.apiUrl}/repos/${repository.fullName}/git/blobs/${sha}`,
        // GitHub breaks base64 into lines, also after the last.
        content: content.toString('base64').replaceAll(/.{1,60}/g, '$&\n'),
        encoding: 'base64',
      });
    },
  },
  'get /repos/{owner}/{repo}/compare/{basehead}': { need: needs('read', 'contents'), answer: comparison },
};

function isFullId(id: string): boolean {
  return /^[0-9a-f]{40}$/.test(id);
}

function gitCommitJson(commit: GitCommit, { repository, urls }: RouteContext): object {
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
