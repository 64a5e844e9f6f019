import { error, type GraphQLContext } from './graphql-context.ts';
import { gitCommit } from './graphql-history.ts';
import type { GitRef } from './git-refs.ts';
import type { JsonObject } from './json-object.ts';
import { nodeId, numericId } from './people.ts';
import { isPermitted, refusalMessage } from './permitted.ts';
import { needs } from './routes/route.ts';

/** The fields of a Repository that show its git: `ref`, `defaultBranchRef` and `object`. */
export function gitFields(context: GraphQLContext): JsonObject {
  const { objects, refs, repository, token } = context;
  const mustRead = (): void => {
    if (!isPermitted(token, needs('read', 'contents'), repository.private)) {
      throw error('FORBIDDEN', refusalMessage(token));
    }
  };
  const refAt = async (...names: readonly string[]): Promise<JsonObject | null> => {
    mustRead();
    for (const name of names) {
      const found = await refs.get(name);
      if (found !== undefined) return gitRef(found, context);
    }
    return null;
  };
  return {
    // A full name first, then a short one.
    ref: ({ qualifiedName: name }: { readonly qualifiedName: string }) =>
      refAt(name, `refs/${name}`, `refs/heads/${name}`, `refs/tags/${name}`),
    defaultBranchRef: () => refAt(`refs/heads/${repository.defaultBranch}`),
    async object({ oid, expression }: { readonly oid?: string | null; readonly expression?: string | null }) {
      mustRead();
      const found = await objects.find(oid ?? expression ?? '');
      return found === undefined ? null : gitObject(found.sha, found.type, context);
    },
  };
}

function gitRef({ ref, sha, type }: GitRef, context: GraphQLContext): JsonObject {
  return {
    __typename: 'Ref',
    id: nodeId('REF', numericId(ref)),
    name: ref.replace(/^refs\/(?:heads|tags)\//, ''),
    prefix: /^refs\/[^/]+\//.exec(ref)?.[0] ?? 'refs/',
    target: () => gitObject(sha, type, context),
  };
}

async function gitObject(sha: string, type: string, context: GraphQLContext): Promise<JsonObject> {
  const { objects } = context;
  if (type === 'commit') return gitCommit(sha, context);
  if (type === 'tag') {
    const tag = await objects.tag(sha);
    const target = (): unknown => tag && gitObject(tag.object.sha, tag.object.type, context);
    return { __typename: 'Tag', id: `TA_${sha}`, oid: sha, name: tag?.tag, message: tag?.message, target };
  }
  if (type === 'blob') {
    const content = (await objects.blob(sha)) ?? Buffer.alloc(0);
    const isBinary = content.includes(0);
    const text = isBinary ? null : content.toString('utf8');
    return { __typename: 'Blob', id: `B_${sha}`, oid: sha, byteSize: content.length, isBinary, text };
  }
  const tree = await objects.tree(sha, false);
  const entries = tree?.entries.map((entry) => ({
    name: entry.path,
    path: entry.path,
    type: entry.type,
    mode: Number.parseInt(entry.mode, 8),
    oid: entry.sha,
    object: () => (entry.type === 'commit' ? null : gitObject(entry.sha, entry.type, context)),
  }));
  return { __typename: 'Tree', id: `T_${sha}`, oid: sha, entries };
}
