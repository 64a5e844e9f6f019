import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { client, closeAsDescribed, type Client } from '../support/github/client.ts';
import { startFakeGitHub, type FakeGitHub } from '../support/github/fake-github.ts';
import { jsonObject } from '../support/github/json-object.ts';
import { serverPullRequest, type ServerPullRequest } from '../support/github/pull-request.ts';
import { temporaryRepository, type TemporaryRepository } from '../support/temporary-repository.ts';

const zeros = '0'.repeat(40);
const writing = { contents: 'write', 'pull-requests': 'write' } as const;

let source: TemporaryRepository;
let server: ServerPullRequest;
let github: FakeGitHub;
let api: Client;

beforeAll(async () => {
  source = await temporaryRepository();
  await source.commit('first', {
    'prompts/support.md': 'Be kind.\n',
    'evals/a/x.yaml': 'x\n',
    'evals/a/y.yaml': 'y\n',
  });
  await source.branch('topic');
  await source.commit('reword', { 'prompts/support.md': 'Be short.\n' });
  await source.git('tag', '--annotate', '--message', 'First release', 'v1.0.0');
});

beforeEach(async () => {
  server = await serverPullRequest(source);
  github = await startFakeGitHub({
    repository: 'acme/assistant',
    gitDirectory: server.server,
    tokens: { job: { permissions: writing }, reader: { permissions: { contents: 'read' } } },
  });
  api = client(github);
});

afterEach(async () => {
  await closeAsDescribed(github);
  await server.remove();
});

afterAll(async () => {
  await source.remove();
});

async function commitOf(tree: readonly object[], parent = server.base.sha): Promise<string> {
  const written = await api.object('POST', '/git/trees', { base_tree: parent, tree });
  const body = { message: 'written\n\nthrough the API', tree: written['sha'], parents: [parent] };
  return String((await api.object('POST', '/git/commits', body))['sha']);
}

const file = (path: string, content: string): object => ({ path, mode: '100644', type: 'blob', content });

describe('objects written through the API', () => {
  test('are in the repository: a file from a blob, one from text, one removed, the others kept', async () => {
    const bytes = Buffer.from([0, 159, 146, 150]);
    const blob = await api.object('POST', '/git/blobs', { content: bytes.toString('base64'), encoding: 'base64' });
    const sha = await commitOf([
      { path: 'evals/a/new.bin', mode: '100644', type: 'blob', sha: blob['sha'] },
      file('prompts/support.md', 'Be brief.\n'),
      { path: 'evals/a/x.yaml', mode: '100644', type: 'blob', sha: null },
    ]);
    expect(await server.git('ls-tree', '-r', '--name-only', sha)).toBe(
      'evals/a/new.bin\nevals/a/y.yaml\nprompts/support.md',
    );
    expect(await server.git('show', `${sha}:prompts/support.md`)).toBe('Be brief.');
    expect(await server.git('log', '-1', '--format=%P|%an|%cn|%B', sha)).toBe(
      `${server.base.sha}|github-actions[bot]|github-actions[bot]|written\n\nthrough the API`,
    );
  });

  test('a tree put at a path replaces the folder; what does not exist is refused', async () => {
    const folder = await api.object('POST', '/git/trees', { tree: [file('only.yaml', 'o\n')] });
    const sha = await commitOf([{ path: 'evals/a', mode: '040000', type: 'tree', sha: folder['sha'] }]);
    expect(await server.git('ls-tree', '-r', '--name-only', sha)).toBe('evals/a/only.yaml\nprompts/support.md');
    const missing = { path: 'x', mode: '100644', type: 'blob', sha: 'f'.repeat(40) };
    expect((await api.ask('POST', '/git/trees', { tree: [missing] })).status).toBe(422);
    expect((await api.ask('POST', '/git/commits', { message: 'm', tree: 'f'.repeat(40) })).status).toBe(422);
    const orphan = { message: 'm', tree: folder['sha'], parents: ['f'.repeat(40)] };
    expect((await api.ask('POST', '/git/commits', orphan)).status).toBe(422);
  });

  test('need the permission to write', async () => {
    for (const [path, body] of [
      ['/git/blobs', { content: 'x' }],
      ['/git/trees', { tree: [] }],
      ['/git/commits', { message: 'm', tree: zeros }],
      ['/git/refs', { ref: 'refs/heads/x', sha: server.base.sha }],
    ] as const) {
      expect((await api.ask('POST', path, body, 'reader')).status).toBe(403);
    }
    expect((await api.ask('DELETE', '/git/refs/heads/topic', undefined, 'reader')).status).toBe(403);
    expect(await server.git('rev-parse', 'refs/heads/topic')).toBe(server.head.sha);
  });
});

describe('refs', () => {
  test('are made, found by prefix, moved forward, forced back and removed', async () => {
    const ref = 'refs/heads/steelyard/baseline';
    const first = await commitOf([file('baseline.json', '1')]);
    const second = await commitOf([file('baseline.json', '2')], first);
    expect(await api.ask('POST', '/git/refs', { ref, sha: first })).toMatchObject({
      status: 201,
      body: { ref, object: { type: 'commit', sha: first } },
    });
    expect(await api.ask('POST', '/git/refs', { ref, sha: second })).toMatchObject({
      status: 422,
      body: { message: 'Reference already exists' },
    });
    expect((await api.ask('GET', '/git/matching-refs/heads/steel')).body).toMatchObject([{ ref }]);
    expect((await api.ask('GET', '/git/ref/heads/steelyard')).status).toBe(404);
    expect((await api.ask('PATCH', `/git/${ref}`, { sha: second })).status).toBe(200);
    expect(await api.ask('PATCH', `/git/${ref}`, { sha: first })).toMatchObject({
      status: 422,
      body: { message: 'Update is not a fast forward' },
    });
    expect((await api.ask('PATCH', `/git/${ref}`, { sha: first, force: true })).status).toBe(200);
    expect(await server.git('rev-parse', ref)).toBe(first);
    expect((await api.ask('DELETE', `/git/${ref}`)).status).toBe(204);
    expect((await api.ask('DELETE', `/git/${ref}`)).status).toBe(422);
    expect((await api.ask('PATCH', `/git/${ref}`, { sha: first })).status).toBe(422);
    expect((await api.ask('POST', '/git/refs', { ref, sha: 'f'.repeat(40) })).status).toBe(422);
    expect((await api.ask('POST', '/git/refs', { ref: 'baseline', sha: first })).status).toBe(422);
  });

  test('a protected branch is written by nobody', async () => {
    github.state.protectedBranches.add('main');
    const sha = await commitOf([file('a', 'a')]);
    const refused = { status: 422, body: { message: expect.stringContaining('Repository rule violations found') } };
    expect(await api.ask('PATCH', '/git/refs/heads/main', { sha, force: true })).toMatchObject(refused);
    expect(await api.ask('DELETE', '/git/refs/heads/main')).toMatchObject(refused);
    expect(await server.git('rev-parse', 'refs/heads/main')).toBe(server.base.sha);
  });

  test('an annotated tag is an object of its own', async () => {
    const { object } = await api.object('GET', '/git/ref/tags/v1.0.0');
    const named = jsonObject(object, 'object');
    expect(named['type']).toBe('tag');
    expect(await api.object('GET', `/git/tags/${String(named['sha'])}`)).toMatchObject({
      tag: 'v1.0.0',
      message: 'First release',
      object: { type: 'commit', sha: server.head.sha },
    });
    expect((await api.ask('GET', `/git/tags/${server.head.sha}`)).status).toBe(404);
  });
});

describe('updateRefs', () => {
  const mutation = `mutation ($input: UpdateRefsInput!) { updateRefs(input: $input) { clientMutationId } }`;
  const a = 'refs/heads/steelyard/a';
  const b = 'refs/heads/steelyard/b';

  async function update(refUpdates: readonly object[], token = 'job'): Promise<unknown> {
    const { data } = await api.query('{ repository(owner: "acme", name: "assistant") { id } }');
    const { id } = jsonObject(jsonObject(data, 'data')['repository'], 'repository');
    return api.query(mutation, { input: { repositoryId: id, refUpdates } }, token);
  }

  const refused = (type: string): object => ({
    data: { updateRefs: null },
    errors: [expect.objectContaining({ type })],
  });
  const all = (): Promise<string> => server.git('for-each-ref', '--format=%(refname) %(objectname)', 'refs/heads');

  test('moves several refs at once, each from where it was', async () => {
    const { base, head } = server;
    const made = [
      { name: a, beforeOid: zeros, afterOid: base.sha },
      { name: b, beforeOid: zeros, afterOid: base.sha },
    ];
    expect(await update(made)).toEqual({ data: { updateRefs: { clientMutationId: null } } });
    const moved = [
      { name: a, beforeOid: base.sha, afterOid: head.sha },
      { name: b, beforeOid: base.sha, afterOid: zeros },
    ];
    expect(await update(moved)).not.toHaveProperty('errors');
    expect(await all()).toContain(`${a} ${head.sha}`);
    expect(await all()).not.toContain(b);
  });

  test('changes nothing where one of them is elsewhere, or exists already', async () => {
    const { base, head } = server;
    await update([{ name: a, afterOid: base.sha }]);
    const before = await all();
    const other = { name: b, beforeOid: zeros, afterOid: head.sha };
    const stale = { name: a, beforeOid: head.sha, afterOid: head.sha };
    expect(await update([other, stale])).toMatchObject(refused('UNPROCESSABLE'));
    expect(await update([other, { ...stale, beforeOid: zeros }])).toMatchObject(refused('UNPROCESSABLE'));
    expect(await all()).toBe(before);
  });

  test('of two that race from the same place one wins', async () => {
    await update([{ name: a, afterOid: server.base.sha }]);
    const mine = await commitOf([file('who', 'me')]);
    const yours = await commitOf([file('who', 'you')]);
    const race = [mine, yours].map((afterOid) => update([{ name: a, beforeOid: server.base.sha, afterOid }]));
    const lost = (await Promise.all(race)).filter((answer) => 'errors' in jsonObject(answer, 'answer'));
    expect(lost).toHaveLength(1);
  });

  test('leaves no commit behind unless forced, writes no protected branch, and needs the permission', async () => {
    const { base, head } = server;
    const back = { name: 'refs/heads/topic', beforeOid: head.sha, afterOid: base.sha };
    expect(await update([back])).toMatchObject(refused('UNPROCESSABLE'));
    expect(await update([back], 'reader')).toMatchObject(refused('FORBIDDEN'));
    github.state.protectedBranches.add('topic');
    expect(await update([{ ...back, force: true }])).toMatchObject(refused('UNPROCESSABLE'));
    expect(await server.git('rev-parse', 'refs/heads/topic')).toBe(head.sha);
    github.state.protectedBranches.clear();
    expect(await update([{ ...back, force: true }])).not.toHaveProperty('errors');
    expect(await server.git('rev-parse', 'refs/heads/topic')).toBe(base.sha);
  });
});

describe('git by GraphQL', () => {
  test('shows refs, the default branch, and objects by id and by expression', async () => {
    const { data } = await api.query(`{ repository(owner: "acme", name: "assistant") {
      ref(qualifiedName: "refs/heads/topic") { name prefix target { __typename oid } }
      none: ref(qualifiedName: "refs/heads/nowhere") { id }
      tag: ref(qualifiedName: "v1.0.0") { target { __typename ... on Tag { target { oid } } } }
      defaultBranchRef { name target { oid } }
      file: object(expression: "topic:prompts/support.md") { ... on Blob { text byteSize isBinary } }
      tree: object(expression: "main:evals") { ... on Tree { entries { name type } } }
      commit: object(oid: "${server.head.sha}") { ... on Commit { messageHeadline parents(first: 2) { nodes { oid } } } }
    } }`);
    expect(data).toMatchObject({
      repository: {
        ref: { name: 'topic', prefix: 'refs/heads/', target: { __typename: 'Commit', oid: server.head.sha } },
        none: null,
        tag: { target: { __typename: 'Tag', target: { oid: server.head.sha } } },
        defaultBranchRef: { name: 'main', target: { oid: server.base.sha } },
        file: { text: 'Be short.\n', byteSize: 10, isBinary: false },
        tree: { entries: [{ name: 'a', type: 'tree' }] },
        commit: { messageHeadline: 'reword', parents: { nodes: [{ oid: server.base.sha }] } },
      },
    });
  });
});
