import { suiteMark } from '../attempts/suite-mark.ts';
import type { AcceptedDrop } from '../domain/baseline.ts';
import type { Json } from '../domain/json.ts';
import { jsonAt, textAt } from '../text/json-at.ts';
import { isJsonArray } from '../text/json-kind.ts';
import { judgeReviews, reviewFields } from './acceptance.ts';
import { ownerAndName } from './owner-and-name.ts';
import { recordedAttempts } from './recorded-attempts.ts';
import { GitHubError, type GitHubReader } from './rest.ts';

const query = `query ($owner: String!, $name: String!, $head: GitObjectID!, $since: GitTimestamp!, $after: String) {
  repository(owner: $owner, name: $name) {
    object(oid: $head) {
      ... on Commit {
        history(first: 50, since: $since, after: $after) {
          pageInfo { hasNextPage endCursor }
          nodes {
            associatedPullRequests(first: 5) {
              nodes { number merged headRefOid author { login } reviews(last: 100) { nodes { ${reviewFields} } } }
            }
          }
        }
      }
    }
  }
}`;

/** Pages of history that are read: a baseline is renewed long before more than this has landed. */
const MOST_PAGES = 10;

/**
 * The drops of a suite that were accepted in what landed on a commit's history since a time: merged pull requests whose
 * newest commit was accepted, but for those whose own record of attempts says that there was nothing to accept, or that it
 * was another suite's. In order of time.
 *
 * @throws GitHubError where history, reviews or records cannot be read
 */
export async function acceptedDrops(
  reader: GitHubReader,
  of: {
    readonly repository: string;
    readonly head: string;
    /** ISO 8601. */
    readonly since: string;
    /** Under which the gate keeps its attempts. */
    readonly key: string;
    readonly suite: string;
  },
): Promise<readonly AcceptedDrop[]> {
  const mark = suiteMark(of.suite);
  const drops: AcceptedDrop[] = [];
  for (const [number, pull] of await mergedPullRequests(reader, of)) {
    const commit = textAt(pull, 'headRefOid') ?? '';
    const reviews = jsonAt(pull, 'reviews', 'nodes');
    const author = textAt(pull, 'author', 'login');
    const { repository } = of;
    // What it was given for, the record below says.
    const read = { repository, commit, author, reviews: isJsonArray(reviews) ? reviews : [], failedAt: of.since };
    const { accepted } = await judgeReviews(reader, read);
    if (accepted === undefined) continue;
    const { entries } = await recordedAttempts(reader, { ...of, number }, []);
    const own = entries.filter((entry) => commit.startsWith(entry.commit));
    // A record that is out of reach does not make an acceptance vain.
    const hasDropped =
      own.length === 0 || own.some(({ outcome, failed }) => outcome === 'fail' && failed?.includes(mark) !== false);
    if (hasDropped) drops.push({ ...accepted, pullRequest: number, at: accepted.at ?? of.since });
  }
  return drops.sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
}

async function mergedPullRequests(
  reader: GitHubReader,
  of: { readonly repository: string; readonly head: string; readonly since: string },
): Promise<ReadonlyMap<number, Json>> {
  const { owner, name } = ownerAndName(of.repository);
  const merged = new Map<number, Json>();
  let after: string | null = null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    // Commits are dated by whole seconds.
    const since = new Date(Date.parse(of.since) - 1000).toISOString();
    const variables = { owner, name, head: of.head, since, after };
    const data: Json = await reader.graphql(query, variables);
    const history = jsonAt(data, 'repository', 'object', 'history');
    const nodes = jsonAt(history, 'nodes');
    if (!isJsonArray(nodes)) throw new GitHubError(200, `GraphQL shows no history of ${of.head}`);
    for (const pull of nodes.flatMap(pullsOf)) {
      const number = jsonAt(pull, 'number');
      if (typeof number === 'number' && jsonAt(pull, 'merged') === true) merged.set(number, pull);
    }
    after = textAt(history, 'pageInfo', 'endCursor') ?? null;
    if (jsonAt(history, 'pageInfo', 'hasNextPage') !== true || after === null) break;
  }
  return merged;
}

function pullsOf(commit: Json): readonly Json[] {
  const pulls = jsonAt(commit, 'associatedPullRequests', 'nodes');
  return isJsonArray(pulls) ? pulls : [];
}
