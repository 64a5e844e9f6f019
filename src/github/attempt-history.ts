import type { Json } from '../domain/json.ts';
import { jsonAt, textAt } from '../text/json-at.ts';
import { isJsonArray } from '../text/json-kind.ts';
import { isViewer } from './own-comments.ts';
import { ownerAndName } from './owner-and-name.ts';
import { GitHubError, type GitHubReader } from './rest.ts';

/** What GitHub itself says of a pull request's past. */
export interface AttemptHistory {
  /** When somebody else removed comments of ours. */
  readonly deletions: readonly string[];
  /** The repository's other pull requests from the same branch that were not merged. */
  readonly others: readonly number[];
}

const query = `query ($owner: String!, $name: String!, $number: Int!, $branch: String!) {
  viewer { login }
  repository(owner: $owner, name: $name) {
    pullRequest(number: $number) {
      timelineItems(last: 100, itemTypes: [COMMENT_DELETED_EVENT]) {
        nodes {
          ... on CommentDeletedEvent {
            createdAt
            actor { __typename login }
            deletedCommentAuthor { __typename login }
          }
        }
      }
    }
    pullRequests(headRefName: $branch, states: [OPEN, CLOSED], last: 20) {
      nodes { number headRepository { nameWithOwner } }
    }
  }
}`;

/** @throws GitHubError where it cannot be read */
export async function attemptHistory(
  reader: GitHubReader,
  of: {
    readonly repository: string;
    readonly number: number;
    readonly branch: string;
    /** `owner/name`; undefined where it was deleted. */
    readonly headRepository: string | undefined;
  },
): Promise<AttemptHistory> {
  const { number, branch } = of;
  const { owner, name } = ownerAndName(of.repository);
  const data = await reader.graphql(query, { owner, name, number, branch });
  const viewer = textAt(data, 'viewer', 'login') ?? '';
  const events = jsonAt(data, 'repository', 'pullRequest', 'timelineItems', 'nodes');
  const pulls = jsonAt(data, 'repository', 'pullRequests', 'nodes');
  if (!isJsonArray(events) || !isJsonArray(pulls)) throw new GitHubError(200, `GraphQL shows no history of ${number}`);
  return {
    deletions: events
      .filter((event) => isViewer(jsonAt(event, 'deletedCommentAuthor'), viewer))
      .filter((event) => !isViewer(jsonAt(event, 'actor'), viewer))
      .map((event) => textAt(event, 'createdAt') ?? ''),
    others: pulls.filter((pull) => isFrom(pull, of.headRepository)).flatMap((pull) => numberOf(pull, number)),
  };
}

function isFrom(pull: Json, headRepository: string | undefined): boolean {
  return textAt(pull, 'headRepository', 'nameWithOwner')?.toLowerCase() === headRepository?.toLowerCase();
}

function numberOf(pull: Json, own: number): readonly number[] {
  const number = jsonAt(pull, 'number');
  return typeof number === 'number' && number !== own ? [number] : [];
}
