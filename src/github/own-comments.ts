import type { Json } from '../domain/json.ts';
import { jsonAt, textAt } from '../text/json-at.ts';
import { isJsonArray } from '../text/json-kind.ts';
import { markerOf } from './comment-body.ts';
import { ownerAndName } from './owner-and-name.ts';
import { GitHubError, type GitHubReader } from './rest.ts';

/** A comment of ours. */
export interface OwnComment {
  /** For the REST API. */
  readonly id: number;
  readonly body: string;
  /** When somebody else edited it last, where the last edit was not ours. */
  readonly editedByOthers?: string;
}

const query = `query ($owner: String!, $name: String!, $number: Int!, $after: String) {
  viewer { login }
  repository(owner: $owner, name: $name) {
    pullRequest(number: $number) {
      comments(first: 100, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes { fullDatabaseId isMinimized viewerDidAuthor body lastEditedAt editor { __typename login } }
      }
    }
  }
}`;

/** Every comment that this token's own identity wrote. */
interface AuthoredComment extends OwnComment {
  readonly isMinimized: boolean;
}

/**
 * The comments on a pull request that this token's own identity wrote under `key` and nobody has minimised, oldest first,
 * over all pages. GraphQL says who wrote one (`viewerDidAuthor`), so a marker that somebody else planted counts for
 * nothing.
 */
export async function ownComments(
  reader: GitHubReader,
  of: { readonly repository: string; readonly number: number; readonly key: string },
): Promise<readonly OwnComment[]> {
  const authored = await authoredComments(reader, of);
  return authored.filter(({ body, isMinimized }) => !isMinimized && body.startsWith(markerOf(of.key)));
}

/** The same with whatever became of them: hidden, or edited until nothing of ours is left. */
export async function authoredComments(
  reader: GitHubReader,
  of: { readonly repository: string; readonly number: number },
): Promise<readonly AuthoredComment[]> {
  const { owner, name } = ownerAndName(of.repository);
  const own: AuthoredComment[] = [];
  let after: string | null = null;
  do {
    const data: Json = await reader.graphql(query, { owner, name, number: of.number, after });
    const comments = jsonAt(data, 'repository', 'pullRequest', 'comments');
    const nodes = jsonAt(comments, 'nodes');
    if (!isJsonArray(nodes)) throw new GitHubError(200, `GraphQL shows no pull request ${of.number}`);
    const viewer = textAt(data, 'viewer', 'login') ?? '';
    own.push(...nodes.flatMap((node) => authored(node, viewer)));
    after =
      jsonAt(comments, 'pageInfo', 'hasNextPage') === true ? (textAt(comments, 'pageInfo', 'endCursor') ?? null) : null;
  } while (after !== null);
  return own.sort((one, other) => one.id - other.id);
}

/** Whether an actor is the viewer: only of the latter is a login written with its `[bot]`. */
export function isViewer(actor: Json | undefined, viewer: string): boolean {
  const suffix = textAt(actor, '__typename') === 'Bot' ? '[bot]' : '';
  const login = textAt(actor, 'login');
  return login !== undefined && `${login}${suffix}` === viewer;
}

function authored(node: Json, viewer: string): readonly AuthoredComment[] {
  // A BigInt, which GraphQL sends as text: ids have outgrown its Int.
  const id = Number(textAt(node, 'fullDatabaseId') ?? jsonAt(node, 'fullDatabaseId') ?? Number.NaN);
  if (jsonAt(node, 'viewerDidAuthor') !== true || !Number.isSafeInteger(id)) return [];
  const edited = textAt(node, 'lastEditedAt');
  const byOthers = edited !== undefined && !isViewer(jsonAt(node, 'editor'), viewer);
  return [
    {
      id,
      body: textAt(node, 'body') ?? '',
      isMinimized: jsonAt(node, 'isMinimized') !== false,
      ...(byOthers ? { editedByOthers: edited } : {}),
    },
  ];
}
