import { examplePayload } from './example-payload.ts';
import type { FakePullRequest } from './github-state.ts';
import { jsonObject, type JsonObject } from './json-object.ts';
import { nodeId, userJson } from './people.ts';
import { repositoryJson, type RepositoryFacts } from './repository-json.ts';
import type { GitHubUrls } from './urls.ts';

/** A pull request as events and REST show it, made of GitHub's example. `base.sha` is what the state says, stale or not. */
export function pullRequestJson(
  pull: FakePullRequest,
  served: Omit<RepositoryFacts, 'fork'>,
  urls: GitHubUrls,
): JsonObject {
  const event = examplePayload('pull_request', served.fullName, urls);
  const example = jsonObject(event['pull_request'], 'pull_request');
  const side = (ref: string, sha: string, fullName: string | null, owner: string): JsonObject => ({
    label: `${owner}:${ref}`,
    ref,
    sha,
    user: userJson(owner, urls),
    repo: fullName === null ? null : repositoryJson({ ...served, fullName, fork: fullName !== served.fullName }, urls),
  });
  const { number } = pull;
  const api = `${urls.apiUrl}/repos/${served.fullName}`;
  const html = `${urls.serverUrl}/${served.fullName}/pull/${number}`;
  return {
    ...example,
    number,
    id: number,
    node_id: nodeId('PR', number),
    url: `${api}/pulls/${number}`,
    html_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    issue_url: `${api}/issues/${number}`,
    commits_url: `${api}/pulls/${number}/commits`,
    comments_url: `${api}/issues/${number}/comments`,
    review_comments_url: `${api}/pulls/${number}/comments`,
    statuses_url: `${api}/statuses/${pull.head.sha}`,
    _links: {
      self: { href: `${api}/pulls/${number}` },
      html: { href: html },
      issue: { href: `${api}/issues/${number}` },
      comments: { href: `${api}/issues/${number}/comments` },
      review_comments: { href: `${api}/pulls/${number}/comments` },
      review_comment: { href: `${api}/pulls/comments{/number}` },
      commits: { href: `${api}/pulls/${number}/commits` },
      statuses: { href: `${api}/statuses/${pull.head.sha}` },
    },
    title: pull.title,
    body: pull.body,
    user: userJson(pull.author, urls),
    state: pull.state,
    merged: pull.merged,
    merged_by: pull.merged ? userJson(pull.author, urls) : null,
    created_at: pull.createdAt,
    updated_at: pull.closedAt ?? pull.createdAt,
    closed_at: pull.closedAt,
    merged_at: pull.mergedAt,
    draft: pull.draft,
    labels: [],
    assignees: [],
    requested_reviewers: [],
    head: side(pull.head.ref, pull.head.sha, pull.head.repository, pull.head.repository?.split('/')[0] ?? pull.author),
    base: side(pull.base.ref, pull.base.sha, served.fullName, served.fullName.split('/')[0] ?? ''),
    merge_commit_sha: pull.mergeSha,
    mergeable: pull.mergeSha !== null,
    mergeable_state: pull.mergeSha === null ? 'dirty' : 'clean',
    author_association: pull.head.repository === served.fullName ? 'MEMBER' : 'CONTRIBUTOR',
  };
}
