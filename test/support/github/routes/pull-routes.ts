import type { FakePullRequest, FakeReview, Role } from '../github-state.ts';
import type { JsonObject } from '../json-object.ts';
import { nodeId, userJson } from '../people.ts';
import { paginate } from '../paginate.ts';
import { notFound, ok } from '../reply.ts';
import { pullRequestJson } from '../pull-request-json.ts';
import { repositoryJson } from '../repository-json.ts';
import { needs, type RouteContext, type Routes } from './route.ts';

const repository = '/repos/{owner}/{repo}';

/** The repository itself, pull requests with their reviews, and what a person may do here. */
export const pullRoutes: Routes = {
  [`get ${repository}`]: {
    need: { kind: 'none' },
    answer: ({ repository: served, urls }) =>
      ok({ ...repositoryJson({ ...served, fork: false }, urls), network_count: 0, subscribers_count: 0 }),
  },
  [`get ${repository}/pulls/{pull_number}`]: {
    need: needs('read', 'pull-requests'),
    answer(context) {
      const pull = find(context);
      return pull === undefined ? notFound() : ok(pullRequestJson(pull, context.repository, context.urls));
    },
  },
  [`get ${repository}/pulls/{pull_number}/reviews`]: {
    need: needs('read', 'pull-requests'),
    answer(context) {
      const pull = find(context);
      if (pull === undefined) return notFound();
      const page = paginate(pull.reviews, context.query, context.address);
      return ok(
        page.items.map((review) => reviewJson(review, pull, context)),
        page.headers,
      );
    },
  },
  [`get ${repository}/collaborators/{username}/permission`]: {
    need: { kind: 'none' },
    answer({ path, repository: served, state, urls }) {
      const login = path['username'] ?? '';
      const role = state.roles.get(login) ?? (served.private ? 'none' : 'read');
      const permission = permissionOf[role];
      return ok({
        permission,
        role_name: role,
        user: { ...userJson(login, urls), role_name: role, permissions: flags(role) },
      });
    },
  },
};

/** The old field knows four levels only. */
const permissionOf: Readonly<Record<Role, string>> = {
  admin: 'admin',
  maintain: 'write',
  write: 'write',
  triage: 'read',
  read: 'read',
  none: 'none',
};

function flags(role: Role): JsonObject {
  const rank = ['none', 'read', 'triage', 'write', 'maintain', 'admin'].indexOf(role);
  return { pull: rank >= 1, triage: rank >= 2, push: rank >= 3, maintain: rank >= 4, admin: rank >= 5 };
}

function find({ path, state }: RouteContext): FakePullRequest | undefined {
  return state.pullRequests.get(Number(path['pull_number']));
}

function reviewJson(review: FakeReview, pull: FakePullRequest, { repository: served, urls }: RouteContext): JsonObject {
  const html = `${urls.serverUrl}/${served.fullName}/pull/${pull.number}#pullrequestreview-${review.id}`;
  const api = `${urls.apiUrl}/repos/${served.fullName}/pulls/${pull.number}`;
  return {
    id: review.id,
    node_id: nodeId('PRR', review.id),
    user: userJson(review.author, urls),
    body: review.body,
    state: review.state,
    html_url: html,
    pull_request_url: api,
    author_association: 'MEMBER',
    _links: { html: { href: html }, pull_request: { href: api } },
    submitted_at: review.submittedAt,
    commit_id: review.commitId,
  };
}
