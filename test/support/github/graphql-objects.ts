import { connection, type ConnectionArguments } from './graphql-connection.ts';
import { actor, error, type GraphQLContext } from './graphql-context.ts';
import { gitFields } from './graphql-git.ts';
import { pullRequest } from './graphql-pull-request.ts';
import { updateRefs, type UpdateRefsInput } from './graphql-update-refs.ts';
import type { JsonObject } from './json-object.ts';
import { nodeId, numericId } from './people.ts';
import { isPermitted, refusalMessage } from './permitted.ts';
import { needs } from './routes/route.ts';

/** The root of queries and mutations: values and functions of arguments, named as GitHub's schema names the fields. */
export function rootOf(context: GraphQLContext): JsonObject {
  const { repository: served, token } = context;
  return {
    // Unlike an author's login, the viewer's keeps its `[bot]`.
    viewer: { ...actor(token.login, context), login: token.login },
    repository({ owner, name }: { readonly owner: string; readonly name: string }): JsonObject {
      if (`${owner}/${name}`.toLowerCase() !== served.fullName.toLowerCase()) {
        throw error('NOT_FOUND', `Could not resolve to a Repository with the name '${owner}/${name}'.`);
      }
      return repository(context);
    },
    updateRefs: (args: { readonly input: UpdateRefsInput }) => updateRefs(args, context),
  };
}

function repository(context: GraphQLContext): JsonObject {
  const { repository: served, state, token, urls } = context;
  const find = (number: number, kind: string): JsonObject => {
    if (!isPermitted(token, needs('read', 'pull-requests'), served.private)) {
      throw error('FORBIDDEN', refusalMessage(token));
    }
    const pull = state.pullRequests.get(number);
    if (pull !== undefined) return pullRequest(pull, context);
    throw error('NOT_FOUND', `Could not resolve to ${kind} with the number of ${number}.`);
  };
  const id = numericId(served.fullName);
  return {
    id: nodeId('R', id),
    databaseId: id,
    name: served.fullName.split('/')[1],
    nameWithOwner: served.fullName,
    isPrivate: served.private,
    ...gitFields(context),
    url: `${urls.serverUrl}/${served.fullName}`,
    pullRequest: ({ number }: { readonly number: number }) => find(number, 'a PullRequest'),
    pullRequests: (args: PullRequestArguments) => {
      if (!isPermitted(token, needs('read', 'pull-requests'), served.private)) {
        throw error('FORBIDDEN', refusalMessage(token));
      }
      const found = [...state.pullRequests.values()]
        .map((pull) => pullRequest(pull, context))
        .filter(({ headRefName }) => (args.headRefName ?? headRefName) === headRefName)
        .filter((pull) => args.states?.includes(String(pull['state'])) ?? true);
      return connection(found, args, 'pullRequests');
    },
    issueOrPullRequest: ({ number }: { readonly number: number }) => find(number, 'an issue or pull request'),
  };
}

interface PullRequestArguments extends ConnectionArguments {
  readonly headRefName?: string | null;
  readonly states?: readonly string[] | null;
}
