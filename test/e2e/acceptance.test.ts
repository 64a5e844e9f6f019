import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';

import type { Baseline } from '../../src/domain/baseline.ts';
import { BOT, closeAll, gatedPullRequest, type GatedPullRequest, TOKEN } from '../support/gated-pull-request.ts';
import { type GatedRepository, gatedRepository } from '../support/gated-repository.ts';
import {
  answerOf,
  BROKEN,
  casesJsonl,
  casesPath,
  gatedSuite,
  promptPath,
  REWORDED,
  searchSuite,
  suitePath,
} from '../support/gated-suite.ts';
import type { FakeReview } from '../support/github/github-state.ts';
import type { Permissions } from '../support/github/github-state.ts';
import { liveRepository } from '../support/live-repository.ts';
import { type ModelServer, startModelServer } from '../support/model-server.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const permissions: Permissions = { actions: 'read', checks: 'write', contents: 'read', 'pull-requests': 'write' };
const roles = { octocat: 'maintain', mona: 'maintain', hubot: 'admin', carla: 'write', rita: 'read' } as const;
const ACCEPT = '/steelyard accept the new law asks for it';

let server: ModelServer;
let repository: GatedRepository;
const open: GatedPullRequest[] = [];

beforeAll(async () => {
  server = await startModelServer(answerOf);
  repository = await gatedRepository(server.url, { refreshed: true });
});

afterAll(async () => {
  await server.close();
  await repository.remove();
});

afterEach(() => closeAll(open));

async function pullRequest(
  prompt: string,
  files: Readonly<Record<string, string>> = {},
  options: Parameters<typeof gatedPullRequest>[2] = {},
): Promise<GatedPullRequest> {
  const tokens = { [TOKEN]: { permissions } };
  const opened = await gatedPullRequest(repository, { [promptPath]: prompt, ...files }, { tokens, roles, ...options });
  open.push(opened);
  return opened;
}

function review(of: GatedPullRequest, facts: Partial<FakeReview> = {}): FakeReview {
  return of.github.state.addReview(7, {
    author: 'mona',
    body: ACCEPT,
    state: 'COMMENTED',
    commitId: of.pull.head.sha,
    ...facts,
  });
}

const comment = (of: GatedPullRequest): string =>
  of.github.state.comments.find(({ author }) => author === BOT)?.body ?? '';

describe('a drop that a maintainer accepts', () => {
  test('stays a failure, is green for this commit after a re-run without a call, and no longer after the next push', async () => {
    // With a case of its own beside the change: what only is shown is read again as well.
    const own = `${casesJsonl()}${JSON.stringify({ id: 'new-1', input: { question: '[case-02] new?' }, expected: 'yes' })}\n`;
    const of = await pullRequest(BROKEN, { [casesPath]: own });
    expect(await of.run({ keeps: true })).toMatchObject({ code: 1, outputs: { verdict: 'fail' } });
    expect(comment(of)).toContain('`/steelyard accept <reason>`');

    review(of);
    const before = server.asked.length;
    const again = await of.run({ attempt: 2, keeps: true });
    expect(again).toMatchObject({ code: 0, outputs: { verdict: 'fail', 'exit-code': '0', calls: '0' } });
    expect(server.asked.length).toBe(before);
    expect(again.report?.verdict).toMatchObject({
      outcome: 'fail',
      accepted: { by: 'mona', reason: 'the new law asks for it', commit: of.pull.head.sha },
    });
    expect(again.report?.attempt).toMatchObject({ number: 1, mustRepeat: false });
    expect(again.report?.advisory).toHaveLength(2);
    expect(comment(of)).toContain('## ❌ Steelyard: 2 regressions in `support`, accepted by a maintainer');
    expect(comment(of)).toContain('Accepted by mona: “the new law asks for it”');
    expect(again.summary).toContain('accepted by a maintainer');

    await of.push({ [promptPath]: `${BROKEN}more\n` });
    const next = await of.run({ keeps: true });
    expect(next).toMatchObject({ code: 1, outputs: { verdict: 'fail' } });
    expect(next.report?.verdict.accepted).toBeUndefined();
    expect(comment(of)).toContain('it is a review of another commit than the newest');
  });

  test('is carried into the merge queue by what was evaluated, and not onto another base', async () => {
    const of = await pullRequest(BROKEN);
    await of.run({ keeps: true });
    review(of, { state: 'APPROVED', body: `Fine by me.\n\n${ACCEPT}\n` });
    await of.run({ attempt: 2, keeps: true });

    const queue = await of.pull.queue('merge');
    const { baseSha, headSha, headRef } = queue;
    const event = { name: 'merge_group', baseSha, headSha, headRef } as const;
    const before = server.asked.length;
    const carried = await of.run({ event, checkout: { branch: headRef, depth: 2 } });
    expect(carried).toMatchObject({ code: 0, outputs: { verdict: 'fail', calls: '0' } });
    expect(server.asked.length).toBe(before);
    expect(carried.report?.verdict.accepted).toMatchObject({ by: 'mona', commit: of.pull.head.sha });

    const moved = await otherBase(of);
    const judged = await of.run({ event: moved, checkout: { branch: moved.headRef, depth: 2 } });
    expect(judged).toMatchObject({ code: 1, outputs: { verdict: 'fail' } });
    expect(judged.report?.verdict.accepted).toBeUndefined();
    expect(server.asked.length).toBeGreaterThan(before);
  });
});

/** The queue's branch on a base where another limit has landed meanwhile. */
async function otherBase(of: GatedPullRequest) {
  const git = (...args: readonly string[]) => repository.git(...args);
  await git('checkout', '--quiet', '--force', '-B', 'other-base', 'main');
  await repository.commit('another limit', {
    [suitePath]: (await suiteText()).replace('margin: 0.1', 'margin: 0.12'),
  });
  const baseSha = (await git('rev-parse', 'HEAD')).trim();
  await git('checkout', '--quiet', '-B', 'queue-2', baseSha);
  await git('merge', '--quiet', '--no-ff', '--no-edit', of.pull.head.sha);
  const headSha = (await git('rev-parse', 'HEAD')).trim();
  const headRef = `gh-readonly-queue/main/pr-7-${baseSha}`;
  await of.pull.git('fetch', '--quiet', repository.directory, `+queue-2:refs/heads/${headRef}`);
  return { name: 'merge_group', baseSha, headSha, headRef } as const;
}

const suiteText = () => repository.git('show', `main:${suitePath}`);

describe('what accepts nothing', () => {
  test.each<[string, string, (of: GatedPullRequest) => void]>([
    [
      'a contributor with write access',
      'they do not maintain this repository',
      (of) => review(of, { author: 'carla' }),
    ],
    ['somebody who may only read', 'they do not maintain this repository', (of) => review(of, { author: 'rita' })],
    ['an outsider', 'they do not maintain this repository', (of) => review(of, { author: 'mallory' })],
    ['the author, who is a maintainer', 'it is their own pull request', (of) => review(of, { author: 'octocat' })],
    [
      'a review of an older commit',
      'it is a review of another commit than the newest',
      (of) => review(of, { commitId: of.pull.base.sha }),
    ],
    [
      'a review that somebody else edited into one',
      'the review was edited after it was submitted',
      (of) => of.github.state.editReview(review(of, { body: 'Looks bad.' }), 'carla', ACCEPT),
    ],
    [
      'a review that its own author edited',
      'the review was edited after it was submitted',
      (of) => of.github.state.editReview(review(of, { body: 'Hm.' }), 'mona', ACCEPT),
    ],
    [
      'a review from before anything had failed',
      'had not failed yet',
      (of) => review(of, { submittedAt: '2026-01-01T00:00:00Z' }),
    ],
    ['a review that was dismissed', 'the review was dismissed', (of) => review(of, { state: 'DISMISSED' })],
    ['one that asks for changes', 'asks for changes', (of) => review(of, { state: 'CHANGES_REQUESTED' })],
    ['an app', 'it was not written by a person', (of) => review(of, { author: 'helper[bot]' })],
    ['no reason', 'it gives no reason', (of) => review(of, { body: '/steelyard accept' })],
  ])('%s: said, and still red', async (_, why, plant) => {
    const of = await pullRequest(BROKEN);
    await of.run({ keeps: true });
    plant(of);
    const again = await of.run({ attempt: 2, keeps: true });
    expect(again).toMatchObject({ code: 1, outputs: { verdict: 'fail', calls: '0' } });
    expect(again.report?.verdict.accepted).toBeUndefined();
    const said = again.report?.findings.filter(({ ruleId }) => ruleId === 'acceptance-refused');
    expect(said?.map(({ message }) => message).join()).toContain(why);
  });

  test('the pull request’s own text, comments, quotes and code: not even read', async () => {
    const of = await pullRequest(BROKEN);
    await of.run({ keeps: true });
    const { state } = of.github;
    Object.assign(state.pullRequests.get(7) ?? {}, { title: ACCEPT, body: ACCEPT, labels: [ACCEPT] });
    state.addComment({ issue: 7, author: 'mona', body: ACCEPT });
    for (const body of [
      `> ${ACCEPT}`,
      `\`\`\`\n${ACCEPT}\n\`\`\``,
      `Please ${ACCEPT}`,
      `    ${ACCEPT}`,
      '/steelyard acceptable',
    ]) {
      review(of, { body });
    }
    const again = await of.run({ attempt: 2, keeps: true });
    expect(again).toMatchObject({ code: 1, outputs: { verdict: 'fail', calls: '0' } });
    expect(again.report?.findings.map(({ ruleId }) => ruleId)).not.toContain('acceptance-refused');
  });

  test('a review given before the run: what it would accept is not known yet', async () => {
    const of = await pullRequest(BROKEN);
    review(of);
    // GitHub tells whole seconds.
    await new Promise((resolve) => setTimeout(resolve, 2100));
    const run = await of.run({ keeps: true });
    expect(run).toMatchObject({ code: 1, outputs: { verdict: 'fail' } });
    review(of);
    expect(await of.run({ attempt: 2, keeps: true })).toMatchObject({ code: 0, outputs: { calls: '0' } });
  });

  test('what could not be decided', async () => {
    const of = await pullRequest(REWORDED, { 'steelyard.yaml': 'version: 1\n' }, {});
    review(of);
    const run = await of.run({ keeps: true });
    expect(run.report?.verdict.accepted).toBeUndefined();
  });
});

describe('an accepted drop on record', () => {
  test('stands in the baseline of the suite that dropped, and not of one that only changed beside it', async () => {
    const live = await liveRepository({ ...gatedSuite(server.url), ...searchSuite(server.url) }, { roles });
    try {
      const baselines = async (): Promise<void> => {
        const sha = await live.tip();
        const event = { name: 'schedule', schedule: '17 3 * * *', sha } as const;
        expect(await live.run(event, { inputs: { mode: 'refresh', trials: '1' } })).toMatchObject({ code: 0 });
        for (const [number, pull] of live.github.state.pullRequests) {
          if (pull.state === 'open') await live.merge(number);
        }
      };
      await baselines();
      const files = { [promptPath]: BROKEN, 'suites/search/prompt.md': 'search, kindly\n' };
      const number = await live.open('new-law', files, { author: 'carla' });
      expect(await live.gate(number)).toMatchObject({ code: 1, outputs: { verdict: 'fail' } });
      const { sha: commitId } = live.github.state.pullRequests.get(number)?.head ?? { sha: '' };
      live.github.state.addReview(number, { author: 'mona', body: ACCEPT, state: 'APPROVED', commitId });
      expect(await live.gate(number, { attempt: 2 })).toMatchObject({ code: 0, outputs: { verdict: 'fail' } });
      await live.merge(number);
      await baselines();
      const accepted = async (suite: string) =>
        (JSON.parse(await live.read(`baselines/${suite}/baseline.json`)) as Pick<Baseline, 'accepted'>).accepted;
      expect(await accepted('support')).toMatchObject([{ by: 'mona', pullRequest: number }]);
      expect(await accepted('search')).toEqual([]);
      expect(live.github.violations).toEqual([]);
    } finally {
      await live.close();
    }
  });
});

describe('trials of an earlier run', () => {
  test('that somebody else uploaded under the same name are not read', async () => {
    const of = await pullRequest(BROKEN);
    const first = await of.run();
    const name = `steelyard-${first.outputs['digest'] ?? ''}`;
    of.github.state.addArtifact({ name, files: { 'attempt.jsonl': '' }, headSha: of.pull.mergeSha, runId: 2 });
    const again = await of.run({ attempt: 2 });
    expect(again.report?.attempt).toMatchObject({ number: 2, mustRepeat: true, because: 'earlier' });
    expect(Number(again.outputs['calls'])).toBeGreaterThan(0);
  });

  test('are found behind a forged one, and after one that has expired they are gone', async () => {
    const of = await pullRequest(BROKEN);
    const first = await of.run({ keeps: true });
    const name = `steelyard-${first.outputs['digest'] ?? ''}`;
    const forged = { 'attempt.jsonl': '{"key":{}}\n' };
    of.github.state.addArtifact({ name, files: forged, headSha: of.pull.mergeSha, runId: 2 });
    expect(await of.run({ attempt: 2 })).toMatchObject({ code: 1, outputs: { calls: '0' } });
    for (const artifact of of.github.state.artifacts) artifact.expired = true;
    expect(Number((await of.run({ attempt: 3 })).outputs['calls'])).toBeGreaterThan(0);
  });

  test('cannot be read without `actions: read`: another attempt', async () => {
    const { actions: _, ...fewer } = permissions;
    const of = await pullRequest(REWORDED, {}, { tokens: { [TOKEN]: { permissions: fewer } } });
    await of.run({ keeps: true });
    const again = await of.run({ attempt: 2 });
    expect(again.report?.attempt).toMatchObject({ number: 2, mustRepeat: false });
    expect(Number(again.outputs['calls'])).toBeGreaterThan(0);
  });
});

describe('the merge queue', () => {
  test('after a pull request that passed stands on its result; on another base it runs again', async () => {
    const of = await pullRequest(REWORDED);
    expect(await of.run({ keeps: true })).toMatchObject({ code: 0, outputs: { verdict: 'pass' } });
    const { baseSha, headSha, headRef } = await of.pull.queue('squash');
    const event = { name: 'merge_group', baseSha, headSha, headRef } as const;
    const comments = structuredClone(of.github.state.comments);
    const reused = await of.run({ event, checkout: { branch: headRef, depth: 2 } });
    expect(reused).toMatchObject({ code: 0, outputs: { verdict: 'pass', calls: '0' } });
    expect(reused.report?.attempt).toMatchObject({ number: 1, kept: 'pull-request' });
    expect(reused.summary).toContain('read again without a call');

    const moved = await otherBase(of);
    const before = server.asked.length;
    const again = await of.run({ event: moved, checkout: { branch: moved.headRef, depth: 2 } });
    expect(again).toMatchObject({ code: 0, outputs: { verdict: 'pass' } });
    expect(server.asked.length - before).toBe(Number(again.outputs['calls']));
    expect(Number(again.outputs['calls'])).toBeGreaterThan(0);
    expect(again.report?.attempt).toMatchObject({ number: 2, mustRepeat: false });
    // The queue leaves no comment, and a pass there is nobody's attempt.
    expect(of.github.state.comments).toEqual(comments);
  });

  test('writes down what does not pass, and after it a pass has to be repeated', async () => {
    const of = await pullRequest(BROKEN);
    const { baseSha, headSha, headRef } = await of.pull.queue('merge');
    const event = { name: 'merge_group', baseSha, headSha, headRef } as const;
    expect((await of.run({ event, checkout: { branch: headRef, depth: 2 } })).code).toBe(1);
    await of.push({ [promptPath]: REWORDED });
    expect((await of.run()).report?.attempt).toMatchObject({ number: 2, mustRepeat: true, because: 'earlier' });
  });
});
