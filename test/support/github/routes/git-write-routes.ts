import type { GitPerson } from '../git-objects.ts';
import type { TreeChange } from '../git-writing.ts';
import { isJsonObject, type JsonObject } from '../json-object.ts';
import { gitPerson } from '../pull-request-heads.ts';
import { failure, type Reply } from '../reply.ts';
import { gitCommitJson, gitTreeJson } from './git-json.ts';
import { needs, type RouteContext, type Routes } from './route.ts';

const git = '/repos/{owner}/{repo}/git';

/** Blobs, trees and commits written into the served repository, where nothing points at them until a ref does. */
export const gitWriteRoutes: Routes = {
  [`post ${git}/blobs`]: {
    need: needs('write', 'contents'),
    async answer({ body, repository, urls, writing }) {
      const encoding = body['encoding'] ?? 'utf-8';
      if (encoding !== 'utf-8' && encoding !== 'base64') return failure(422, 'Invalid encoding');
      const sha = await writing.blob(Buffer.from(String(body['content']), encoding));
      return created({ sha, url: `${urls.apiUrl}/repos/${repository.fullName}/git/blobs/${sha}` });
    },
  },
  [`post ${git}/trees`]: {
    need: needs('write', 'contents'),
    async answer(context) {
      const { body, objects, writing } = context;
      const listed: readonly unknown[] = Array.isArray(body['tree']) ? body['tree'] : [];
      const given = body['base_tree'];
      // A commit's id stands for its tree.
      const base = typeof given === 'string' ? await objects.tree(given, false) : undefined;
      if (given !== undefined && base === undefined) return notFoundBase;
      if (base === undefined && listed.length === 0) return failure(422, 'Invalid tree info');
      const changes: TreeChange[] = [];
      for (const entry of listed.filter(isJsonObject)) {
        const change = await treeChange(entry, context);
        if ('status' in change) return change;
        changes.push(change);
      }
      const written = await writing.tree(base?.sha, changes).catch(() => undefined);
      const tree = written === undefined ? undefined : await objects.tree(written, false);
      return tree === undefined ? failure(422, 'GitRPC::BadObjectState') : created(gitTreeJson(tree, context));
    },
  },
  [`post ${git}/commits`]: {
    need: needs('write', 'contents'),
    async answer(context) {
      const { body, objects, token, writing } = context;
      const tree = String(body['tree']);
      if (!(await objects.exists(tree, 'tree'))) return failure(422, 'Tree SHA does not exist');
      const parents: readonly unknown[] = Array.isArray(body['parents']) ? body['parents'] : [];
      for (const parent of parents) {
        if (await objects.exists(String(parent), 'commit')) continue;
        return failure(422, 'Parent SHA does not exist or is not a commit object');
      }
      const author = person(body['author'], gitPerson(token.login));
      const committer = person(body['committer'], author);
      const message = String(body['message']);
      const sha = await writing.commit({ tree, parents: parents.map(String), message, author, committer });
      const commit = await objects.commit(sha);
      if (commit === undefined) throw new Error(`expected commit ${sha}, which was just written`);
      return created(gitCommitJson(commit, context));
    },
  },
};

async function treeChange(entry: JsonObject, { objects, writing }: RouteContext): Promise<TreeChange | Reply> {
  const { path, mode, type, sha, content } = entry;
  if (typeof path !== 'string' || path === '' || path.startsWith('/')) return failure(422, 'tree.path is invalid');
  if (sha === null) return { path, mode: '100644', sha };
  if (typeof mode !== 'string') return failure(422, 'tree.mode is missing');
  if (typeof content === 'string') return { path, mode, sha: await writing.blob(Buffer.from(content)) };
  const kind = type === 'tree' || type === 'commit' ? type : 'blob';
  // What a submodule is at lies in another repository.
  if (typeof sha !== 'string') return failure(422, 'Must supply either tree.sha or tree.content');
  if (kind === 'commit' || (await objects.exists(sha, kind))) return { path, mode, sha };
  return failure(422, `tree.sha ${sha} is not a valid ${kind}`);
}

function person(given: unknown, otherwise: GitPerson): GitPerson {
  if (!isJsonObject(given)) return otherwise;
  const { name, email, date } = given;
  return {
    name: typeof name === 'string' ? name : otherwise.name,
    email: typeof email === 'string' ? email : otherwise.email,
    date: typeof date === 'string' ? date : otherwise.date,
  };
}

function created(body: JsonObject): Reply {
  return { status: 201, body, headers: { location: String(body['url']) } };
}

const notFoundBase = failure(422, 'base_tree is not a valid tree oid');
