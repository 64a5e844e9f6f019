import { connection, type ConnectionArguments } from './graphql-connection.ts';
import { actor, error, type GraphQLContext } from './graphql-context.ts';
import { timelineItems } from './graphql-timeline.ts';
import type { FakeComment, FakePullRequest } from './github-state.ts';
import type { JsonObject } from './json-object.ts';
import { isBot, nodeId, numericId } from './people.ts';
import { isPermitted, refusalMessage } from './permitted.ts';
import { needs } from './routes/route.ts';

/** The query's root: values and functions of arguments, named as GitHub's schema names the fields. */
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

function pullRequest(pull: FakePullRequest, context: GraphQLContext): JsonObject & { readonly id: string } {
  const { repository: served, state, urls } = context;
  const fork = pull.head.repository;
  return {
    __typename: 'PullRequest',
    id: nodeId('PR', pull.number),
    number: pull.number,
    title: pull.title,
    body: pull.body ?? '',
    url: `${urls.serverUrl}/${served.fullName}/pull/${pull.number}`,
    state: pull.merged ? 'MERGED' : pull.state === 'open' ? 'OPEN' : 'CLOSED',
    closed: pull.state === 'closed',
    isDraft: pull.draft,
    author: actor(pull.author, context),
    headRefOid: pull.head.sha,
    headRefName: pull.head.ref,
    baseRefOid: pull.base.sha,
    baseRefName: pull.base.ref,
    isCrossRepository: fork !== served.fullName,
    headRepository: fork === null ? null : { nameWithOwner: fork },
    // GitHub's default order is the one they were added in, which is ours.
    labels: ({ first = null, last = null, after = null, before = null }: ConnectionArguments) =>
      connection(
        pull.labels.map((name) => ({ id: `LA_${name}`, name })),
        { first, last, after, before },
        'labels',
      ),
    timelineItems: (args: Parameters<typeof timelineItems>[1]) => timelineItems(pull, args, context),
    comments: (args: ConnectionArguments) =>
      connection(
        state.comments.filter(({ issue }) => issue === pull.number).map((comment) => issueComment(comment, context)),
        args,
        'comments',
      ),
  };
}

function issueComment(comment: FakeComment, context: GraphQLContext): JsonObject & { readonly id: string } {
  const { repository: served, token, urls } = context;
  return {
    __typename: 'IssueComment',
    id: comment.nodeId,
    fullDatabaseId: String(comment.id),
    author: actor(comment.author, context),
    authorAssociation: isBot(comment.author) ? 'NONE' : 'CONTRIBUTOR',
    body: comment.body,
    createdAt: comment.createdAt,
    updatedAt: comment.updatedAt,
    publishedAt: comment.createdAt,
    lastEditedAt: comment.lastEditedAt,
    includesCreatedEdit: comment.editor !== null,
    editor: comment.editor === null ? null : actor(comment.editor, context),
    isMinimized: comment.minimized,
    minimizedReason: comment.minimized ? 'outdated' : null,
    url: `${urls.serverUrl}/${served.fullName}/pull/${comment.issue}#issuecomment-${comment.id}`,
    viewerDidAuthor: comment.author === token.login,
  };
}
