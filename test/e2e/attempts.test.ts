import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';

import { type AttemptEntry, MORE_ATTEMPTS } from '../../src/domain/attempt.ts';
import { readAttempts, splitAttempts, withAttempts } from '../../src/github/attempt-document.ts';
import { markerOf } from '../../src/github/comment-body.ts';
import {
  type ActionResult,
  BOT,
  closeAll,
  gatedPullRequest,
  type GatedPullRequest,
  TOKEN,
} from '../support/gated-pull-request.ts';
import { type GatedRepository, gatedRepository } from '../support/gated-repository.ts';
import { answerOf, BROKEN, promptPath, REWORDED } from '../support/gated-suite.ts';
import type { FakeComment, Permissions } from '../support/github/github-state.ts';
import { type ModelServer, startModelServer } from '../support/model-server.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

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

const commentsOnly: Permissions = { contents: 'read', 'pull-requests': 'write' };
const withChecks: Permissions = { ...commentsOnly, checks: 'write' };
const REWORDED_TWICE = 'Kindly answer in JSON.\n';

async function pullRequest(prompt: string, permissions: Permissions, roles = {}): Promise<GatedPullRequest> {
  const opened = await gatedPullRequest(
    repository,
    { [promptPath]: prompt },
    { tokens: { [TOKEN]: { permissions } }, roles },
  );
  open.push(opened);
  return opened;
}

const sticky = ({ github }: GatedPullRequest): FakeComment => {
  const own = github.state.comments.filter(({ author }) => author === BOT);
  const found = own.find(({ body }) => body.startsWith(markerOf('steelyard'))) ?? own[0];
  if (found === undefined) throw new Error('expected a comment of ours');
  return found;
};
const recorded = (text: string): readonly string[] | undefined => readAttempts(text)?.map(({ outcome }) => outcome);
const inComment = (of: GatedPullRequest): readonly string[] | undefined =>
  recorded(splitAttempts(sticky(of).body).attempts ?? '[]');
const ledgers = ({ github }: GatedPullRequest) =>
  github.state.checkRuns.filter(({ name }) => name === 'Steelyard attempts (steelyard)');
const attemptOf = ({ report }: ActionResult) => {
  const { digest: _, ...attempt } = report?.attempt ?? {};
  return report?.attempt === undefined ? undefined : attempt;
};

function failed(count: number): readonly AttemptEntry[] {
  return Array.from({ length: count }, (_, i) => ({
    digest: i.toString(16).padStart(16, '0'),
    candidate: 'c'.repeat(16),
    base: '',
    commit: 'a'.repeat(7),
    at: new Date(Date.UTC(2026, 0, 1 + i)).toISOString(),
    branch: '',
    outcome: 'fail',
  }));
}

describe('attempts at a pull request', () => {
  test('in the comment: the first fails, the second has to pass twice, and the comment says so', async () => {
    const of = await pullRequest(BROKEN, commentsOnly);
    const during: (readonly string[] | undefined)[] = [];
    const stop = of.github.onRequest(({ method, path }) => {
      if (method === 'POST' && path === '/graphql') return;
      if (of.github.state.comments.length > 0) during.push(inComment(of));
    });
    const first = await of.run();
    stop();
    expect(first).toMatchObject({ code: 1, outputs: { verdict: 'fail' } });
    expect(attemptOf(first)).toEqual({ number: 1, mustRepeat: false, kept: 'comment' });
    expect(during).toContainEqual(['running']);
    expect(inComment(of)).toEqual(['fail']);
    expect(first.comments).toHaveLength(1);
    expect(sticky(of).body).toContain('· attempt 1 · steelyard');

    await of.push({ [promptPath]: REWORDED });
    const second = await of.run();
    expect(second).toMatchObject({ code: 0, outputs: { verdict: 'pass' } });
    expect(attemptOf(second)).toEqual({ number: 2, mustRepeat: true, because: 'earlier', kept: 'comment' });
    expect(second.report?.repeat?.decisions.map(({ decision }) => decision)).toEqual(['passed', 'passed']);
    expect(sticky(of).body).toContain('attempt 2: this pass was repeated on fresh runs');
    expect(sticky(of).body).toContain('passed again on a fresh run of both versions');
    expect(inComment(of)).toEqual(['fail', 'pass']);
    expect(second.comments).toHaveLength(1);
  });

  test('the same commit run again is a new attempt: its trials are nowhere', async () => {
    const of = await pullRequest(BROKEN, commentsOnly);
    await of.run();
    expect(attemptOf(await of.run({ attempt: 2 }))).toMatchObject({ number: 2, mustRepeat: true });
  });

  test('in a check run where the token may write one, found again on commits that were pushed away', async () => {
    const of = await pullRequest(BROKEN, withChecks);
    const first = await of.run();
    expect(attemptOf(first)).toMatchObject({ number: 1, kept: 'check-run' });
    expect(ledgers(of)).toHaveLength(1);
    expect(ledgers(of)[0]).toMatchObject({ headSha: of.pull.head.sha, status: 'completed', conclusion: 'neutral' });
    expect(recorded(ledgers(of)[0]?.output.text ?? '')).toEqual(['fail']);

    // Whatever becomes of the comment, and of the commit.
    of.github.state.removeComment(sticky(of), 'octocat');
    await of.push({ [promptPath]: REWORDED }, { force: true });
    const second = await of.run();
    expect(attemptOf(second)).toEqual({ number: 2, mustRepeat: true, because: 'earlier', kept: 'check-run' });
    expect(recorded(ledgers(of)[1]?.output.text ?? '')).toEqual(['fail', 'pass']);
  });

  test('a check run of another app says nothing', async () => {
    const of = await pullRequest(REWORDED, withChecks);
    of.github.state.checkRuns.push({
      id: of.github.state.nextId(),
      app: 'somebody[bot]',
      name: 'Steelyard attempts (steelyard)',
      headSha: of.pull.head.sha,
      status: 'completed',
      conclusion: 'neutral',
      startedAt: null,
      completedAt: null,
      detailsUrl: null,
      externalId: null,
      output: { title: '', summary: '', text: 'anything' },
      annotations: [],
    });
    expect(attemptOf(await of.run())).toMatchObject({ number: 1, mustRepeat: false });
  });

  test.each([
    ['edited', (of: GatedPullRequest) => of.github.state.editComment(sticky(of), 'octocat', markerOf('steelyard'))],
    [
      'edited as if it were another job’s',
      (of: GatedPullRequest) => of.github.state.editComment(sticky(of), 'octocat', markerOf('other')),
    ],
    [
      'edited until nothing of it is left',
      (of: GatedPullRequest) => of.github.state.editComment(sticky(of), 'octocat', '.'),
    ],
    ['removed', (of: GatedPullRequest) => of.github.state.removeComment(sticky(of), 'octocat')],
  ])('a comment that somebody else %s counts as a later attempt, once', async (_, touch) => {
    const of = await pullRequest(REWORDED, commentsOnly);
    expect(attemptOf(await of.run())).toMatchObject({ number: 1 });
    touch(of);
    // GitHub tells whole seconds.
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await of.push({ [promptPath]: REWORDED_TWICE });
    const second = await of.run();
    expect(attemptOf(second)).toMatchObject({ number: 2, mustRepeat: true, because: 'unreadable', kept: 'comment' });
    expect(second.report?.findings.map(({ ruleId }) => ruleId)).toContain('attempts-not-counted');
    expect(inComment(of)).toContain('unknown');
    await of.push({ [promptPath]: BROKEN });
    expect(attemptOf(await of.run())).toMatchObject({ number: 3, because: 'unreadable' });
  });

  test('a run that decides nothing does not make an edit by somebody else good', async () => {
    const of = await pullRequest(BROKEN, commentsOnly);
    await of.run();
    of.github.state.editComment(sticky(of), 'octocat', `${markerOf('steelyard')}\nnothing to see`);
    await of.push({ 'steelyard.yaml': 'version: 1\nalhpa: 3\n' });
    expect((await of.run()).code).toBe(3);
    expect(sticky(of).editor).toBe(BOT);
    expect(inComment(of)).toEqual(['unknown']);
  });

  test('hidden it is read all the same', async () => {
    const of = await pullRequest(BROKEN, commentsOnly);
    await of.run();
    sticky(of).minimized = true;
    await of.push({ [promptPath]: REWORDED });
    expect(attemptOf(await of.run())).toMatchObject({ number: 2, because: 'earlier' });
  });

  test('a second pull request from the same branch does not begin anew; after a merge it does', async () => {
    const of = await pullRequest(BROKEN, commentsOnly);
    await of.run();
    await of.push({ [promptPath]: REWORDED });
    const first = of.github.state.pullRequests.get(7);
    if (first === undefined) throw new Error('expected the pull request');
    first.state = 'closed';
    const facts = { ...of.pull.facts('acme/assistant'), number: 8, base: { ref: 'main', sha: of.pull.base.sha } };
    of.github.state.addPullRequest(facts);
    const event = { name: 'pull_request', pull: facts } as const;
    expect(attemptOf(await of.run({ event }))).toMatchObject({ number: 2, because: 'earlier' });
    first.merged = true;
    of.github.state.comments.splice(1);
    expect(attemptOf(await of.run({ event }))).toMatchObject({ number: 1, mustRepeat: false });
  });

  test('nor does one whose predecessor’s record was removed before it was closed', async () => {
    const of = await pullRequest(BROKEN, commentsOnly);
    await of.run();
    of.github.state.removeComment(sticky(of), 'octocat');
    await of.push({ [promptPath]: REWORDED });
    Object.assign(of.github.state.pullRequests.get(7) ?? {}, { state: 'closed' });
    const facts = { ...of.pull.facts('acme/assistant'), number: 8, base: { ref: 'main', sha: of.pull.base.sha } };
    of.github.state.addPullRequest(facts);
    const run = await of.run({ event: { name: 'pull_request', pull: facts } });
    expect(attemptOf(run)).toMatchObject({ number: 2, because: 'unreadable' });
    expect(inComment(of)).toEqual(['unknown', 'pass']);
  });

  test('the eleventh needs a maintainer’s label, and an author’s own is none', async () => {
    const of = await pullRequest(REWORDED, commentsOnly, { octocat: 'write', mona: 'maintain' });
    const { state } = of.github;
    state.addComment({ issue: 7, author: BOT, body: withAttempts(`${markerOf('steelyard')}\n`, failed(10)) });
    const label = (actor: string): void => {
      const shown = state.pullRequests.get(7);
      shown?.labels.splice(0, 1, MORE_ATTEMPTS);
      shown?.timeline.push({ kind: 'labeled', actor, at: '2026-01-02T00:00:00Z', label: MORE_ATTEMPTS });
    };
    const before = server.asked.length;
    const refused = await of.run();
    expect(refused).toMatchObject({ code: 2, outputs: { verdict: 'inconclusive', reason: 'too-many-attempts' } });
    expect(sticky(of).body).toContain(MORE_ATTEMPTS);
    label('octocat');
    expect((await of.run()).outputs['reason']).toBe('too-many-attempts');
    expect(server.asked.length).toBe(before);
    expect(inComment(of)).toHaveLength(10);
    label('mona');
    const allowed = await of.run();
    expect(allowed.outputs).toMatchObject({ verdict: 'pass', reason: '' });
    expect(attemptOf(allowed)).toMatchObject({ number: 11, mustRepeat: true });
  });

  test('where nothing can be kept a pass is repeated', async () => {
    const of = await pullRequest(REWORDED, { contents: 'read', 'pull-requests': 'read' });
    const run = await of.run();
    expect(run.outputs['verdict']).toBe('pass');
    expect(attemptOf(run)).toEqual({ number: 2, mustRepeat: true, because: 'unwritable' });
  });

  test('in a merge queue a pass is not written down', async () => {
    const of = await pullRequest(REWORDED, withChecks);
    const queue = await of.pull.queue('merge');
    const event = {
      name: 'merge_group',
      baseSha: queue.baseSha,
      headSha: queue.headSha,
      headRef: queue.headRef,
    } as const;
    const run = await of.run({ event, checkout: { branch: queue.headRef, depth: 2 } });
    expect(run.report?.verdict.outcome).toBe('pass');
    expect(attemptOf(run)).toEqual({ number: 1, mustRepeat: false, kept: 'pull-request' });
    expect(ledgers(of)).toEqual([]);
    expect(of.github.state.comments).toEqual([]);
  });

  test('an idle run asks nothing and keeps nothing', async () => {
    const of = await pullRequest(BROKEN, withChecks);
    await of.push({ [promptPath]: 'Answer in JSON.\n', 'README.md': 'x' });
    await of.run();
    expect(ledgers(of)).toEqual([]);
    expect(of.github.state.comments).toEqual([]);
  });
});

describe('attempts on this machine', () => {
  test('the same work tree again gives the same report without a call; a changed record of it does not', async () => {
    await repository.reset();
    await repository.write({ [promptPath]: BROKEN });
    const first = await repository.gate(['--head', 'WORKTREE']);
    expect(first.report).toMatchObject({ verdict: { outcome: 'fail' }, attempt: { number: 1, kept: 'journal' } });
    const before = server.asked.length;
    const again = await repository.gate(['--head', 'WORKTREE']);
    expect(server.asked.length).toBe(before);
    expect(again.code).toBe(first.code);
    expect(again.report?.spend.calls).toBe(0);
    const timeless = (run: ActionResult['report']) => ({
      ...run,
      createdAt: '',
      spend: {},
      baselines: [],
      attempt: { ...run?.attempt, replayOf: '' },
    });
    expect(timeless(again.report)).toEqual(timeless(first.report));
    expect(again.report?.attempt?.replayOf).toBeDefined();

    await repository.write({ [promptPath]: REWORDED });
    const second = await repository.gate(['--head', 'WORKTREE']);
    expect(second.report).toMatchObject({ verdict: { outcome: 'pass' }, attempt: { number: 2, because: 'earlier' } });

    const folder = join(repository.directory, '.steelyard');
    const lines = (await readFile(join(folder, 'attempts.jsonl'), 'utf8')).trim().split('\n');
    expect(lines).toHaveLength(4);
    const { digest = '' } = JSON.parse(lines[3] ?? '{}') as { digest?: string };
    const stored = join(folder, 'attempts', `${digest}.jsonl`);
    await writeFile(stored, (await readFile(stored, 'utf8')).replaceAll('"value":1', '"value":0'));
    const third = await repository.gate(['--head', 'WORKTREE']);
    expect(third.report).toMatchObject({ verdict: { outcome: 'pass' }, attempt: { number: 3 } });
  });
});
