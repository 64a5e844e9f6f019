import { actor, type GraphQLContext } from './graphql-context.ts';
import { commitWithChecks } from './graphql-timeline.ts';
import type { FakePullRequest, FakeReview } from './github-state.ts';
import type { JsonObject } from './json-object.ts';
import { nodeId } from './people.ts';

/** A review as GraphQL shows it: unlike REST, with who changed its text after it was given. */
export function pullRequestReview(
  review: FakeReview,
  pull: FakePullRequest,
  context: GraphQLContext,
): JsonObject & { readonly id: string } {
  const { repository, token, urls } = context;
  const { editor = null, lastEditedAt = null } = review;
  const pending = review.state === 'PENDING';
  return {
    __typename: 'PullRequestReview',
    id: nodeId('PRR', review.id),
    fullDatabaseId: String(review.id),
    author: actor(review.author, context),
    authorAssociation: review.authorAssociation ?? 'MEMBER',
    body: review.body,
    state: review.state,
    commit: commitWithChecks(review.commitId, context),
    createdAt: review.submittedAt,
    submittedAt: pending ? null : review.submittedAt,
    updatedAt: lastEditedAt ?? review.submittedAt,
    lastEditedAt,
    editor: editor === null ? null : actor(editor, context),
    includesCreatedEdit: editor !== null,
    url: `${urls.serverUrl}/${repository.fullName}/pull/${pull.number}#pullrequestreview-${review.id}`,
    viewerDidAuthor: review.author === token.login,
  };
}
