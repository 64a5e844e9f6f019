import type { FakeArtifact } from '../github-state.ts';
import type { JsonObject } from '../json-object.ts';
import { nodeId, numericId, userJson } from '../people.ts';
import { paginate } from '../paginate.ts';
import { ok } from '../reply.ts';
import { needs, type RouteContext, type Routes } from './route.ts';

/** Who a token is, what it may still ask, and the workflow artifacts that are kept. */
export const accountRoutes: Routes = {
  'get /user': {
    // A job's own token is no person's: GitHub refuses it here.
    need: { kind: 'account' },
    answer: ({ token, urls }) =>
      ok({
        ...userJson(token.login, urls),
        name: null,
        company: null,
        blog: '',
        location: null,
        email: null,
        hireable: null,
        bio: null,
        public_repos: 0,
        public_gists: 0,
        followers: 0,
        following: 0,
        created_at: '2011-01-25T18:44:36Z',
        updated_at: '2011-01-25T18:44:36Z',
      }),
  },
  'get /rate_limit': {
    need: { kind: 'none' },
    answer() {
      const rate = { limit: 1000, used: 0, remaining: 1000, reset: Math.ceil(Date.now() / 1000) + 3600 };
      return ok({ resources: { core: rate, search: rate, graphql: rate }, rate });
    },
  },
  'get /repos/{owner}/{repo}/actions/artifacts': {
    need: needs('read', 'actions'),
    answer(context) {
      const name = context.query.get('name');
      const found = context.state.artifacts.filter((artifact) => name === null || artifact.name === name);
      // Newest first.
      const page = paginate(found.toReversed(), context.query, context.address);
      const artifacts = page.items.map((artifact) => artifactJson(artifact, context));
      return ok({ total_count: found.length, artifacts }, page.headers);
    },
  },
};

function artifactJson(artifact: FakeArtifact, { repository, urls }: RouteContext): JsonObject {
  const url = `${urls.apiUrl}/repos/${repository.fullName}/actions/artifacts/${artifact.id}`;
  const repositoryId = numericId(repository.fullName);
  return {
    id: artifact.id,
    node_id: nodeId('MDg', artifact.id),
    name: artifact.name,
    size_in_bytes: artifact.sizeInBytes,
    url,
    archive_download_url: `${url}/zip`,
    expired: artifact.expired,
    created_at: artifact.createdAt,
    expires_at: null,
    updated_at: artifact.createdAt,
    workflow_run: {
      id: artifact.runId,
      repository_id: repositoryId,
      head_repository_id: repositoryId,
      head_sha: artifact.headSha,
    },
  };
}
