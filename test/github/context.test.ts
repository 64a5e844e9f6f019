import { describe, expect, test } from 'vitest';

import type { Json } from '../../src/domain/json.ts';
import { UsageError } from '../../src/domain/usage-error.ts';
import { readContext, seedKeyOf } from '../../src/github/context.ts';

const SHA = 'a'.repeat(40);
const HEAD = 'b'.repeat(40);
const BASE = 'c'.repeat(40);

const runner = {
  GITHUB_REPOSITORY: 'acme/assistant',
  GITHUB_SHA: SHA,
  GITHUB_REF_NAME: '412/merge',
  GITHUB_RUN_ID: '77',
  GITHUB_RUN_ATTEMPT: '2',
  GITHUB_ACTOR: 'ada',
};

function context(event: string, payload: Json, more: Readonly<Record<string, string>> = {}) {
  return readContext({ ...runner, GITHUB_EVENT_NAME: event, ...more }, payload);
}

function pullRequest(from: string | null = 'acme/assistant', more: Readonly<Record<string, Json>> = {}): Json {
  const repo = from === null ? null : { full_name: from };
  return {
    action: 'synchronize',
    pull_request: { number: 412, head: { sha: HEAD, ref: 'topic', repo }, base: { ref: 'main' } },
    ...more,
  };
}

function refusal(event: string, payload: Json, more: Readonly<Record<string, string>> = {}): string {
  try {
    context(event, payload, more);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  throw new Error('it was not refused');
}

describe('pull_request', () => {
  test('knows the head commit, and the merge as what would land', () => {
    const read = context('pull_request', pullRequest());
    expect(read.trigger).toEqual({
      kind: 'pull_request',
      number: 412,
      headCommit: HEAD,
      baseBranch: 'main',
      headBranch: 'topic',
      headRepository: 'acme/assistant',
    });
    expect(read.sha).toBe(SHA);
    expect(read.untrusted).toBeUndefined();
    expect(read.run).toEqual({ id: 77, attempt: 2, url: 'https://github.com/acme/assistant/actions/runs/77' });
    expect(seedKeyOf(read)).toBe('412');
  });

  test('from a fork, from a fork that was deleted, and from Dependabot, is not trusted', () => {
    expect(context('pull_request', pullRequest('mallory/assistant')).untrusted).toBe('fork');
    expect(context('pull_request', pullRequest(null)).untrusted).toBe('fork');
    const bot = { GITHUB_ACTOR: 'dependabot[bot]' };
    expect(context('pull_request', pullRequest(), bot).untrusted).toBe('dependabot');
    const sender = pullRequest('acme/assistant', { sender: { login: 'dependabot[bot]' } });
    expect(context('pull_request', sender).untrusted).toBe('dependabot');
  });

  test('a fork of the same name in other letters is the repository itself: GitHub does not tell them apart', () => {
    expect(context('pull_request', pullRequest('Acme/Assistant')).untrusted).toBeUndefined();
  });

  test('that is closed cannot land any more', () => {
    const closed = { ...(pullRequest() as object), action: 'closed' };
    expect(refusal('pull_request', closed)).toMatch(/received "closed"; leave `closed` out of `types:`/);
  });
});

describe('other events', () => {
  test('merge_group names its base, and its last pull request in the name of its branch', () => {
    const head_ref = `refs/heads/gh-readonly-queue/main/pr-412-${BASE}`;
    const read = context('merge_group', { merge_group: { base_sha: BASE, head_sha: SHA, head_ref } });
    expect(read.trigger).toEqual({ kind: 'merge_group', baseCommit: BASE, number: 412 });
    expect(seedKeyOf(read)).toBe('412');
  });

  test('push names what was there before, but for a new branch', () => {
    expect(context('push', { before: BASE }).trigger).toEqual({ kind: 'push', before: BASE });
    expect(context('push', { before: '0'.repeat(40) }).trigger).toEqual({ kind: 'push', before: undefined });
    expect(refusal('push', { before: BASE, deleted: true })).toMatch(/the deletion of a branch/);
  });

  test('the seed of what is no pull request is its branch, never a commit', () => {
    expect(seedKeyOf(context('push', { before: BASE }, { GITHUB_REF_NAME: 'main' }))).toBe('main');
  });

  test('schedule and workflow_dispatch know the default branch', () => {
    const payload = { repository: { default_branch: 'trunk' } };
    for (const event of ['schedule', 'workflow_dispatch']) {
      expect(context(event, payload)).toMatchObject({ trigger: { kind: 'on-demand' }, defaultBranch: 'trunk' });
    }
  });

  test('workflow_run after the repository’s own push is served, after anything of a pull request refused', () => {
    const run = (event: string, from: string) => ({
      repository: { default_branch: 'main' },
      workflow_run: { event, head_repository: { full_name: from } },
    });
    expect(context('workflow_run', run('push', 'acme/assistant')).trigger.kind).toBe('on-demand');
    expect(refusal('workflow_run', run('pull_request', 'acme/assistant'))).toMatch(/`workflow_run` is refused/);
    expect(refusal('workflow_run', run('push', 'mallory/assistant'))).toMatch(/`workflow_run` is refused/);
  });

  test('pull_request_target is refused, with what to use instead', () => {
    expect(refusal('pull_request_target', pullRequest())).toMatch(
      /^event: expected pull_request, .* received "pull_request_target"; use `on: pull_request`: .* hands this repository’s secrets/,
    );
  });

  test('any other event is refused by name', () => {
    expect(refusal('issue_comment', {})).toMatch(
      /received "issue_comment"; start the workflow with `on: pull_request`/,
    );
  });
});

describe('what is not a runner’s', () => {
  test('a missing repository or commit is named', () => {
    expect(refusal('push', {}, { GITHUB_REPOSITORY: '' })).toMatch(/^GITHUB_REPOSITORY: expected owner\/name/);
    expect(refusal('push', {}, { GITHUB_SHA: 'HEAD' })).toMatch(/^GITHUB_SHA: expected a commit id, received "HEAD"/);
  });

  test('a payload that lacks what its event promises is named', () => {
    expect(refusal('pull_request', { pull_request: { number: '412' } })).toMatch(/pull_request\.number/);
    expect(refusal('merge_group', {})).toMatch(/merge_group\.base_sha/);
  });

  test('addresses of an Enterprise Server are taken from the runner', () => {
    const read = context(
      'push',
      { before: BASE },
      {
        GITHUB_API_URL: 'https://ghe.example/api/v3',
        GITHUB_GRAPHQL_URL: 'https://ghe.example/api/graphql',
        GITHUB_SERVER_URL: 'https://ghe.example',
      },
    );
    expect(read).toMatchObject({ apiUrl: 'https://ghe.example/api/v3', graphqlUrl: 'https://ghe.example/api/graphql' });
    expect(read.run.url).toBe('https://ghe.example/acme/assistant/actions/runs/77');
  });
});
