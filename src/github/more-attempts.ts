import { MORE_ATTEMPTS } from '../domain/attempt.ts';
import { jsonAt, textAt } from '../text/json-at.ts';
import { isJsonArray } from '../text/json-kind.ts';
import { ownerAndName } from './owner-and-name.ts';
import type { GitHubReader } from './rest.ts';

const query = `query ($owner: String!, $name: String!, $number: Int!) {
  repository(owner: $owner, name: $name) {
    pullRequest(number: $number) {
      author { login }
      labels(first: 100) { nodes { name } }
      timelineItems(last: 100, itemTypes: [LABELED_EVENT]) {
        nodes { ... on LabeledEvent { actor { __typename login } label { name } } }
      }
    }
  }
}`;

const mayAllow = new Set(['admin', 'maintain', 'write']);

/**
 * Whether the label stands on the pull request, and whoever added it last is a person who may write here and not the one
 * who opened it: an author does not give leave to themselves.
 */
export async function moreAttemptsAllowed(
  reader: GitHubReader,
  of: { readonly repository: string; readonly number: number },
): Promise<boolean> {
  const { owner, name } = ownerAndName(of.repository);
  const data = await reader.graphql(query, { owner, name, number: of.number });
  const pull = jsonAt(data, 'repository', 'pullRequest');
  const labels = jsonAt(pull, 'labels', 'nodes');
  const events = jsonAt(pull, 'timelineItems', 'nodes');
  if (!isJsonArray(labels) || !isJsonArray(events)) return false;
  if (!labels.some((label) => textAt(label, 'name') === MORE_ATTEMPTS)) return false;
  const last = events.findLast((event) => textAt(event, 'label', 'name') === MORE_ATTEMPTS);
  const login = textAt(last, 'actor', 'login');
  if (login === undefined || textAt(last, 'actor', '__typename') !== 'User') return false;
  if (login.toLowerCase() === textAt(pull, 'author', 'login')?.toLowerCase()) return false;
  const path = `/repos/${of.repository}/collaborators/${encodeURIComponent(login)}/permission`;
  return mayAllow.has(textAt(await reader.get(path), 'permission') ?? '');
}
