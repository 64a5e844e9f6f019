import type { ReadAcceptance, RefusedAcceptance } from '../domain/acceptance.ts';
import type { Json } from '../domain/json.ts';
import { jsonAt, textAt } from '../text/json-at.ts';
import { isJsonArray } from '../text/json-kind.ts';
import { ownerAndName } from './owner-and-name.ts';
import { GitHubError, type GitHubReader } from './rest.ts';

/** The fields of a review that acceptance is read from. */
export const reviewFields = `
  author { __typename login }
  body state submittedAt lastEditedAt includesCreatedEdit
  commit { oid }`;

const query = `query ($owner: String!, $name: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $name) {
    pullRequest(number: $number) {
      author { login }
      reviews(first: 100, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes { ${reviewFields} }
      }
    }
  }
}`;

const LONGEST_REASON = 500;
/** A page has a hundred. */
const MOST_PAGES = 20;

/**
 * Whether a maintainer has accepted what a commit of a pull request does: in a review of that very commit, as it was
 * submitted, with a line `/steelyard accept <reason>`, by somebody who maintains the repository and did not open the pull
 * request. Of several the newest counts. Nothing else is read: no description, title, comment, commit message or label.
 *
 * @throws GitHubError where reviews or roles cannot be read
 */
export async function readAcceptance(
  reader: GitHubReader,
  of: {
    readonly repository: string;
    readonly number: number;
    readonly commit: string;
    /** When what is to be accepted was evaluated first; undefined where that is unknown, and nothing can be accepted. */
    readonly failedAt: string | undefined;
  },
): Promise<ReadAcceptance> {
  const { author, reviews } = await allReviews(reader, of);
  return judgeReviews(reader, { ...of, author, reviews });
}

/** The same of reviews that were read already; the pull request's author is a login. */
export async function judgeReviews(
  reader: GitHubReader,
  of: {
    readonly repository: string;
    readonly commit: string;
    readonly author: string | undefined;
    readonly reviews: readonly Json[];
    readonly failedAt: string | undefined;
  },
): Promise<ReadAcceptance> {
  const refused: RefusedAcceptance[] = [];
  for (const review of of.reviews.toReversed()) {
    const reason = acceptingReason(textAt(review, 'body') ?? '');
    if (reason === undefined) continue;
    const by = textAt(review, 'author', 'login');
    if (by === undefined) {
      refused.push({ by: '', why: 'not-a-person' });
      continue;
    }
    const why = await refusalOf(reader, { ...of, review, by, reason });
    if (why === undefined) {
      const accepted = { by, reason, commit: of.commit, at: textAt(review, 'submittedAt') ?? '' };
      return { accepted, refused, readable: true };
    }
    refused.push({ by, why });
  }
  return { refused, readable: true };
}

async function refusalOf(
  reader: GitHubReader,
  of: {
    readonly repository: string;
    readonly commit: string;
    readonly author: string | undefined;
    readonly failedAt: string | undefined;
    readonly review: Json;
    readonly by: string;
    readonly reason: string;
  },
): Promise<RefusedAcceptance['why'] | undefined> {
  const { review } = of;
  const state = textAt(review, 'state');
  if (state !== 'APPROVED' && state !== 'COMMENTED') return 'withdrawn';
  if (textAt(review, 'author', '__typename') !== 'User') return 'not-a-person';
  // Whose pull request it is has to be known, to be somebody else's.
  if (of.author === undefined || of.by.toLowerCase() === of.author.toLowerCase()) return 'own-pull-request';
  if (textAt(review, 'commit', 'oid') !== of.commit) return 'another-commit';
  // Who may write to the repository may edit what others wrote.
  if (jsonAt(review, 'lastEditedAt') !== null || jsonAt(review, 'includesCreatedEdit') !== false) return 'edited';
  // A second has passed before anything is decided, and GitHub tells no less.
  const submitted = Date.parse(textAt(review, 'submittedAt') ?? '') + 999;
  if (!(submitted >= Date.parse(of.failedAt ?? ''))) return 'another-evaluation';
  if (of.reason === '') return 'no-reason';
  return (await isMaintainer(reader, of.repository, of.by)) ? undefined : 'not-a-maintainer';
}

/** Whether somebody administers or maintains the repository. */
export async function isMaintainer(reader: GitHubReader, repository: string, login: string): Promise<boolean> {
  const role = await reader.get(`/repos/${repository}/collaborators/${encodeURIComponent(login)}/permission`);
  // `permission` knows no `maintain`: it shows it as `write`.
  return textAt(role, 'permission') === 'admin' || textAt(role, 'role_name') === 'maintain';
}

/** What follows the command on a line of its own, outside of quotes and code; undefined where there is none. */
function acceptingReason(body: string): string | undefined {
  let fence: string | undefined;
  for (const line of body.split(/\r\n?|\n/)) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence !== undefined) {
      if (mark?.startsWith(fence) === true) fence = undefined;
      continue;
    }
    fence = mark;
    const found = /^\/steelyard accept(?:[ \t]+(.*))?$/.exec(line);
    if (found !== null) return (found[1] ?? '').trim().slice(0, LONGEST_REASON);
  }
  return undefined;
}

async function allReviews(
  reader: GitHubReader,
  of: { readonly repository: string; readonly number: number },
): Promise<{ readonly author: string | undefined; readonly reviews: readonly Json[] }> {
  const { owner, name } = ownerAndName(of.repository);
  const reviews: Json[] = [];
  let author: string | undefined;
  let after: string | null = null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const data: Json = await reader.graphql(query, { owner, name, number: of.number, after });
    const pull = jsonAt(data, 'repository', 'pullRequest');
    const nodes = jsonAt(pull, 'reviews', 'nodes');
    if (!isJsonArray(nodes)) throw new GitHubError(200, `GraphQL shows no reviews of ${of.number}`);
    author = textAt(pull, 'author', 'login');
    reviews.push(...nodes);
    const hasMore = jsonAt(pull, 'reviews', 'pageInfo', 'hasNextPage') === true;
    after = hasMore ? (textAt(pull, 'reviews', 'pageInfo', 'endCursor') ?? null) : null;
    if (after === null) return { author, reviews };
  }
  throw new GitHubError(200, `pull request ${of.number} has more reviews than are read`);
}
