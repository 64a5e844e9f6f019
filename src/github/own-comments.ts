import type { Json } from '../domain/json.ts';
import { jsonAt, textAt } from '../text/json-at.ts';
import { isJsonArray } from '../text/json-kind.ts';
import { markerOf } from './comment-body.ts';
import { GitHubError, type GitHubReader } from './rest.ts';

/** A comment of ours. */
export interface OwnComment {
  /** For the REST API. */
  readonly id: number;
  readonly body: string;
}

const query = `query ($owner: String!, $name: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $name) {
    pullRequest(number: $number) {
      comments(first: 100, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes { fullDatabaseId isMinimized viewerDidAuthor body }
      }
    }
  }
}`;

/**
 * The comments on a pull request that this token's own identity wrote under `key` and nobody has minimised, oldest first,
 * over all pages. GraphQL says who wrote one (`viewerDidAuthor`), so a marker that somebody else planted counts for
 * nothing.
 */
export async function ownComments(
  reader: GitHubReader,
  of: { readonly repository: string; readonly number: number; readonly key: string },
): Promise<readonly OwnComment[]> {
  const [owner = '', name = ''] = of.repository.split('/');
  const own: OwnComment[] = [];
  let after: string | null = null;
  do {
    const data: Json = await reader.graphql(query, { owner, name, number: of.number, after });
    const comments = jsonAt(data, 'repository', 'pullRequest', 'comments');
    const nodes = jsonAt(comments, 'nodes');
    if (!isJsonArray(nodes)) throw new GitHubError(200, `GraphQL shows no pull request ${of.number}`);
    own.push(...nodes.flatMap((node) => ownComment(node, of.key)));
    after =
      jsonAt(comments, 'pageInfo', 'hasNextPage') === true ? (textAt(comments, 'pageInfo', 'endCursor') ?? null) : null;
  } while (after !== null);
  return own.sort((one, other) => one.id - other.id);
}

function ownComment(node: Json, key: string): readonly OwnComment[] {
  // A BigInt, which GraphQL sends as text: ids have outgrown its Int.
  const id = Number(textAt(node, 'fullDatabaseId') ?? jsonAt(node, 'fullDatabaseId') ?? Number.NaN);
  const body = textAt(node, 'body') ?? '';
  const isOurs = jsonAt(node, 'viewerDidAuthor') === true && jsonAt(node, 'isMinimized') === false;
  return isOurs && Number.isSafeInteger(id) && body.startsWith(markerOf(key)) ? [{ id, body }] : [];
}
