import { error, type GraphQLContext } from './graphql-context.ts';
import type { JsonObject } from './json-object.ts';
import { nodeId, numericId } from './people.ts';
import { isPermitted, refusalMessage } from './permitted.ts';
import { moveRefs } from './ref-moves.ts';
import { needs } from './routes/route.ts';

/** The schema's UpdateRefsInput. */
export interface UpdateRefsInput {
  readonly repositoryId: string;
  readonly refUpdates: readonly {
    readonly name: string;
    readonly afterOid: string;
    readonly beforeOid?: string | null;
    readonly force?: boolean | null;
  }[];
  readonly clientMutationId?: string | null;
}

/** The mutation `updateRefs`: every ref is compared and swapped, or none is. */
export async function updateRefs(
  { input }: { readonly input: UpdateRefsInput },
  context: GraphQLContext,
): Promise<JsonObject> {
  const { repository, token } = context;
  if (input.repositoryId !== nodeId('R', numericId(repository.fullName))) {
    throw error('NOT_FOUND', `Could not resolve to a node with the global id of '${input.repositoryId}'`);
  }
  if (!isPermitted(token, needs('write', 'contents'), repository.private)) {
    throw error('FORBIDDEN', refusalMessage(token));
  }
  const moves = input.refUpdates.map(({ name, afterOid, beforeOid, force }) => ({
    ref: name,
    after: afterOid,
    before: beforeOid ?? undefined,
    force: force === true,
  }));
  const refused = await moveRefs(moves, context, token.login);
  if (refused !== undefined) throw error('UNPROCESSABLE', refused);
  return { clientMutationId: input.clientMutationId ?? null };
}
