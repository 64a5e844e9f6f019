import type { JsonObject } from '../json-object.ts';
import { nodeId, numericId } from '../people.ts';
import { paginate } from '../paginate.ts';
import { failure, notFound, ok } from '../reply.ts';
import type { FakeArtifact } from '../stored-files.ts';
import { sha256 } from './sha256.ts';
import { needs, type RouteContext, type Routes } from './route.ts';

const artifacts = '/repos/{owner}/{repo}/actions/artifacts';

/** What workflow runs uploaded: listed here, and served from another origin. */
export const artifactRoutes: Routes = {
  [`get ${artifacts}`]: {
    need: needs('read', 'actions'),
    answer(context) {
      const name = context.query.get('name');
      const found = context.state.artifacts.filter((artifact) => name === null || artifact.name === name);
      // Newest first.
      const page = paginate(found.toReversed(), context.query, context.address);
      const listed = page.items.map((artifact) => artifactJson(artifact, context));
      return ok({ total_count: found.length, artifacts: listed }, page.headers);
    },
  },
  [`get ${artifacts}/{artifact_id}/{archive_format}`]: {
    need: needs('read', 'actions'),
    answer({ accept, blobs, path, state }) {
      // As the real one does, whatever is behind the redirection.
      if (accept.includes('octet-stream') || accept.includes('zip')) return failure(415, 'Unsupported Media Type');
      const found = state.artifacts.find(({ id }) => id === Number(path['artifact_id']));
      if (found === undefined || path['archive_format'] !== 'zip') return notFound();
      if (found.expired) return failure(410, 'Artifact has expired');
      if (found.zip === undefined) return notFound();
      const location = blobs.sign(`${found.name}.zip`, found.zip, 'application/zip');
      return { status: 302, body: undefined, headers: { location } };
    },
  },
};

function artifactJson(artifact: FakeArtifact, { repository, urls }: RouteContext): JsonObject {
  const url = `${urls.apiUrl}/repos/${repository.fullName}/actions/artifacts/${artifact.id}`;
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
    digest: artifact.zip === undefined ? null : sha256(artifact.zip),
    workflow_run: {
      id: artifact.runId,
      repository_id: numericId(repository.fullName),
      head_repository_id: numericId(artifact.headRepository ?? repository.fullName),
      ...(artifact.headBranch === undefined ? {} : { head_branch: artifact.headBranch }),
      head_sha: artifact.headSha,
    },
  };
}
