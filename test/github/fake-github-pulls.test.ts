import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { client, closeAsDescribed, type Client } from '../support/github/client.ts';
import { startFakeGitHub, type FakeGitHub } from '../support/github/fake-github.ts';
import { jsonObject } from '../support/github/json-object.ts';
import { serverPullRequest, type ServerPullRequest } from '../support/github/pull-request.ts';
import { temporaryRepository, type TemporaryRepository } from '../support/temporary-repository.ts';

const BOT = 'github-actions[bot]';

let source: TemporaryRepository;
let server: ServerPullRequest;
let github: FakeGitHub;
let api: Client;
let other: string;

beforeAll(async () => {
  source = await temporaryRepository();
  await source.commit('first', { 'prompts/support.md': 'Be kind.\n' });
  await source.branch('other');
  other = await source.commit('another way', { 'evals/x.yaml': 'x\n' });
  await source.branch('topic', 'main');
  await source.commit('reword', { 'prompts/support.md': 'Be short.\n' });
});

beforeEach(async () => {
  server = await serverPullRequest(source);
  github = await startFakeGitHub({
    repository: 'acme/assistant',
    gitDirectory: server.server,
    tokens: {
      job: { permissions: { contents: 'write', 'pull-requests': 'write' } },
      reader: { permissions: { contents: 'read', 'pull-requests': 'read' } },
    },
    roles: { ann: 'maintain', tim: 'triage' },
  });
  github.state.addPullRequest({ ...server.facts('acme/assistant'), number: 40, state: 'closed' });
  api = client(github);
});

afterEach(async () => {
  await closeAsDescribed(github);
  await server.remove();
});

afterAll(async () => {
  await source.remove();
});

const asked = { title: 'New baseline', body: 'Because.', head: 'topic', base: 'main' };
const says = (status: number, message: string): object => ({
  status,
  body: { errors: [expect.objectContaining({ message })] },
});

describe('a pull request opened through the API', () => {
  test('is its token’s, follows the highest number, and is found by its branch', async () => {
    expect(await api.ask('POST', '/pulls', asked)).toMatchObject({
      status: 201,
      body: { number: 41, user: { login: BOT }, state: 'open', head: { sha: server.head.sha }, base: { ref: 'main' } },
    });
    const listed = async (query: string): Promise<unknown> => (await api.ask('GET', `/pulls?${query}`)).body;
    expect(await listed('head=acme:topic&base=main')).toMatchObject([{ number: 41 }]);
    expect(await listed('head=acme:topic&base=release')).toEqual([]);
    expect(await listed('head=eve:topic')).toEqual([]);
    // GitHub ignores a head that names no owner.
    expect(await listed('head=nowhere&state=all')).toMatchObject([{ number: 41 }, { number: 40 }]);
    expect(await server.git('rev-parse', 'refs/pull/41/head')).toBe(server.head.sha);
  });

  test('is refused where there is one, where nothing differs, and where Actions may not', async () => {
    await api.ask('POST', '/pulls', asked);
    const twin = await api.ask('POST', '/pulls', { ...asked, head: 'acme:topic' });
    expect(twin).toMatchObject(says(422, 'A pull request already exists for acme:topic.'));
    expect((await api.ask('POST', '/pulls', { ...asked, base: 'other' })).status).toBe(201);
    const empty = await api.ask('POST', '/pulls', { ...asked, head: 'main', base: 'topic' });
    expect(empty).toMatchObject(says(422, 'No commits between topic and main'));
    expect((await api.ask('POST', '/pulls', { ...asked, head: 'nowhere' })).status).toBe(422);
    expect((await api.ask('POST', '/pulls', asked, 'reader')).status).toBe(403);
    github.state.actionsMayOpenPullRequests = false;
    expect(await api.ask('POST', '/pulls', { ...asked, head: 'other' })).toMatchObject({
      status: 403,
      body: { message: 'GitHub Actions is not permitted to create or approve pull requests.' },
    });
    expect([...github.state.pullRequests.keys()]).toEqual([40, 41, 42]);
  });

  test('is reworded, closed, and opened again while it has commits', async () => {
    await api.ask('POST', '/pulls', asked);
    expect(await api.object('PATCH', '/pulls/41', { title: 'Better', body: '' })).toMatchObject({
      title: 'Better',
      body: '',
    });
    expect(await api.object('PATCH', '/pulls/41', { state: 'closed' })).toMatchObject({
      state: 'closed',
      merged: false,
    });
    expect(await api.object('PATCH', '/pulls/41', { state: 'open' })).toMatchObject({ state: 'open', closed_at: null });
    await api.ask('PATCH', '/pulls/41', { state: 'closed' });
    await api.ask('DELETE', '/git/refs/heads/topic');
    expect((await api.ask('PATCH', '/pulls/41', { state: 'open' })).status).toBe(422);
    expect((await api.ask('PATCH', '/pulls/99', { state: 'open' })).status).toBe(404);
  });
});

describe('a branch that moves takes its pull request along', () => {
  test('the head is where the branch was forced to, and the story says who forced it', async () => {
    await api.ask('POST', '/pulls', asked);
    await api.ask('PATCH', '/git/refs/heads/topic', { sha: other, force: true });
    expect(await api.object('GET', '/pulls/41')).toMatchObject({ state: 'open', head: { sha: other } });
    expect(await server.git('rev-parse', 'refs/pull/41/head')).toBe(other);
    expect(github.state.pullRequests.get(40)?.head.sha).toBe(server.head.sha);
  });

  test('it is closed when the branch has nothing beyond the base, though a commit follows at once', async () => {
    await api.ask('POST', '/pulls', asked);
    await api.ask('PATCH', '/git/refs/heads/topic', { sha: server.base.sha, force: true });
    await api.ask('PATCH', '/git/refs/heads/topic', { sha: other });
    expect(await api.object('GET', '/pulls/41')).toMatchObject({ state: 'closed', merged: false });
  });

  test('it is closed when the branch is removed, and a person’s push moves it as well', async () => {
    await api.ask('POST', '/pulls', asked);
    await github.push('topic', other, 'eve');
    expect(await api.object('GET', '/pulls/41')).toMatchObject({ head: { sha: other } });
    await github.push('topic', undefined);
    expect(await api.object('GET', '/pulls/41')).toMatchObject({ state: 'closed', head: { sha: other } });
  });
});

describe('a merge', () => {
  const associated = async (sha: string): Promise<unknown> =>
    (
      await api.query(
        `query ($sha: GitObjectID!) { repository(owner: "acme", name: "assistant") { object(oid: $sha) { ... on Commit {
          associatedPullRequests(first: 5) { nodes { number merged headRefOid author { login } } } } } } }`,
        { sha },
      )
    )['data'];
  const of = (...nodes: readonly object[]): object => ({
    repository: { object: { associatedPullRequests: { nodes } } },
  });

  test.each(['merge', 'squash'] as const)('by %s is really in the base and told by its commits', async (method) => {
    await api.ask('POST', '/pulls', asked);
    const node = { number: 41, headRefOid: server.head.sha, author: { login: 'github-actions' } };
    expect(await associated(server.head.sha)).toMatchObject(of({ ...node, merged: false }));
    expect(await associated(server.base.sha)).toEqual(of());
    const sha = await github.mergePullRequest(41, { method });
    expect(await server.git('rev-parse', 'refs/heads/main')).toBe(sha);
    expect(await server.git('show', 'main:prompts/support.md')).toBe('Be short.');
    expect(await server.git('rev-list', '--count', 'main')).toBe(method === 'merge' ? '3' : '2');
    expect(await api.object('GET', '/pulls/41')).toMatchObject({
      merged: true,
      state: 'closed',
      merge_commit_sha: sha,
      merged_at: expect.any(String),
    });
    expect(await associated(sha)).toMatchObject(of({ ...node, merged: true }));
    expect(await associated(server.head.sha)).toMatchObject(of({ ...node, merged: true }));
    expect((await api.ask('PATCH', '/pulls/41', { state: 'open' })).status).toBe(422);
  });

  test('commits that reach the base by a push merge what has them', async () => {
    await api.ask('POST', '/pulls', asked);
    await github.push('main', server.head.sha);
    expect(await api.object('GET', '/pulls/41')).toMatchObject({ merged: true, merge_commit_sha: server.head.sha });
  });

  test('the history is paged, bounded in time, and carries the reviews', async () => {
    await api.ask('POST', '/pulls', asked);
    github.state.addReview(41, { author: 'ann', body: 'fine' });
    const tip = await github.mergePullRequest(41);
    const query = `query ($after: String, $since: GitTimestamp) { repository(owner: "acme", name: "assistant") {
      object(expression: "main") { ... on Commit { history(first: 2, after: $after, since: $since) {
        pageInfo { hasNextPage endCursor }
        nodes { oid committedDate associatedPullRequests(first: 5) { nodes { number reviews(last: 5) { nodes { body } } } } }
      } } } } }`;
    const pages = async (variables: object): Promise<string> =>
      JSON.stringify(await api.query(query, { ...variables }));
    const first = await pages({});
    expect(first).toContain(`"oid":"${tip}"`);
    expect(first).toContain('"reviews":{"nodes":[{"body":"fine"}]}');
    const last = await pages({ after: /"endCursor":"([^"]+)"/.exec(first)?.[1] });
    expect(last).toContain(`"oid":"${server.base.sha}","committedDate":"2026-01-01T00:00:00Z"`);
    expect(last).toContain('"hasNextPage":false');
    // Only the merge commit was made now.
    const recent = await pages({ since: new Date(Date.now() - 3_600_000).toISOString() });
    expect(recent.match(/"oid":"\w+"/g)).toEqual([`"oid":"${tip}"`]);
  });
});

describe('reviews by GraphQL', () => {
  test('name their commit and author, and who changed them since', async () => {
    await api.ask('POST', '/pulls', asked);
    const review = github.state.addReview(41, { author: 'ann', body: '/steelyard accept', authorAssociation: 'OWNER' });
    github.state.addReview(41, { author: 'helper[bot]', state: 'COMMENTED', commitId: other });
    github.state.editReview(review, 'eve', '/steelyard accept everything');
    const { data } = await api.query(`{ repository(owner: "acme", name: "assistant") { pullRequest(number: 41) {
      author { __typename login } headRefOid headRefName merged number
      reviews(last: 100) { pageInfo { hasPreviousPage startCursor } nodes {
        author { __typename login } authorAssociation body state commit { oid } submittedAt
        lastEditedAt editor { __typename login } includesCreatedEdit } }
    } } }`);
    const { pullRequest } = jsonObject(jsonObject(data, 'data')['repository'], 'repository');
    expect(pullRequest).toMatchObject({
      author: { __typename: 'Bot', login: 'github-actions' },
      headRefOid: server.head.sha,
      reviews: {
        nodes: [
          {
            author: { __typename: 'User', login: 'ann' },
            authorAssociation: 'OWNER',
            body: '/steelyard accept everything',
            state: 'APPROVED',
            commit: { oid: server.head.sha },
            lastEditedAt: expect.any(String),
            editor: { __typename: 'User', login: 'eve' },
            includesCreatedEdit: true,
          },
          {
            author: { __typename: 'Bot', login: 'helper' },
            commit: { oid: other },
            lastEditedAt: null,
            editor: null,
            includesCreatedEdit: false,
          },
        ],
      },
    });
  });

  test('roles: the old field knows fewer than there are', async () => {
    const role = (login: string): Promise<unknown> => api.object('GET', `/collaborators/${login}/permission`);
    expect(await role('ann')).toMatchObject({ permission: 'write', role_name: 'maintain' });
    expect(await role('tim')).toMatchObject({ permission: 'read', role_name: 'triage' });
    expect(await role('eve')).toMatchObject({ permission: 'none', role_name: 'none' });
  });
});
