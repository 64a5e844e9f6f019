import { nodeId, numericId } from '../people.ts';
import { notFound, ok } from '../reply.ts';
import { comparison } from './comparison.ts';
import { gitCommitJson, gitTreeJson } from './git-json.ts';
import { needs, type Routes } from './route.ts';

const git = '/repos/{owner}/{repo}/git';

/** Commits, trees, blobs and annotated tags of the local repository, and the comparison of two commits. */
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
    async answer(context) {
      const { objects, path, query } = context;
      // GitHub lists recursively whatever the value is, `false` and `0` included.
      const tree = await objects.tree(path['tree_sha'] ?? '', query.has('recursive'));
      return tree === undefined ? notFound() : ok(gitTreeJson(tree, context));
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
  [`get ${git}/tags/{tag_sha}`]: {
    need: needs('read', 'contents'),
    async answer({ objects, path, repository, urls }) {
      const tag = await objects.tag(path['tag_sha'] ?? '');
      if (tag === undefined) return notFound();
      const api = `${urls.apiUrl}/repos/${repository.fullName}/git`;
      const { sha, type } = tag.object;
      return ok({
        ...tag,
        node_id: nodeId('TA', numericId(tag.sha)),
        url: `${api}/tags/${tag.sha}`,
        object: { sha, type, url: `${api}/${type}s/${sha}` },
      });
    },
  },
  'get /repos/{owner}/{repo}/compare/{basehead}': { need: needs('read', 'contents'), answer: comparison },
};

function isFullId(id: string): boolean {
  return /^[0-9a-f]{40}$/.test(id);
}
