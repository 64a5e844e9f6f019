import { connection, type ConnectionArguments } from './graphql-connection.ts';
import { actor, type GraphQLContext } from './graphql-context.ts';
import { pullRequestReview } from './graphql-review.ts';
import { commitWithChecks, timelineItems } from './graphql-timeline.ts';
import type { FakeComment, FakePullRequest } from './github-state.ts';
import type { JsonObject } from './json-object.ts';
import { isBot, nodeId } from './people.ts';

/** A pull request as GraphQL shows it, with its comments and reviews. */
export function pullRequest(pull: FakePullRequest, context: GraphQLContext): JsonObject & { readonly id: string } {
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
    merged: pull.merged,
    mergedAt: pull.mergedAt,
    closedAt: pull.closedAt,
    createdAt: pull.createdAt,
    mergeCommit: pull.merged && pull.mergeSha !== null ? commitWithChecks(pull.mergeSha, context) : null,
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
    reviews: ({ author = null, states = null, ...args }: ReviewArguments) =>
      connection(
        pull.reviews
          .filter((review) => author === null || review.author.replace(/\[bot\]$/, '') === author)
          .filter((review) => states === null || states.includes(review.state))
          .map((review) => pullRequestReview(review, pull, context)),
        args,
        'reviews',
      ),
    comments: (args: ConnectionArguments) =>
      connection(
        state.comments.filter(({ issue }) => issue === pull.number).map((comment) => issueComment(comment, context)),
        args,
        'comments',
      ),
  };
}

interface ReviewArguments extends ConnectionArguments {
  readonly author?: string | null;
  readonly states?: readonly string[] | null;
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
