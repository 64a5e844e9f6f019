import { strFromU8, unzipSync } from 'fflate';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { client, closeAsDescribed, type Client } from '../support/github/client.ts';
import { startFakeGitHub, type FakeGitHub } from '../support/github/fake-github.ts';
import { numericId } from '../support/github/people.ts';
import { serverPullRequest, type ServerPullRequest } from '../support/github/pull-request.ts';
import { temporaryRepository, type TemporaryRepository } from '../support/temporary-repository.ts';

let source: TemporaryRepository;
let server: ServerPullRequest;
let github: FakeGitHub;
let api: Client;

beforeAll(async () => {
  source = await temporaryRepository();
  await source.commit('first', { a: 'a\n' });
  await source.branch('topic');
  await source.commit('second', { a: 'b\n' });
  server = await serverPullRequest(source);
});

beforeEach(async () => {
  github = await startFakeGitHub({
    repository: 'acme/assistant',
    gitDirectory: server.server,
    tokens: {
      job: { permissions: { contents: 'read', actions: 'read', checks: 'read' } },
      writer: { permissions: { contents: 'write' } },
    },
  });
  api = client(github);
});

afterEach(async () => {
  await closeAsDescribed(github);
});

afterAll(async () => {
  await server.remove();
  await source.remove();
});

/** Follows a redirect as a browser does, with the token only where it is sent on. */
async function download(location: string, token?: string): Promise<{ status: number; bytes: Uint8Array }> {
  const response = await fetch(location, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } });
  return { status: response.status, bytes: new Uint8Array(await response.arrayBuffer()) };
}

describe('artifacts', () => {
  const name = 'steelyard-report';

  test('are listed newest first, by name, with where their run came from', async () => {
    const [headSha, runId] = [server.head.sha, 1];
    const old = github.state.addArtifact({ name, files: {}, headSha, runId, expired: true });
    const fork = { headBranch: 'topic', headRepository: 'eve/assistant' };
    const young = github.state.addArtifact({ name, files: { a: 'b' }, headSha, runId: 2, ...fork });
    github.state.addArtifact({ name: 'other', files: {}, headSha, runId });
    expect(await api.object('GET', `/actions/artifacts?name=${name}&per_page=1`)).toMatchObject({
      total_count: 2,
      artifacts: [
        {
          id: young.id,
          expired: false,
          workflow_run: { id: 2, head_branch: 'topic', head_repository_id: numericId('eve/assistant') },
        },
      ],
    });
    expect(await api.object('GET', `/actions/artifacts?name=${name}&per_page=1&page=2`)).toMatchObject({
      artifacts: [{ id: old.id, expired: true }],
    });
    expect((await api.ask('GET', `/actions/artifacts/${old.id}/zip`)).status).toBe(410);
    expect((await api.ask('GET', '/actions/artifacts/1/zip')).status).toBe(404);
    expect((await api.ask('GET', '/actions/artifacts', undefined, 'writer')).status).toBe(403);
    expect((await api.ask('GET', `/actions/artifacts/${young.id}/zip`, undefined, 'writer')).status).toBe(403);
  });

  test('are served as zip from another origin, which takes the signature and no token', async () => {
    const files = { 'report.json': '{"verdict":"pass"}', 'deep/ü.txt': 'ü\n' };
    const { id } = github.state.addArtifact({ name, files, headSha: server.head.sha, runId: 1 });
    const { status, headers } = await api.ask('GET', `/actions/artifacts/${id}/zip`);
    const location = headers.get('location') ?? '';
    expect(status).toBe(302);
    expect(new URL(location).origin).toBe(github.blobs.origin);
    expect(new URL(location).origin).not.toBe(new URL(github.apiUrl).origin);
    expect((await download(location, 'job')).status).toBe(400);
    expect((await download(location.replace(/\?.*/, ''))).status).toBe(403);
    const { bytes } = await download(location);
    const held = Object.entries(unzipSync(bytes)).map(([path, content]) => [path, strFromU8(content)]);
    expect(Object.fromEntries(held)).toEqual(files);
    expect(github.blobs.requests.map(({ headers: sent }) => sent['authorization'])).toEqual([
      'Bearer job',
      undefined,
      undefined,
    ]);
  });

  test('come in one call to a client that leaves its token behind at another origin', async () => {
    const { id } = github.state.addArtifact({ name, files: { a: 'b' }, headSha: server.head.sha, runId: 1 });
    const address = `${github.apiUrl}/repos/acme/assistant/actions/artifacts/${id}/zip`;
    expect((await download(address, 'job')).status).toBe(200);
  });
});

describe('releases', () => {
  test('are listed newest first; drafts only to those who may write', async () => {
    github.state.addRelease({ tag: 'v2', createdAt: '2026-02-01T00:00:00Z' });
    github.state.addRelease({ tag: 'v1', createdAt: '2026-01-01T00:00:00Z' });
    github.state.addRelease({ tag: 'v3-rc', prerelease: true, createdAt: '2026-03-01T00:00:00Z' });
    const draft = github.state.addRelease({ tag: 'v4', draft: true, assets: { x: 'x' } });
    const tags = async (token: string): Promise<unknown> =>
      (await api.ask('GET', '/releases?per_page=3', undefined, token)).body;
    expect(await tags('job')).toMatchObject([
      { tag_name: 'v3-rc', prerelease: true },
      { tag_name: 'v2' },
      { tag_name: 'v1' },
    ]);
    expect(await tags('writer')).toMatchObject([{ tag_name: 'v4', published_at: null }, {}, {}]);
    const hidden = `/releases/assets/${draft.assets[0]?.id}`;
    expect((await api.ask('GET', hidden)).status).toBe(404);
    expect((await api.ask('GET', hidden, undefined, 'writer')).status).toBe(200);
  });

  test('their files say what they are, or are served from another origin', async () => {
    const [asset] = github.state.addRelease({ tag: 'v1', assets: { 'report.json': '{}' } }).assets;
    const address = `/releases/assets/${asset?.id}`;
    expect(await api.object('GET', address)).toMatchObject({
      name: 'report.json',
      size: 2,
      digest: 'sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',
    });
    const response = await fetch(`${github.apiUrl}/repos/acme/assistant${address}`, {
      redirect: 'manual',
      headers: { authorization: 'Bearer job', accept: 'application/octet-stream' },
    });
    expect(response.status).toBe(302);
    expect(strFromU8((await download(response.headers.get('location') ?? '')).bytes)).toBe('{}');
  });
});

describe('check runs of a commit', () => {
  test('all of a name, with the app that made them and their text', async () => {
    const { sha } = server.head;
    const name = 'Steelyard';
    github.state.addCheckRun({ name, headSha: sha, output: { title: 't', summary: 's', text: 'first' } });
    github.state.addCheckRun({ name, headSha: sha, output: { title: 't', summary: 's', text: 'second' } });
    github.state.addCheckRun({ name, headSha: sha, app: 'evil[bot]', conclusion: 'failure' });
    github.state.addCheckRun({ name: 'lint', headSha: sha });
    const at = `/commits/${sha}/check-runs?check_name=${name}`;
    expect(await api.object('GET', `${at}&filter=all&per_page=100`)).toMatchObject({
      total_count: 3,
      check_runs: [
        { app: { slug: 'evil' }, conclusion: 'failure' },
        { app: { slug: 'github-actions' }, output: { text: 'second' } },
        { app: { slug: 'github-actions' }, output: { text: 'first' } },
      ],
    });
    expect(await api.object('GET', at)).toMatchObject({ total_count: 2 });
    expect((await api.ask('GET', at, undefined, 'writer')).status).toBe(403);
  });
});
