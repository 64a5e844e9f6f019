import type { AttemptEntry } from '../domain/attempt.ts';
import type { Json } from '../domain/json.ts';
import { jsonAt, textAt } from '../text/json-at.ts';
import { isJsonArray } from '../text/json-kind.ts';
import { readAttempts } from './attempt-document.ts';
import { ownerAndName } from './owner-and-name.ts';
import { GitHubError, type GitHubReader } from './rest.ts';

const suites = `checkSuites(first: 3, filterBy: { checkName: $check }) {
  nodes { app { slug } checkRuns(last: 3, filterBy: { checkName: $check }) { nodes { text } } }
}`;

/** Commits of the pull request, and those that were pushed away, with what stood before them. */
const query = `query ($owner: String!, $name: String!, $number: Int!, $check: String!, $before: String) {
  viewer { login }
  repository(owner: $owner, name: $name) {
    pullRequest(number: $number) {
      timelineItems(last: 100, before: $before, itemTypes: [PULL_REQUEST_COMMIT, HEAD_REF_FORCE_PUSHED_EVENT]) {
        pageInfo { hasPreviousPage startCursor }
        nodes {
          ... on PullRequestCommit { commit { ${suites} } }
          ... on HeadRefForcePushedEvent { beforeCommit { history(first: 20) { nodes { ${suites} } } } }
        }
      }
    }
  }
}`;

/** A page has a hundred; nobody reads a longer pull request than this. */
const MOST_PAGES = 5;

/** The name under which attempts are kept, told apart as comments are. */
export function attemptsCheckName(key: string): string {
  return `Steelyard attempts (${key})`;
}

/**
 * The ledgers in check runs of this token's own app, on the commits that a pull request has and had. Each holds all that
 * was known when it was written. Undefined where there are none; `incomplete` where one is broken, or too much to read.
 *
 * @throws GitHubError 403 where the token may not read checks
 */
export async function attemptCheckRuns(
  reader: GitHubReader,
  of: { readonly repository: string; readonly number: number; readonly key: string },
): Promise<readonly (readonly AttemptEntry[])[] | 'incomplete'> {
  const { owner, name } = ownerAndName(of.repository);
  const found: (readonly AttemptEntry[])[] = [];
  let before: string | null = null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const variables = { owner, name, number: of.number, check: attemptsCheckName(of.key), before };
    const data: Json = await reader.graphql(query, variables);
    const items = jsonAt(data, 'repository', 'pullRequest', 'timelineItems');
    const nodes = jsonAt(items, 'nodes');
    if (!isJsonArray(nodes)) throw new GitHubError(200, `GraphQL shows no commits of ${of.number}`);
    const texts = nodes.flatMap(commitsOf).flatMap((commit) => textsOf(commit, textAt(data, 'viewer', 'login') ?? ''));
    const ledgers = texts.map(readAttempts);
    if (ledgers.includes(undefined)) return 'incomplete';
    found.push(...ledgers.filter((ledger) => ledger !== undefined));
    before = textAt(items, 'pageInfo', 'startCursor') ?? null;
    if (jsonAt(items, 'pageInfo', 'hasPreviousPage') !== true || before === null) return found;
  }
  return 'incomplete';
}

function commitsOf(node: Json): readonly Json[] {
  const history = jsonAt(node, 'beforeCommit', 'history', 'nodes');
  const commit = jsonAt(node, 'commit');
  return [...(isJsonArray(history) ? history : []), ...(commit === undefined ? [] : [commit])];
}

/** Whether an app is the one whose token reads. Its check runs no other app can write; those of others may say anything. */
export function isOwnApp(app: Json | undefined, viewer: string): boolean {
  return viewer.endsWith('[bot]') && `${textAt(app, 'slug')}[bot]` === viewer;
}

function textsOf(commit: Json, viewer: string): readonly string[] {
  const all = jsonAt(commit, 'checkSuites', 'nodes');
  if (!isJsonArray(all)) return [];
  return all
    .filter((suite) => isOwnApp(jsonAt(suite, 'app'), viewer))
    .map((suite) => jsonAt(suite, 'checkRuns', 'nodes'))
    .flatMap((runs) => (isJsonArray(runs) ? runs : []))
    .map((run) => textAt(run, 'text') ?? '');
}
