import type { JsonObject } from '../json-object.ts';
import { nodeId, userJson } from '../people.ts';
import { paginate } from '../paginate.ts';
import { isPermitted } from '../permitted.ts';
import { notFound, ok } from '../reply.ts';
import type { FakeRelease, FakeReleaseAsset } from '../stored-files.ts';
import { needs, type RouteContext, type Routes } from './route.ts';
import { sha256 } from './sha256.ts';

const releases = '/repos/{owner}/{repo}/releases';

/** Releases, whose drafts only those see who may write, and their files, served from another origin. */
export const releaseRoutes: Routes = {
  [`get ${releases}`]: {
    need: needs('read', 'contents'),
    answer(context) {
      const newestFirst = visible(context).sort((one, other) =>
        one.createdAt === other.createdAt ? other.id - one.id : one.createdAt < other.createdAt ? 1 : -1,
      );
      const page = paginate(newestFirst, context.query, context.address);
      return ok(
        page.items.map((release) => releaseJson(release, context)),
        page.headers,
      );
    },
  },
  [`get ${releases}/assets/{asset_id}`]: {
    need: needs('read', 'contents'),
    answer(context) {
      const { accept, blobs, path } = context;
      for (const release of visible(context)) {
        const asset = release.assets.find(({ id }) => id === Number(path['asset_id']));
        if (asset === undefined) continue;
        if (!accept.includes('application/octet-stream')) return ok(assetJson(asset, release, context));
        const location = blobs.sign(asset.name, asset.bytes, 'application/octet-stream');
        return { status: 302, body: undefined, headers: { location } };
      }
      return notFound();
    },
  },
};

function visible({ repository, state, token }: RouteContext): FakeRelease[] {
  const seesDrafts = isPermitted(token, needs('write', 'contents'), repository.private);
  return state.releases.filter(({ draft }) => seesDrafts || !draft);
}

function releaseJson(release: FakeRelease, context: RouteContext): JsonObject {
  const { repository, urls } = context;
  const api = `${urls.apiUrl}/repos/${repository.fullName}`;
  const url = `${api}/releases/${release.id}`;
  const name = encodeURIComponent(release.tag);
  return {
    url,
    html_url: `${urls.serverUrl}/${repository.fullName}/releases/tag/${name}`,
    assets_url: `${url}/assets`,
    upload_url: `${url}/assets{?name,label}`,
    tarball_url: `${api}/tarball/${name}`,
    zipball_url: `${api}/zipball/${name}`,
    id: release.id,
    node_id: nodeId('RE', release.id),
    tag_name: release.tag,
    target_commitish: repository.defaultBranch,
    name: release.tag,
    body: release.body,
    draft: release.draft,
    prerelease: release.prerelease,
    created_at: release.createdAt,
    published_at: release.draft ? null : release.createdAt,
    author: userJson(release.author, urls),
    assets: release.assets.map((asset) => assetJson(asset, release, context)),
  };
}

function assetJson(asset: FakeReleaseAsset, release: FakeRelease, { repository, urls }: RouteContext): JsonObject {
  const page = `${urls.serverUrl}/${repository.fullName}/releases`;
  return {
    url: `${urls.apiUrl}/repos/${repository.fullName}/releases/assets/${asset.id}`,
    browser_download_url: `${page}/download/${encodeURIComponent(release.tag)}/${encodeURIComponent(asset.name)}`,
    id: asset.id,
    node_id: nodeId('RA', asset.id),
    name: asset.name,
    label: null,
    state: 'uploaded',
    content_type: 'application/octet-stream',
    size: asset.bytes.length,
    digest: sha256(asset.bytes),
    download_count: 0,
    created_at: release.createdAt,
    updated_at: release.createdAt,
    uploader: userJson(release.author, urls),
  };
}
