import type { GitRef } from '../git-refs.ts';
import { zeros } from '../git-writing.ts';
import type { JsonObject } from '../json-object.ts';
import { nodeId, numericId } from '../people.ts';
import { paginate } from '../paginate.ts';
import { moveRefs, type RefMove } from '../ref-moves.ts';
import { failure, notFound, ok, type Reply } from '../reply.ts';
import { needs, type RouteContext, type Routes } from './route.ts';

const git = '/repos/{owner}/{repo}/git';

/** Branches, tags and other refs of the served repository, really moved. */
export const refRoutes: Routes = {
  [`get ${git}/ref/{ref}`]: {
    need: needs('read', 'contents'),
    async answer(context) {
      const ref = await context.refs.get(named(context));
      return ref === undefined ? notFound() : ok(refJson(ref, context));
    },
  },
  [`get ${git}/matching-refs/{ref}`]: {
    need: needs('read', 'contents'),
    async answer(context) {
      const found = await context.refs.matching(named(context));
      const page = paginate(found, context.query, context.address);
      return ok(
        page.items.map((ref) => refJson(ref, context)),
        page.headers,
      );
    },
  },
  [`post ${git}/refs`]: {
    need: needs('write', 'contents'),
    async answer(context) {
      const { body, refs } = context;
      const ref = String(body['ref']);
      if ((await refs.get(ref)) !== undefined) return failure(422, 'Reference already exists');
      const moved = await move({ ref, after: String(body['sha']), before: zeros, force: false }, context);
      return moved.status === 200 ? { ...moved, status: 201 } : moved;
    },
  },
  [`patch ${git}/refs/{ref}`]: {
    need: needs('write', 'contents'),
    async answer(context) {
      const { body, refs } = context;
      const now = await refs.get(named(context));
      if (now === undefined) return failure(422, 'Reference does not exist');
      return move({ ref: now.ref, after: String(body['sha']), force: body['force'] === true }, context);
    },
  },
  [`delete ${git}/refs/{ref}`]: {
    need: needs('write', 'contents'),
    async answer(context) {
      const now = await context.refs.get(named(context));
      if (now === undefined) return failure(422, 'Reference does not exist');
      const refused = await moveRefs([{ ref: now.ref, after: zeros, force: true }], context, context.token.login);
      return refused === undefined ? { status: 204, body: undefined } : failure(422, refused);
    },
  },
};

/** Paths name refs without the `refs/` that bodies need. */
function named({ path }: RouteContext): string {
  return `refs/${path['ref'] ?? ''}`;
}

async function move(asked: RefMove, context: RouteContext): Promise<Reply> {
  const refused = await moveRefs([asked], context, context.token.login);
  if (refused !== undefined) return failure(422, refused);
  const ref = await context.refs.get(asked.ref);
  if (ref === undefined) throw new Error(`expected ${asked.ref}, which was just written`);
  return ok(refJson(ref, context));
}

function refJson({ ref, sha, type }: GitRef, { repository, urls }: RouteContext): JsonObject {
  const api = `${urls.apiUrl}/repos/${repository.fullName}/git`;
  return {
    ref,
    node_id: nodeId('REF', numericId(ref)),
    url: `${api}/${ref}`,
    object: { sha, type, url: `${api}/${type}s/${sha}` },
  };
}
