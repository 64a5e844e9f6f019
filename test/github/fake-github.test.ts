import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { githubEvent } from '../support/github/event.ts';
import {
  notAsDescribed,
  startFakeGitHub,
  type FakeGitHub,
  type FakeGitHubOptions,
} from '../support/github/fake-github.ts';
import { jsonObject, type JsonObject } from '../support/github/json-object.ts';
import { readOutputFile } from '../support/github/output-file.ts';
import { serverPullRequest, type ServerPullRequest } from '../support/github/pull-request.ts';
import { gitText } from '../support/github/git.ts';
import { runAction } from '../support/github/run-action.ts';
import { workflowCommands } from '../support/github/workflow-commands.ts';
import { temporaryRepository, type TemporaryRepository } from '../support/temporary-repository.ts';

const repository = 'acme/assistant';
const base = `/repos/${repository}`;
const everything = {
  contents: 'read',
  'pull-requests': 'write',
  checks: 'write',
  actions: 'read',
} as const;

let source: TemporaryRepository;
let pull: ServerPullRequest;
let github: FakeGitHub;

beforeAll(async () => {
  source = await temporaryRepository();
  await source.commit('first', { 'prompts/support.md': 'Be kind.\n', 'old.bin': new Uint8Array([0, 159, 146, 150]) });
  await source.branch('topic');
  await source.commit('topic: reword', { 'prompts/support.md': 'Be short.\n' });
  await source.commit('topic: move', { 'old.bin': null, 'new.bin': new Uint8Array([0, 159, 146, 150]) });
  await source.checkout('main');
  await source.commit('main moves on', { 'README.md': '# Assistant\n' });
  pull = await serverPullRequest(source);
});

afterAll(async () => {
  await pull.remove();
  await source.remove();
});

afterEach(async () => {
  await github.close();
});

async function start(options: Partial<FakeGitHubOptions> = {}): Promise<FakeGitHub> {
  github = await startFakeGitHub({
    repository,
    gitDirectory: pull.server,
    tokens: { job: { permissions: everything } },
    ...options,
  });
  github.state.addPullRequest(pull.facts(repository));
  return github;
}

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

async function ask(method: string, path: string, body?: unknown, token = 'job'): Promise<Answer> {
  const address = path.startsWith('http') ? path : path === '/graphql' ? github.graphqlUrl : `${github.apiUrl}${path}`;
  const response = await fetch(address, {
    method,
    headers: { authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
}

async function object(method: string, path: string, body?: unknown): Promise<JsonObject> {
  return jsonObject((await ask(method, path, body)).body, path);
}

function comments(count: number): void {
  for (let n = 1; n <= count; n += 1) {
    github.state.addComment({
      issue: 7,
      author: n % 2 === 0 ? 'github-actions[bot]' : 'octocat',
      body: `comment ${n}`,
    });
  }
}

describe('git objects', () => {
  test('the merge commit, its tree and a blob are what git says, and fit the description', async () => {
    await start();
    const commit = await object('GET', `${base}/git/commits/${pull.mergeSha}`);
    expect(commit).toMatchObject({ parents: [{ sha: pull.base.sha }, { sha: pull.head.sha }] });
    const tree = await object(
      'GET',
      `${base}/git/trees/${String(jsonObject(commit['tree'], 'tree')['sha'])}?recursive=1`,
    );
    expect(tree).toMatchObject({
      truncated: false,
      tree: [
        { path: 'README.md' },
        { path: 'new.bin' },
        { path: 'prompts', type: 'tree' },
        { path: 'prompts/support.md', mode: '100644', size: 10 },
      ],
    });
    const blob = await object('GET', `${base}/git/blobs/${await pull.git('rev-parse', `${pull.mergeSha}:new.bin`)}`);
    expect([...Buffer.from(String(blob['content']), 'base64')]).toEqual([0, 159, 146, 150]);
    expect(github.violations).toEqual([]);
  });

  test('a tree above the limit is cut and says so; one level has no entries below it', async () => {
    await start({ treeEntryLimit: 2 });
    expect(await object('GET', `${base}/git/trees/${pull.mergeSha}?recursive=1`)).toMatchObject({
      truncated: true,
      tree: [{ path: 'README.md' }, { path: 'new.bin' }],
    });
    await github.close();
    await start({ treeEntryLimit: 3 });
    const { tree, truncated } = await object('GET', `${base}/git/trees/${pull.mergeSha}`);
    expect(truncated).toBe(false);
    expect(tree).toHaveLength(3);
    expect(github.violations).toEqual([]);
  });

  test('a comparison starts at the merge base and finds the rename', async () => {
    await start();
    const compared = await object('GET', `${base}/compare/main...topic`);
    expect(compared).toMatchObject({
      status: 'diverged',
      ahead_by: 2,
      behind_by: 1,
      merge_base_commit: { sha: await pull.git('merge-base', pull.base.sha, pull.head.sha) },
      files: [
        { filename: 'new.bin', status: 'renamed', previous_filename: 'old.bin' },
        { filename: 'prompts/support.md', status: 'modified', additions: 1, deletions: 1 },
      ],
    });
    expect((await ask('GET', `${base}/compare/main...nowhere`)).status).toBe(404);
    expect(github.violations).toEqual([]);
  });
});

describe('comments', () => {
  test('are paged: 30 unless asked, never more than 100, and the links lead through all of them', async () => {
    await start();
    comments(130);
    expect((await ask('GET', `${base}/issues/7/comments`)).body).toHaveLength(30);
    expect((await ask('GET', `${base}/issues/7/comments?per_page=500`)).body).toHaveLength(100);
    const seen: unknown[] = [];
    for (let next: string | undefined = `${base}/issues/7/comments?per_page=50`; next !== undefined;) {
      const { body, headers } = await ask('GET', next);
      seen.push(...(Array.isArray(body) ? body : []));
      next = /<([^>]+)>; rel="next"/.exec(headers.get('link') ?? '')?.[1];
    }
    expect(seen.map((comment) => jsonObject(comment, 'comment')['body'])).toEqual(
      github.state.comments.map(({ body }) => body),
    );
    expect(github.requests.at(-1)?.query).toEqual({ per_page: '50', page: '3' });
    expect(github.violations).toEqual([]);
  });

  test('are written as the token, changed with a trace, and removed', async () => {
    await start();
    const written = await ask('POST', `${base}/issues/7/comments`, { body: 'first' });
    expect(written).toMatchObject({ status: 201, body: { user: { login: 'github-actions[bot]', type: 'Bot' } } });
    const [comment] = github.state.comments;
    expect(comment).toMatchObject({ body: 'first', editor: null, lastEditedAt: null });
    expect((await ask('PATCH', `${base}/issues/comments/${comment?.id}`, { body: 'second' })).status).toBe(200);
    expect(comment).toMatchObject({ body: 'second', editor: 'github-actions[bot]' });
    expect((await ask('DELETE', `${base}/issues/comments/${comment?.id}`)).status).toBe(204);
    expect(github.state.comments).toEqual([]);
    expect((await ask('POST', `${base}/issues/7/comments`, { body: 'x'.repeat(65_537) })).status).toBe(422);
    expect(github.violations).toEqual([]);
  });
});

describe('tokens', () => {
  test('what a token may not is refused in GitHub’s words, and is not done', async () => {
    await start({ tokens: { reader: { permissions: { contents: 'read', 'pull-requests': 'read' } } } });
    const refused = await ask('POST', `${base}/issues/7/comments`, { body: 'no' }, 'reader');
    expect(refused).toMatchObject({
      status: 403,
      body: { message: 'Resource not accessible by integration', status: '403' },
    });
    const check = { name: 'Steelyard', head_sha: pull.head.sha };
    expect((await ask('POST', `${base}/check-runs`, check, 'reader')).status).toBe(403);
    expect((await ask('GET', '/user', undefined, 'reader')).status).toBe(403);
    expect((await ask('GET', `${base}/pulls/7`, undefined, 'reader')).status).toBe(200);
    expect(await ask('GET', `${base}/pulls/7`, undefined, 'stranger')).toMatchObject({
      status: 401,
      body: { message: 'Bad credentials' },
    });
    expect(github.state.comments).toEqual([]);
    expect(github.state.checkRuns).toEqual([]);
    expect(github.violations).toEqual([]);
  });

  test('a private repository needs the permission to read, a public one does not', async () => {
    await start({ tokens: { nothing: { permissions: {} } } });
    expect((await ask('GET', `${base}/pulls/7`, undefined, 'nothing')).status).toBe(403);
    await github.close();
    await start({ tokens: { nothing: { permissions: {} } }, private: false });
    expect((await ask('GET', `${base}/pulls/7`, undefined, 'nothing')).status).toBe(200);
    expect(github.violations).toEqual([]);
  });
});

describe('the other operations', () => {
  test('answer as described', async () => {
    await start({
      tokens: { job: { permissions: everything }, mine: { login: 'ann', permissions: everything } },
      roles: { ann: 'maintain' },
    });
    github.state.pullRequests.get(7)?.reviews.push({
      id: 5,
      author: 'ann',
      body: '/steelyard accept known',
      state: 'APPROVED',
      commitId: pull.head.sha,
      submittedAt: '2026-01-01T00:00:00Z',
    });
    github.state.artifacts.push({
      id: 9,
      name: 'steelyard-1',
      sizeInBytes: 10,
      expired: false,
      createdAt: '2026-01-01T00:00:00Z',
      headSha: pull.head.sha,
      runId: 1,
    });
    expect(await object('GET', base)).toMatchObject({ full_name: repository, private: true });
    expect(await object('GET', `${base}/pulls/7`)).toMatchObject({
      head: { sha: pull.head.sha, repo: { fork: false } },
      base: { sha: pull.base.sha },
      merge_commit_sha: pull.mergeSha,
    });
    expect((await ask('GET', `${base}/pulls/7/reviews`)).body).toMatchObject([
      { user: { login: 'ann' }, commit_id: pull.head.sha },
    ]);
    expect(await object('GET', `${base}/collaborators/ann/permission`)).toMatchObject({
      permission: 'write',
      role_name: 'maintain',
    });
    expect(await object('GET', `${base}/collaborators/eve/permission`)).toMatchObject({ permission: 'none' });
    expect(await object('GET', `${base}/actions/artifacts?name=steelyard-1`)).toMatchObject({ total_count: 1 });
    expect((await ask('GET', '/rate_limit')).status).toBe(200);
    expect((await ask('GET', '/user', undefined, 'mine')).body).toMatchObject({ login: 'ann' });
    expect((await ask('GET', '/repos/other/assistant')).status).toBe(404);
    expect(github.violations).toEqual([]);
  });

  test('a deleted fork has no repository', async () => {
    await start();
    github.state.addPullRequest({ ...pull.facts(null), number: 8, author: 'eve' });
    expect(await object('GET', `${base}/pulls/8`)).toMatchObject({ head: { repo: null }, user: { login: 'eve' } });
    expect(github.violations).toEqual([]);
  });

  test('check runs are made, completed and listed; annotations add up', async () => {
    await start();
    const annotation = { path: 'a', start_line: 1, end_line: 1, annotation_level: 'warning', message: 'm' };
    const output = { title: 't', summary: 's', annotations: [annotation] };
    const made = await object('POST', `${base}/check-runs`, {
      name: 'Steelyard',
      head_sha: pull.head.sha,
      status: 'in_progress',
      output,
    });
    const done = await object('PATCH', `${base}/check-runs/${String(made['id'])}`, { conclusion: 'neutral', output });
    expect(done).toMatchObject({ status: 'completed', conclusion: 'neutral', output: { annotations_count: 2 } });
    await ask('POST', `${base}/check-runs`, { name: 'Steelyard', head_sha: pull.head.sha });
    const listed = await object('GET', `${base}/commits/${pull.head.sha}/check-runs?check_name=Steelyard`);
    expect(listed).toMatchObject({ total_count: 1, check_runs: [{ status: 'queued' }] });
    expect((await ask('POST', `${base}/check-runs`, { name: 'Steelyard', head_sha: '0'.repeat(40) })).status).toBe(422);
    expect(github.violations).toEqual([]);
  });
});

describe('GraphQL', () => {
  const query = `query ($after: String) {
    viewer { login }
    repository(owner: "acme", name: "assistant") {
      pullRequest(number: 7) {
        headRefOid state isDraft
        comments(first: 2, after: $after) {
          pageInfo { hasNextPage endCursor }
          nodes { id fullDatabaseId isMinimized author { login } body lastEditedAt editor { login } viewerDidAuthor createdAt url }
        }
      }
    }
  }`;

  test('says whose a comment is: without [bot] for the author, with it for the viewer', async () => {
    await start();
    comments(3);
    const { data } = await object('POST', '/graphql', { query });
    expect(data).toMatchObject({
      viewer: { login: 'github-actions[bot]' },
      repository: {
        pullRequest: {
          headRefOid: pull.head.sha,
          state: 'OPEN',
          comments: {
            pageInfo: { hasNextPage: true },
            nodes: [
              { author: { login: 'octocat' }, viewerDidAuthor: false },
              { author: { login: 'github-actions' }, viewerDidAuthor: true },
            ],
          },
        },
      },
    });
    const cursor = /"endCursor":"([^"]+)"/.exec(JSON.stringify(data))?.[1];
    const second = JSON.stringify(await object('POST', '/graphql', { query, variables: { after: cursor } }));
    expect(second).toContain('comment 3');
    expect(second).not.toContain('comment 2');
    expect(second).toContain('"hasNextPage":false');
    expect(github.violations).toEqual([]);
  });

  test('minimised and edited comments say so; a missing permission is an error beside null', async () => {
    await start({ tokens: { job: { permissions: everything }, bare: { permissions: {} } } });
    github.state.addComment({
      issue: 7,
      author: 'octocat',
      body: 'x',
      minimized: true,
      editor: 'eve',
      lastEditedAt: '2026-01-01T00:00:00Z',
    });
    expect(JSON.stringify(await object('POST', '/graphql', { query }))).toContain('"isMinimized":true');
    expect((await ask('POST', '/graphql', { query }, 'bare')).body).toMatchObject({
      data: { repository: { pullRequest: null } },
      errors: [{ type: 'FORBIDDEN', message: 'Resource not accessible by integration' }],
    });
    expect(github.violations).toEqual([]);
  });

  test('what does not fit GitHub’s schema is a violation, and so is what the fake does not hold', async () => {
    await start();
    const wrong = await object('POST', '/graphql', {
      query: '{ repository(owner: "acme", name: "assistant") { pullrequest } }',
    });
    expect(JSON.stringify(wrong['errors'])).toContain('Cannot query field');
    await ask('POST', '/graphql', { query: '{ repository(owner: "acme", name: "assistant") { stargazerCount } }' });
    await ask('POST', '/graphql', { query, variables: { after: 3 } });
    expect(github.violations).toEqual([
      expect.stringContaining('Cannot query field "pullrequest"'),
      expect.stringContaining('holds no Repository.stargazerCount'),
      expect.stringContaining('Variable "$after" got invalid value 3'),
    ]);
  });

  test('a page without a bound or above 100 is refused as on GitHub', async () => {
    await start();
    const bounded = (bound: string): string =>
      query.replace('(first: 2, after: $after)', bound).replace('($after: String)', '');
    expect(JSON.stringify(await object('POST', '/graphql', { query: bounded('') }))).toContain(
      'MISSING_PAGINATION_BOUNDARIES',
    );
    expect(JSON.stringify(await object('POST', '/graphql', { query: bounded('(first: 101)') }))).toContain(
      'EXCESSIVE_PAGINATION',
    );
  });
});

describe('violations', () => {
  test.each([
    ['a body field of the wrong type', 'POST', `${base}/issues/7/comments`, { body: 3 }, '/body must be string'],
    [
      'a body field nobody knows',
      'POST',
      `${base}/issues/7/comments`,
      { body: 'x', text: 'y' },
      'unevaluatedProperty":"text"',
    ],
    [
      'a nested field nobody knows',
      'POST',
      `${base}/check-runs`,
      { name: 'x', head_sha: 'y', output: { title: 't', summary: 's', txt: '' } },
      '"txt"',
    ],
    ['an unknown conclusion', 'PATCH', `${base}/check-runs/1`, { conclusion: 'meh' }, 'allowed values'],
    [
      'more than 50 annotations',
      'PATCH',
      `${base}/check-runs/1`,
      {
        output: {
          title: 't',
          summary: 's',
          annotations: Array.from({ length: 51 }, () => ({
            path: 'a',
            start_line: 1,
            end_line: 1,
            annotation_level: 'notice',
            message: 'm',
          })),
        },
      },
      '50 items',
    ],
    ['a query parameter nobody knows', 'GET', `${base}/issues/7/comments?perpage=100`, undefined, '"perpage"'],
    ['a number that is none', 'GET', `${base}/pulls/seven`, undefined, 'must be integer'],
    ['an operation nobody knows', 'PUT', `${base}/pulls/7/merge`, undefined, 'no such operation'],
  ])('a request with %s', async (_, method, path, body, problem) => {
    await start();
    expect((await ask(method, path, body)).status).toBe(notAsDescribed);
    expect(github.violations.join('\n')).toContain(problem);
    expect(github.state.comments).toEqual([]);
  });

  test('a response that GitHub would not send', async () => {
    await start();
    github.state.addComment({ issue: 7, author: 'octocat', body: 'x', createdAt: 'yesterday' });
    expect((await ask('GET', `${base}/issues/7/comments`)).status).toBe(200);
    expect(github.violations.join('\n')).toContain('/0/created_at must match format "date-time"');
  });
});

describe('faults', () => {
  test('after-write has written and answers 502, once', async () => {
    await start();
    github.fail({ method: 'POST', path: /\/comments$/, status: 'after-write' });
    expect((await ask('POST', `${base}/issues/7/comments`, { body: 'twice?' })).status).toBe(502);
    expect(github.state.comments.map(({ body }) => body)).toEqual(['twice?']);
    expect((await ask('POST', `${base}/issues/7/comments`, { body: 'again' })).status).toBe(201);
    expect(github.violations).toEqual([]);
  });

  test('a status, with its headers and body, in place of the operation, as often as said', async () => {
    await start();
    const headers = { 'retry-after': '60' };
    github.fail({ path: /\/pulls\/7$/, times: 2, status: 403, body: { message: 'secondary rate limit' }, headers });
    for (let n = 0; n < 2; n += 1) {
      const limited = await ask('GET', `${base}/pulls/7`);
      expect(limited).toMatchObject({ status: 403, body: { message: 'secondary rate limit' } });
      expect(limited.headers.get('retry-after')).toBe('60');
    }
    expect((await ask('GET', `${base}/pulls/7`)).status).toBe(200);
  });

  test('reset cuts the connection without writing; reset-after-write after it', async () => {
    await start();
    const take = github.fail({ path: /\/comments$/, status: 'reset', times: Infinity });
    await expect(ask('POST', `${base}/issues/7/comments`, { body: 'x' })).rejects.toThrow('fetch failed');
    expect(github.state.comments).toEqual([]);
    take();
    github.fail({ path: /\/comments$/, status: 'reset-after-write' });
    await expect(ask('POST', `${base}/issues/7/comments`, { body: 'x' })).rejects.toThrow('fetch failed');
    expect(github.state.comments).toHaveLength(1);
  });

  test('a hook can move the head in the middle of a run', async () => {
    await start();
    github.onRequest(({ path }) => {
      const moving = github.state.pullRequests.get(7);
      if (path.endsWith('/comments') && moving !== undefined) moving.head.sha = pull.base.sha;
    });
    expect(await object('GET', `${base}/pulls/7`)).toMatchObject({ head: { sha: pull.head.sha } });
    await ask('GET', `${base}/issues/7/comments`);
    expect(await object('GET', `${base}/pulls/7`)).toMatchObject({ head: { sha: pull.base.sha } });
    expect(github.requests.map(({ method, path, token }) => `${token} ${method} ${path}`)).toEqual([
      `job GET ${base}/pulls/7`,
      `job GET ${base}/issues/7/comments`,
      `job GET ${base}/pulls/7`,
    ]);
  });
});

describe('GitHub Enterprise Server', () => {
  test('REST below /api/v3, GraphQL beside it, links to itself', async () => {
    await start({ basePath: '/api/v3' });
    comments(3);
    const page = await ask('GET', `${base}/issues/7/comments?per_page=1`);
    expect(page.headers.get('link')).toContain(
      `<${github.serverUrl}/api/v3${base}/issues/7/comments?per_page=1&page=2>`,
    );
    expect(await object('POST', '/graphql', { query: '{ viewer { login } }' })).toEqual({
      data: { viewer: { login: 'github-actions[bot]' } },
    });
    expect(github.violations).toEqual([]);
    await ask('GET', `${github.serverUrl}${base}/pulls/7`);
    expect(github.violations.join('\n')).toContain('outside the API');
  });
});

describe('a pull request as GitHub keeps it', () => {
  const has = async (workspace: string, id: string): Promise<boolean> => {
    try {
      await gitText(workspace, ['cat-file', '-e', `${id}^{commit}`]);
      return true;
    } catch {
      return false;
    }
  };

  test('checkouts hold what actions/checkout leaves, and no more', async () => {
    await start();
    const held = async (workspace: string): Promise<object> => ({
      at: await gitText(workspace, ['rev-parse', 'HEAD']),
      shallow: await gitText(workspace, ['rev-parse', '--is-shallow-repository']),
      base: await has(workspace, pull.base.sha),
      head: await has(workspace, pull.head.sha),
      first: await has(workspace, await pull.git('rev-parse', `${pull.base.sha}^`)),
    });
    const at = pull.mergeSha;
    expect(await held(await pull.checkout('merge'))).toEqual({
      at,
      shallow: 'true',
      base: false,
      head: false,
      first: false,
    });
    expect(await held(await pull.checkout('merge-depth-2'))).toEqual({
      at,
      shallow: 'true',
      base: true,
      head: true,
      first: false,
    });
    expect(await held(await pull.checkout('merge-full'))).toEqual({
      at,
      shallow: 'false',
      base: true,
      head: true,
      first: true,
    });
    const head = await pull.checkout('head');
    expect(await held(head)).toEqual({ at: pull.head.sha, shallow: 'true', base: false, head: true, first: false });
    expect(await has(head, pull.mergeSha)).toBe(false);
  });

  test('a merge queue’s branch by merge has the base as first parent; by rebase it has copies on top of it', async () => {
    await start();
    const merged = await pull.queue('merge');
    expect(merged.headRef).toBe(`gh-readonly-queue/main/pr-7-${pull.base.sha}`);
    expect(await pull.git('rev-parse', `${merged.headSha}^1`, `${merged.headSha}^2`)).toBe(
      `${pull.base.sha}\n${pull.head.sha}`,
    );
    const rebased = await pull.queue('rebase');
    expect(await pull.git('rev-list', '--count', `${pull.base.sha}..${rebased.headSha}`)).toBe('2');
    expect(await pull.git('rev-parse', `${rebased.headSha}~2`)).toBe(pull.base.sha);
    expect(await pull.git('rev-parse', `${rebased.headSha}^{tree}`)).toBe(
      await pull.git('rev-parse', `${pull.mergeSha}^{tree}`),
    );
    const workspace = await pull.checkout({ branch: rebased.headRef });
    expect(await gitText(workspace, ['rev-parse', 'HEAD'])).toBe(rebased.headSha);
    expect(await has(workspace, pull.base.sha)).toBe(false);
  });
});

describe('events', () => {
  test('speak of the test’s repository, fork, people and commits', async () => {
    await start();
    const fork = { ...pull.facts('eve/assistant'), author: 'eve' };
    const event = githubEvent({ name: 'pull_request', pull: fork }, { repository, sender: 'eve', urls: github });
    expect(event).toMatchObject({
      sha: pull.mergeSha,
      ref: 'refs/pull/7/merge',
      baseRef: 'main',
      actor: 'eve',
      payload: {
        number: 7,
        repository: { full_name: repository },
        sender: { login: 'eve' },
        pull_request: {
          head: { sha: pull.head.sha, repo: { full_name: 'eve/assistant', fork: true } },
          base: { sha: pull.base.sha },
        },
      },
    });
    expect(JSON.stringify(event.payload)).not.toMatch(/Codertocat|api\.github\.com/);
  });

  test('merge_group, push, workflow_run and schedule carry what decides the trees', async () => {
    await start();
    const queue = await pull.queue('merge');
    expect(githubEvent({ name: 'merge_group', ...queue }, { repository })).toMatchObject({
      sha: queue.headSha,
      ref: `refs/heads/${queue.headRef}`,
      payload: {
        merge_group: { base_sha: pull.base.sha, head_sha: queue.headSha, head_ref: `refs/heads/${queue.headRef}` },
      },
    });
    expect(githubEvent({ name: 'push', before: pull.base.sha, after: pull.mergeSha }, { repository })).toMatchObject({
      sha: pull.mergeSha,
      ref: 'refs/heads/main',
      payload: { before: pull.base.sha, after: pull.mergeSha, created: false },
    });
    const run = {
      event: 'pull_request',
      headBranch: 'x',
      headSha: pull.head.sha,
      headRepository: 'eve/assistant',
      sha: pull.base.sha,
    };
    expect(githubEvent({ name: 'workflow_run', ...run }, { repository }).payload).toMatchObject({
      workflow_run: { event: 'pull_request', head_repository: { full_name: 'eve/assistant' } },
    });
    expect(
      githubEvent({ name: 'schedule', schedule: '0 5 * * 1', sha: pull.base.sha }, { repository }).payload,
    ).toMatchObject({
      schedule: '0 5 * * 1',
      repository: { full_name: repository },
    });
  });
});

describe('the runner', () => {
  test('gives the action its environment, inputs and files, and reads what it leaves', async () => {
    await start();
    const folder = await mkdtemp(join(tmpdir(), 'steelyard-entry-'));
    const entry = join(folder, 'entry.mjs');
    await writeFile(
      entry,
      `import { appendFileSync, readFileSync } from 'node:fs';
       const { GITHUB_OUTPUT, GITHUB_STEP_SUMMARY, GITHUB_EVENT_PATH, GITHUB_API_URL, GITHUB_REPOSITORY } = process.env;
       const number = JSON.parse(readFileSync(GITHUB_EVENT_PATH, 'utf8')).number;
       const response = await fetch(GITHUB_API_URL + '/repos/' + GITHUB_REPOSITORY + '/pulls/' + number, {
         headers: { authorization: 'Bearer ' + process.env.INPUT_TOKEN },
       });
       appendFileSync(GITHUB_OUTPUT, 'verdict=pass\\nbody<<END\\n' + response.status + '\\nEND\\n');
       appendFileSync(GITHUB_STEP_SUMMARY, '# Summary');
       console.log(JSON.stringify(process.env));
       console.log('::error file=a.ts,line=3::bad%0Anews');
       process.exitCode = 2;`,
    );
    const event = githubEvent({ name: 'pull_request', pull: pull.facts(repository) }, { repository, urls: github });
    const run = await runAction({
      workspace: await pull.checkout('merge'),
      event,
      github,
      token: 'job',
      entry,
      inputs: { 'check-run': 'true' },
      environment: { OPENAI_API_KEY: 'k' },
    });
    await rm(folder, { recursive: true });
    expect(run).toMatchObject({
      code: 2,
      stderr: '',
      outputs: { verdict: 'pass', body: '200' },
      summary: '# Summary',
      commands: [{ name: 'error', properties: { file: 'a.ts', line: '3' }, data: 'bad\nnews', form: '::' }],
    });
    const environment = jsonObject(JSON.parse(run.stdout.split('\n')[0] ?? ''), 'environment');
    expect(environment).toMatchObject({
      GITHUB_SHA: pull.mergeSha,
      GITHUB_REF_NAME: '7/merge',
      GITHUB_BASE_REF: 'main',
      GITHUB_HEAD_REF: 'topic',
      'INPUT_CHECK-RUN': 'true',
      'INPUT_COMMENT-KEY': '',
      'INPUT_MAX-CALLS': '',
      INPUT_TOKEN: 'job',
      OPENAI_API_KEY: 'k',
    });
    expect(environment).not.toHaveProperty('VITEST');
    expect(environment).not.toHaveProperty('NODE_ENV');
    expect(github.violations).toEqual([]);
  });

  test('finds commands as the runner does', () => {
    const names = (output: string): readonly string[] =>
      workflowCommands(output).map(({ name, data }) => `${name}:${data}`);
    expect(names('  ::warning::a%0Ab\ntext ::error::no\n')).toEqual(['warning:a\nb']);
    expect(names('model said ##[error]x')).toEqual(['error:x']);
    expect(names('a\r::add-mask::b')).toEqual(['add-mask:b']);
    expect(names('::unknown::x\n##[nothing]x\n::error no end')).toEqual([]);
    expect(names('::stop-commands::tok\n::error::hidden\n::tok::\n::error::seen')).toEqual([
      'stop-commands:tok',
      'error:seen',
    ]);
    expect(workflowCommands('::error title=a%3Ab%2Cc::%2525')[0]).toMatchObject({
      properties: { title: 'a:b,c' },
      data: '%25',
    });
  });

  test('reads outputs as the runner does, and fails where it would', () => {
    expect(readOutputFile('a=1\nb<<X\nl1\n\nl=2\nX\nc=x<<y\na=3\n')).toEqual({ a: '3', b: 'l1\n\nl=2', c: 'x<<y' });
    expect(() => readOutputFile('b<<X\nl1\n')).toThrow('Matching delimiter not found');
    expect(() => readOutputFile('nothing\n')).toThrow('Invalid format');
  });
});
