import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';

import { type GatedRepository, gatedRepository } from '../support/gated-repository.ts';
import {
  type ActionResult,
  BOT,
  closeAll,
  gatedPullRequest,
  type GatedPullRequest,
  REPOSITORY,
  TOKEN,
} from '../support/gated-pull-request.ts';
import {
  answerOf,
  BROKEN,
  casesJsonl,
  casesPath,
  GOOD,
  policyPath,
  promptPath,
  REWORDED,
  suitePath,
  targetPath,
} from '../support/gated-suite.ts';
import { type Answer, type AskedModel, type ModelServer, startModelServer } from '../support/model-server.ts';
import { runAction } from '../support/github/run-action.ts';
import { startProxy } from '../support/proxy.ts';
import { githubEvent } from '../support/github/event.ts';

// A few seconds each; a machine that does much else besides may take ten times that.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/** The built action as the runner runs it, on real git objects, against a GitHub that is held to its own descriptions. */
let server: ModelServer;
let repository: GatedRepository;
let answer: (asked: AskedModel) => Answer | Promise<Answer>;
const open: GatedPullRequest[] = [];
/** One line a situation, printed at the end: what the check said, after how many calls, with which exit code. */
const story: string[] = [];

const fastTimers = ['--import', resolve(import.meta.dirname, '../support/fast-timers.mjs')];

beforeAll(async () => {
  answer = answerOf;
  server = await startModelServer((asked) => answer(asked));
  repository = await gatedRepository(server.url, { refreshed: true });
  await baseWith('few', { [casesPath]: casesJsonl((one, index) => (index < 20 ? one : undefined)) });
  await baseWith('keyed', {
    [policyPath]: 'version: 1\nhosts: { 127.0.0.1: MODEL_KEY }\nmax-age: 10\n',
  });
});

afterAll(async () => {
  await server.close();
  await repository.remove();
  process.stdout.write(`\n${story.join('\n')}\n`);
});

beforeEach(() => {
  answer = answerOf;
});

afterEach(() => closeAll(open));

async function pullRequest(...of: Parameters<typeof gatedPullRequest> extends [unknown, ...infer Rest] ? Rest : never) {
  const opened = await gatedPullRequest(repository, ...of);
  open.push(opened);
  return opened;
}

/** A branch of the base to propose changes to. */
async function baseWith(name: string, files: Readonly<Record<string, string>>): Promise<string> {
  await repository.git('checkout', '--quiet', '--force', '-B', name, 'main');
  await repository.git('clean', '--force', '-d', '-x', '--quiet');
  await repository.commit(name, files);
  return name;
}

/** Runs it, notes it in the story, and counts the model's calls at the model's server. */
async function told(
  situation: string,
  of: GatedPullRequest,
  ...choices: Parameters<GatedPullRequest['run']>
): Promise<ActionResult & { readonly calls: number }> {
  const before = server.asked.length;
  const run = await of.run(...choices);
  const calls = server.asked.length - before;
  const { verdict = '', reason = '' } = run.outputs;
  const outcome = verdict === '' ? 'could not run' : reason === '' ? verdict : `${verdict} (${reason})`;
  story.push(`${situation.padEnd(58)} ${outcome.padEnd(34)} ${String(calls).padStart(4)} calls  exit ${run.code}`);
  return { ...run, calls };
}

const body = (run: ActionResult): string => run.comments[0]?.body ?? '';
const numberOf = ({ text }: AskedModel): number => Number(/\[case-(\d+)\]/.exec(text)?.[1] ?? 0);
const lose: Answer = (response) => response.writeHead(500, { 'content-type': 'application/json' }).end('{}');

describe('verdicts', () => {
  test('pass: green, one comment, outputs and summary', async () => {
    const of = await pullRequest({ [promptPath]: REWORDED });
    const run = await told('PASS', of);
    expect(run).toMatchObject({ code: 0, calls: 45 });
    expect(run.outputs).toMatchObject({
      verdict: 'pass',
      reason: '',
      level: 'pass',
      'exit-code': '0',
      calls: '45',
      regressions: '0',
      stale: 'false',
      'report-file': '.steelyard/report.json',
      'comment-file': '.steelyard/comment.md',
    });
    expect(run.outputs['digest']).toBe(run.report?.attempt?.digest);
    expect(run.comments).toHaveLength(1);
    expect(body(run)).toMatch(
      /^<!-- steelyard:v1 key=steelyard -->\n.*\n## ✅ Steelyard: pass, `support` stays within its limits/,
    );
    expect(body(run)).toContain(`https://github.com/${REPOSITORY}/actions/runs/4711`);
    expect(run.summary).toContain('## ✅ Steelyard: pass');
    expect(run.commands.filter(({ name }) => name === 'error')).toEqual([]);
  });

  test('fail: red, on fresh runs of both versions, with the line that changed', async () => {
    const of = await pullRequest({ [promptPath]: BROKEN });
    const run = await told('FAIL', of);
    expect(run).toMatchObject({ code: 1, calls: 90 });
    expect(run.outputs).toMatchObject({ verdict: 'fail', level: 'fail', 'exit-code': '1', regressions: '2' });
    expect(body(run)).toMatch(/## ❌ Steelyard: 2 regressions in `support`/);
    expect(body(run)).toContain('it happened again when both versions were run fresh');
    // What people know the change by is the commit that was pushed, not the merge that was judged.
    expect(body(run)).toContain(`[\`${of.pull.head.sha.slice(0, 7)}\`](`);
    expect(body(run)).toContain(`git fetch origin ${of.pull.base.sha} ${of.pull.mergeSha}`);
    const error = run.commands.find(({ name }) => name === 'error');
    expect(error?.properties).toMatchObject({ file: promptPath, line: '1' });
    expect(error?.data).toMatch(/more answers per 100 go wrong/);
  });

  test('the first run, without a stored baseline, is a real one at twice the calls', async () => {
    const from = await baseWith('unrefreshed', {});
    await repository.git('rm', '-r', '--quiet', 'baselines');
    await repository.commit('no baseline');
    const of = await pullRequest({ [promptPath]: REWORDED }, { from });
    const run = await told('first run, no baseline stored', of);
    expect(run).toMatchObject({ code: 0, calls: 120 });
    expect(body(run)).toContain('There is no stored baseline yet');
    expect(body(run)).toContain('steelyard refresh');
  });

  test('the first steelyard.yaml: checked, nothing runs, green', async () => {
    await repository.git('checkout', '--quiet', '--force', '--orphan', 'bare');
    await repository.git('rm', '-r', '--quiet', '--force', '.');
    await repository.commit('nothing yet', { 'README.md': 'A product.\n' });
    const files = Object.fromEntries(
      await Promise.all(
        [policyPath, suitePath, targetPath, promptPath, casesPath, 'schemas/answer.json'].map(
          async (path) => [path, await repository.git('show', `main:${path}`)] as const,
        ),
      ),
    );
    const of = await pullRequest(files, { from: 'bare' });
    const run = await told('the first steelyard.yaml', of);
    expect(run).toMatchObject({ code: 0, calls: 0 });
    expect(body(run)).toContain('After the merge, every change to the product is compared with the version before it');
  });

  test('a change of the suite’s files by somebody whose policy is broken is not judged by it: exit 3 with the mend', async () => {
    const of = await pullRequest({ [policyPath]: 'version: 1\nalhpa: 3\n' });
    const run = await told('a policy that cannot be read', of);
    expect(run).toMatchObject({ code: 3, calls: 0 });
    expect(run.outputs).toMatchObject({ verdict: '', 'exit-code': '3' });
    expect(run.said).toMatch(/steelyard\.yaml: .*did you mean `alpha`/);
    expect(run.commands.find(({ name }) => name === 'error')?.properties).toMatchObject({ file: policyPath });
    expect(body(run)).toContain('## ⛔ Steelyard could not run');
  });
});

describe('every way to be inconclusive', () => {
  test('undecided: too few cases for any pass; a warning, and green', async () => {
    const of = await pullRequest({ [promptPath]: REWORDED }, { from: 'few' });
    const run = await told('undecided', of);
    expect(run.code).toBe(0);
    expect(run.outputs).toMatchObject({ verdict: 'inconclusive', reason: 'undecided', level: 'warn' });
    expect(body(run)).toContain('⚠️ Steelyard: inconclusive');
    expect(run.commands.map(({ name }) => name)).toContain('warning');
  });

  test('undecided with fail-on-inconclusive: red', async () => {
    const of = await pullRequest({ [promptPath]: REWORDED }, { from: 'few' });
    const run = await told('undecided, fail-on-inconclusive: true', of, { inputs: { 'fail-on-inconclusive': 'true' } });
    expect(run.code).toBe(2);
    expect(run.outputs).toMatchObject({ reason: 'undecided', level: 'fail', 'exit-code': '2' });
  });

  test('unconfirmed: a baseline better than the truth fails nobody', async () => {
    answer = (asked) => (numberOf(asked) % 5 === 0 ? '{"answer":"no"}' : answerOf(asked));
    const of = await pullRequest({ [promptPath]: REWORDED });
    const run = await told('unconfirmed', of);
    expect(run.code).toBe(0);
    expect(run.outputs).toMatchObject({ verdict: 'inconclusive', reason: 'unconfirmed', level: 'warn' });
  });

  test('no-baseline: a suite that the change brings runs and enters no verdict', async () => {
    const copied = async (path: string) => repository.git('show', `main:${path}`);
    const added = {
      'suites/new/suite.yaml': (await copied(suitePath)).replace('name: support', 'name: new'),
      'suites/new/target.yaml': await copied(targetPath),
      'suites/new/prompt.md': GOOD,
      'suites/new/cases.jsonl': await copied(casesPath),
    };
    const of = await pullRequest(added);
    const run = await told('no-baseline (a new suite)', of);
    expect(run).toMatchObject({ code: 0, calls: 50 });
    expect(run.outputs).toMatchObject({ verdict: 'inconclusive', reason: 'no-baseline', level: 'warn' });
  });

  test('too-many-errors: one call in five is lost for good', async () => {
    answer = (asked) => (numberOf(asked) % 5 === 0 ? lose : answerOf(asked));
    const of = await pullRequest({ [promptPath]: REWORDED });
    const run = await told('too-many-errors', of, { nodeOptions: fastTimers });
    expect(run.code).toBe(2);
    expect(run.outputs).toMatchObject({ reason: 'too-many-errors', level: 'fail' });
  });

  test('over-budget: the minutes of the step are over', async () => {
    answer = async (asked) => {
      await delay(150);
      return answerOf(asked);
    };
    const of = await pullRequest({ [promptPath]: REWORDED });
    const run = await told('over-budget', of, { inputs: { 'max-minutes': '0.01' } });
    expect(run.code).toBe(2);
    expect(run.outputs).toMatchObject({ reason: 'over-budget', level: 'fail' });
  });

  test('target-missing: the gated target is removed', async () => {
    const of = await pullRequest({ [targetPath]: null });
    const run = await told('target-missing', of);
    expect(run).toMatchObject({ code: 2, calls: 0 });
    expect(run.outputs).toMatchObject({ reason: 'target-missing', level: 'fail' });
  });

  test('metric-missing: nothing is gated', async () => {
    const suite = await repository.git('show', `main:${suitePath}`);
    const from = await baseWith('ungated', { [suitePath]: suite.replaceAll('gate: true', 'gate: false') });
    const of = await pullRequest({ [promptPath]: REWORDED }, { from });
    const run = await told('metric-missing', of);
    expect(run.code).toBe(2);
    expect(run.outputs).toMatchObject({ reason: 'metric-missing', level: 'fail' });
  });

  test('no-base-build: watched code changed, and the base cannot be built; with its objects missing too', async () => {
    const suite = await repository.git('show', `main:${suitePath}`);
    const program = [
      "import { createInterface } from 'node:readline';",
      'for await (const line of createInterface({ input: process.stdin })) {',
      '  const { id } = JSON.parse(line);',
      '  console.log(JSON.stringify({ id, output: \'{"answer":"yes"}\' }));',
      '}',
      '',
    ].join('\n');
    const files = {
      [suitePath]: suite.replace('targets: [openai]', 'targets: [command]\nwatch: [src/**]'),
      [targetPath]: 'type: command\ncommand: [node, src/answer.mjs]\n',
      'src/answer.mjs': program,
    };
    const without = await pullRequest(
      { 'src/answer.mjs': `${program}// new\n` },
      { from: await baseWith('unbuilt', files) },
    );
    const run = await told('no-base-build (no `setup:`)', without);
    expect(run).toMatchObject({ code: 2, calls: 0 });
    expect(run.outputs).toMatchObject({ reason: 'no-base-build', level: 'fail' });

    const setup = { ...files, [targetPath]: `${files[targetPath]}setup: [node, --version]\n` };
    const shallow = await pullRequest(
      { 'src/answer.mjs': `${program}// new\n` },
      { from: await baseWith('built', setup) },
    );
    const alone = await told('no-base-build (checkout at depth 1)', shallow, { checkout: 'merge' });
    expect(alone.outputs).toMatchObject({ reason: 'no-base-build', level: 'fail' });
    expect(body(alone)).toContain('fetch-depth: 2');
    const deeper = await told('the same, checked out at depth 2', shallow, { checkout: 'merge-depth-2' });
    expect(deeper).toMatchObject({ code: 0 });
    expect(deeper.outputs['verdict']).toBe('pass');
  });

  test('cancelled: a partial report, no comment, exit 3', async () => {
    let kill: (signal: NodeJS.Signals) => void = () => undefined;
    const from = server.asked.length;
    answer = async (asked) => {
      await delay(50);
      if (server.asked.length >= from + 20) {
        kill('SIGTERM');
        // The runner sends its second signal only seconds later.
        kill = () => undefined;
      }
      return answerOf(asked);
    };
    const of = await pullRequest({ [promptPath]: REWORDED });
    const run = await told('cancelled', of, { onStart: (end) => (kill = end) });
    expect(run.code).toBe(3);
    expect(run.outputs).toMatchObject({ reason: 'cancelled', 'exit-code': '3' });
    expect(run.report?.verdict).toMatchObject({ outcome: 'inconclusive', reason: 'cancelled' });
    expect(run.comments).toEqual([]);
    expect(run.summary).toContain('cancelled before there was a verdict');
  });
});

describe('nothing relevant changed', () => {
  test('0 calls, no comment, no word but the summary', async () => {
    const of = await pullRequest({ 'README.md': 'words\n' });
    const run = await told('nothing relevant changed', of);
    expect(run).toMatchObject({ code: 0, calls: 0, comments: [] });
    expect(run.outputs).toMatchObject({ verdict: 'pass', calls: '0' });
    expect(run.summary).toBe('## ✅ Steelyard: pass, nothing relevant changed\n\n');
    expect(of.github.requests.every(({ method, path }) => method === 'GET' || path === '/graphql')).toBe(true);
  });

  test('a red comment from before is made true', async () => {
    const of = await pullRequest({ 'README.md': 'words\n' });
    of.github.state.addComment({
      issue: 7,
      author: BOT,
      body: `<!-- steelyard:v1 key=steelyard -->\n<!-- steelyard:run head=${'a'.repeat(40)} run=1 attempt=1 -->\n## ❌ Steelyard: 1 regression\n`,
    });
    const run = await told('nothing relevant changed any more', of);
    expect(run).toMatchObject({ code: 0, calls: 0 });
    expect(run.comments).toHaveLength(1);
    expect(body(run)).toContain('## ✅ Steelyard: pass, nothing relevant changed');
  });

  test('comment: always says so, comment: off says nothing at all', async () => {
    const of = await pullRequest({ 'README.md': 'words\n' });
    const always = await of.run({ inputs: { comment: 'always' } });
    expect(body(always)).toContain('nothing relevant changed');
    const failing = await pullRequest({ [promptPath]: BROKEN });
    const off = await failing.run({ inputs: { comment: 'off' } });
    expect(off).toMatchObject({ code: 1, comments: [] });
  });
});

describe('who it comes from', () => {
  test('a fork without secrets: not evaluated, 0 calls, red; the token may only read', async () => {
    const readOnly = { [TOKEN]: { permissions: { contents: 'read', 'pull-requests': 'read' } } } as const;
    const of = await pullRequest(
      { [promptPath]: BROKEN },
      { from: 'keyed', headRepository: 'mallory/assistant', tokens: readOnly },
    );
    const run = await told('fork without secrets', of);
    expect(run).toMatchObject({ code: 2, calls: 0, comments: [] });
    expect(run.outputs).toMatchObject({ verdict: 'inconclusive', reason: 'not-evaluated', level: 'fail' });
    expect(run.summary).toContain('MODEL\\_KEY is not set');
    expect(run.said).toContain('it may only read where a pull request comes from outside');
  });

  test('a fork that was given the secret on purpose is judged', async () => {
    const of = await pullRequest({ [promptPath]: BROKEN }, { from: 'keyed', headRepository: 'mallory/assistant' });
    const run = await told('fork with the secret', of, { environment: { MODEL_KEY: 'sk-secret-key-123' } });
    expect(run.code).toBe(1);
    expect(server.asked.at(-1)?.authorization).toBe('Bearer sk-secret-key-123');
    expect(JSON.stringify(run)).not.toContain('sk-secret-key-123');
  });

  test('Dependabot without its own secret', async () => {
    const of = await pullRequest({ [promptPath]: BROKEN }, { from: 'keyed', author: 'dependabot[bot]' });
    const run = await told('Dependabot', of, { sender: 'dependabot[bot]' });
    expect(run).toMatchObject({ code: 2, calls: 0 });
    expect(run.outputs).toMatchObject({ reason: 'not-evaluated' });
    expect(body(run)).toContain('Dependabot');
  });

  test('the repository’s own branch without the key could not run: exit 3, never a verdict', async () => {
    const of = await pullRequest({ [promptPath]: BROKEN }, { from: 'keyed' });
    const run = await told('own branch, key not set', of);
    expect(run).toMatchObject({ code: 3, calls: 0 });
    expect(run.said).toMatch(
      /no key for 127\.0\.0\.1:\d+: the environment variable MODEL_KEY is not set; set MODEL_KEY/,
    );
  });

  test('pull_request_target is refused before anything is read', async () => {
    const of = await pullRequest({ [promptPath]: BROKEN });
    const facts = of.pull.facts(REPOSITORY);
    const run = await told('pull_request_target', of, {
      event: { name: 'pull_request_target', pull: facts, sha: of.pull.base.sha },
    });
    expect(run).toMatchObject({ code: 3, calls: 0 });
    expect(run.said).toContain('use `on: pull_request`');
    expect(of.github.requests).toEqual([]);
  });
});

describe('which trees are compared', () => {
  const other = { 'notes.md': 'landed meanwhile\n' };

  test('a checkout at depth 1: the base comes from the API by its id', async () => {
    const of = await pullRequest({ [promptPath]: BROKEN });
    const run = await told('checkout at depth 1', of, { checkout: 'merge' });
    expect(run).toMatchObject({ code: 1, calls: 90 });
    expect(run.report?.change.base.commit).toBe(of.pull.base.sha);
    expect(of.github.requests.some(({ path }) => path.includes('/git/trees/'))).toBe(true);
  });

  test('a checkout of head.sha: what would land is the merge all the same', async () => {
    const of = await pullRequest({ [promptPath]: BROKEN }, { landed: [other] });
    const run = await told('checkout of head.sha', of, { checkout: 'head' });
    expect(run.code).toBe(1);
    expect(run.report?.change).toMatchObject({
      base: { commit: of.pull.base.sha },
      head: { commit: of.pull.mergeSha },
    });
    // What landed meanwhile is on both sides.
    expect(run.report?.change.files.map(({ path }) => path)).toEqual([promptPath]);
  });

  test('a full checkout needs nothing from the API but the comment', async () => {
    const of = await pullRequest({ [promptPath]: REWORDED });
    const run = await told('full checkout', of, { checkout: 'merge-full' });
    expect(run.code).toBe(0);
    expect(of.github.requests.some(({ path }) => path.includes('/git/'))).toBe(false);
  });

  test('no checkout at all', async () => {
    const of = await pullRequest({ [promptPath]: BROKEN });
    const workspace = (await pullRequest({ 'README.md': 'x' })).pull.server;
    const { mkdtemp } = await import('node:fs/promises');
    const empty = await mkdtemp(`${workspace}-empty-`);
    const run = await told('no checkout at all', of, { workspace: empty });
    expect(run).toMatchObject({ code: 1, calls: 90 });
  });

  test('a stale base.sha in the payload decides nothing', async () => {
    const of = await pullRequest({ [promptPath]: REWORDED }, { landed: [other, { 'more.md': 'more\n' }] });
    const stale = (await of.pull.git('rev-parse', `${of.pull.base.sha}~2`)).trim();
    const facts = of.pull.facts(REPOSITORY);
    const run = await told('stale base.sha in the payload', of, {
      event: { name: 'pull_request', pull: { ...facts, base: { ref: 'main', sha: stale } } },
    });
    expect(run.code).toBe(0);
    expect(run.report?.change.base.commit).toBe(of.pull.base.sha);
  });

  test.for(['merge', 'rebase', 'squash'] as const)(
    'a merge queue by %s: summary and check, no comment',
    async (method) => {
      const of = await pullRequest({ [promptPath]: BROKEN }, { landed: [other] });
      const queue = await of.pull.queue(method);
      const run = await told(`merge_group (${method} queue)`, of, {
        checkout: { branch: queue.headRef },
        event: { name: 'merge_group', ...queue },
      });
      expect(run).toMatchObject({ code: 1, comments: [] });
      expect(run.report?.change).toMatchObject({
        seedKey: '7',
        base: { commit: queue.baseSha },
        head: { commit: queue.headSha },
      });
      expect(run.summary).toContain('## ❌ Steelyard: 2 regressions');
      const drawn = await of.run();
      // The same cases are drawn for the pull request and for its place in the queue.
      expect(run.report?.plan.suites[0]?.caseIds).toEqual(drawn.report?.plan.suites[0]?.caseIds);
    },
  );

  test('push, schedule and workflow_dispatch', async () => {
    const of = await pullRequest({ [promptPath]: BROKEN });
    const { base, head, mergeSha } = of.pull;
    await of.pull.git('update-ref', 'refs/heads/main', mergeSha);
    const pushed = await told('push to the default branch', of, {
      checkout: { branch: 'main' },
      event: { name: 'push', before: base.sha, after: mergeSha },
    });
    expect(pushed.report?.change).toMatchObject({ seedKey: 'main', base: { commit: base.sha } });
    const scheduled = await told('schedule', of, {
      checkout: { branch: 'main' },
      event: { name: 'schedule', schedule: '0 3 * * *', sha: mergeSha },
    });
    expect(scheduled.report?.change.base.commit).toBe(base.sha);
    await of.pull.git('update-ref', 'refs/heads/main', base.sha);
    const created = await told('push of a new branch', of, {
      checkout: { branch: 'topic' },
      event: { name: 'push', branch: 'topic', before: '0'.repeat(40), after: head.sha },
    });
    expect(created.report?.change.base.commit).toBe(base.sha);
    const dispatched = await told('workflow_dispatch on a branch', of, {
      checkout: { branch: 'topic' },
      event: { name: 'workflow_dispatch', branch: 'topic', sha: head.sha },
    });
    expect(dispatched.report?.change.base.commit).toBe(base.sha);
    expect([pushed.code, created.code, scheduled.code, dispatched.code]).toEqual([1, 1, 1, 1]);
  });

  test('a tree that the API cuts off is read folder by folder', async () => {
    const of = await pullRequest({ [promptPath]: BROKEN }, { treeEntryLimit: 5 });
    const run = await told('a tree too large for one answer', of, { checkout: 'merge' });
    expect(run.code).toBe(1);
    expect(run.report?.change.files.map(({ path }) => path)).toEqual([promptPath]);
  });

  test('a token that may read nothing: exit 3, and what to grant', async () => {
    const of = await pullRequest({ [promptPath]: BROKEN }, { tokens: { [TOKEN]: { permissions: {} } } });
    const run = await told('a token without contents: read, depth 1', of, { checkout: 'merge' });
    expect(run).toMatchObject({ code: 3, calls: 0 });
    expect(run.said).toContain('contents: read');
  });
});

describe('publishing', () => {
  test('the comment is refused (403): the verdict stands, and the missing permission is printed as YAML', async () => {
    const readOnly = { [TOKEN]: { permissions: { contents: 'read', 'pull-requests': 'read' } } } as const;
    const of = await pullRequest({ [promptPath]: REWORDED }, { tokens: readOnly });
    const run = await told('comment 403', of);
    expect(run).toMatchObject({ code: 0, comments: [] });
    expect(run.outputs['verdict']).toBe('pass');
    expect(run.said).toContain(
      'token: expected permission to write comments (pull-requests: write), received 403 Resource not accessible by integration; add to the job:',
    );
    expect(run.stderr).toContain('permissions:\n  actions: read\n  contents: read\n  pull-requests: write\n');
    expect(run.summary).toContain('## ✅ Steelyard: pass');
  });

  test('a token that may not even look at pull requests: the same advice', async () => {
    const readOnly = { [TOKEN]: { permissions: { contents: 'read' } } } as const;
    const of = await pullRequest({ [promptPath]: REWORDED }, { tokens: readOnly });
    const run = await told('comment refused by GraphQL (200, FORBIDDEN)', of, { inputs: { 'check-run': 'true' } });
    expect(run.code).toBe(0);
    expect(run.said).toContain('expected permission to write comments (pull-requests: write), received 403');
    expect(run.stderr).toContain(
      'permissions:\n  actions: read\n  contents: read\n  pull-requests: write\n  checks: write\n',
    );
  });

  test('a 5xx after the write happened makes no second comment', async () => {
    const of = await pullRequest({ [promptPath]: BROKEN });
    of.github.fail({ method: 'POST', path: /\/issues\/7\/comments$/, status: 'after-write' });
    const run = await told('comment 5xx after the write happened', of);
    expect(run.code).toBe(1);
    expect(run.comments).toHaveLength(1);
  });

  test('a connection cut before the write is tried again', async () => {
    const of = await pullRequest({ [promptPath]: BROKEN });
    of.github.fail({ method: 'POST', path: /\/issues\/7\/comments$/, status: 'reset' });
    const run = await told('comment cut off before the write', of);
    expect(run.code).toBe(1);
    expect(run.comments).toHaveLength(1);
  });

  test('GitHub is away for good: the verdict stands', async () => {
    const of = await pullRequest({ [promptPath]: BROKEN });
    of.github.fail({ path: /graphql|comments|pulls/, status: 503, times: Infinity });
    const run = await told('GitHub answers 503 to everything about comments', of, { nodeOptions: fastTimers });
    expect(run).toMatchObject({ code: 1, comments: [] });
    expect(run.said).toContain('comments could not be written');
  });

  test('40 foreign comments before ours, and a marker planted by somebody else: exactly one of ours', async () => {
    const of = await pullRequest({ [promptPath]: BROKEN });
    for (let index = 0; index < 140; index += 1) {
      of.github.state.addComment({ issue: 7, author: 'octocat', body: `comment ${index}` });
    }
    const planted = '<!-- steelyard:v1 key=steelyard -->\n## ✅ Steelyard: pass\n';
    const foreign = of.github.state.addComment({ issue: 7, author: 'mallory', body: planted });
    await of.run();
    const again = await told('140 foreign comments and a planted marker', of, { runId: 4712 });
    expect(again.comments).toHaveLength(1);
    expect(body(again)).toContain('## ❌ Steelyard: 2 regressions');
    expect(foreign.body).toBe(planted);
  });

  test('the head moved during the run: not published as current, and said so', async () => {
    const of = await pullRequest({ [promptPath]: BROKEN });
    const before = server.asked.length;
    answer = (asked) => {
      const pull = of.github.state.pullRequests.get(7);
      if (pull !== undefined && server.asked.length > before + 10) pull.head.sha = 'f'.repeat(40);
      return answerOf(asked);
    };
    const run = await told('head moved during the run', of);
    expect(run).toMatchObject({ code: 1, comments: [] });
    expect(run.outputs['stale']).toBe('true');
    expect(run.summary).toContain('The pull request moved on to another commit during this run');
  });

  test('a re-run leaves the comment as it is where it says the same', async () => {
    const of = await pullRequest({ [promptPath]: REWORDED });
    await of.run();
    const [first] = of.github.state.comments;
    await of.run({ attempt: 2 });
    const [second] = of.github.state.comments;
    expect(second?.body.split('\n')[0]).toBe(first?.body.split('\n')[0]);
    expect(of.github.state.comments).toHaveLength(1);
  });

  test('two keys, two comments', async () => {
    const of = await pullRequest({ [promptPath]: REWORDED });
    await of.run({ inputs: { 'comment-key': 'one' } });
    const run = await of.run({ inputs: { 'comment-key': 'two' } });
    expect(run.comments).toHaveLength(2);
  });

  test('a check run can be neutral where the job is green', async () => {
    const of = await pullRequest({ [promptPath]: REWORDED }, { from: 'few' });
    const run = await told('check run, inconclusive at warn', of, { inputs: { 'check-run': 'true' } });
    expect(run.code).toBe(0);
    expect(of.github.state.checkRuns.filter(({ name }) => name === 'Steelyard')).toMatchObject([
      { name: 'Steelyard', headSha: of.pull.head.sha, status: 'completed', conclusion: 'neutral' },
    ]);
    const without = await pullRequest(
      { [promptPath]: REWORDED },
      {
        tokens: { [TOKEN]: { permissions: { contents: 'read', 'pull-requests': 'write' } } },
      },
    );
    const refused = await without.run({ inputs: { 'check-run': 'true' } });
    expect(refused.code).toBe(0);
    expect(refused.said).toContain('permission to write check runs (checks: write)');
    expect(refused.stderr).toContain('  checks: write\n');
  });

  test('show-outputs: none keeps inputs and answers out of everything that is written', async () => {
    const from = await baseWith('private', {
      [policyPath]: 'version: 1\nhosts: { 127.0.0.1: null }\nmax-age: 10\nshow-outputs: none\n',
    });
    answer = (asked) => answerOf(asked).replace('"no"', '"no","note":"the private answer"');
    const of = await pullRequest({ [promptPath]: BROKEN }, { from });
    const workspace = await of.pull.checkout('merge-depth-2');
    const run = await told('show-outputs: none', of, { workspace });
    expect(run.code).toBe(1);
    const { readFile } = await import('node:fs/promises');
    const files = await Promise.all(
      ['report.json', 'comment.md', 'trials.jsonl'].map((name) => readFile(`${workspace}/.steelyard/${name}`, 'utf8')),
    );
    for (const text of [...files, body(run), run.summary, run.stdout, run.stderr]) {
      expect(text).not.toContain('the private answer');
      expect(text).not.toContain('is it so?');
    }
  });
});

describe('GitHub Enterprise Server', () => {
  test('is asked where it is', async () => {
    const of = await pullRequest({ [promptPath]: BROKEN }, { basePath: '/api/v3' });
    const run = await told('GitHub Enterprise Server', of, { checkout: 'merge' });
    expect(run).toMatchObject({ code: 1 });
    expect(run.comments).toHaveLength(1);
    expect(body(run)).toContain(`${of.github.serverUrl}/${REPOSITORY}/commit/`);
  });
});

describe('behind a proxy', () => {
  test('everything GitHub is asked and told goes through it', async () => {
    const of = await pullRequest({ [promptPath]: BROKEN });
    const proxy = await startProxy(new URL(of.github.apiUrl).host);
    const github = { apiUrl: 'http://github.invalid', graphqlUrl: 'http://github.invalid/graphql' };
    const event = githubEvent({ name: 'pull_request', pull: of.pull.facts(REPOSITORY) }, { repository: REPOSITORY });
    const run = await runAction({
      workspace: await of.pull.checkout('merge'),
      event,
      github: { ...github, serverUrl: 'http://github.invalid', repository: REPOSITORY },
      token: TOKEN,
      environment: { HTTP_PROXY: proxy.url, HTTPS_PROXY: proxy.url, NO_PROXY: '127.0.0.1' },
    });
    await proxy.close();
    expect(run.code).toBe(1);
    expect(of.github.state.comments).toHaveLength(1);
    expect(proxy.asked.length).toBeGreaterThan(0);
    expect(new Set(proxy.asked)).toEqual(new Set(['github.invalid:80']));
  });
});

describe('what cannot run says so where it is looked for', () => {
  test('an input that is wrong: the verdict of before does not stand as this commit’s', async () => {
    const of = await pullRequest({ [promptPath]: REWORDED });
    await of.run();
    const run = await told('an input that is wrong', of, { inputs: { 'max-calls': 'zero' } });
    expect(run).toMatchObject({ code: 3, calls: 0 });
    expect(run.said).toContain('with: max-calls: expected a whole number above 0, received "zero"');
    expect(run.comments).toHaveLength(1);
    expect(body(run)).toContain('## ⛔ Steelyard could not run');
  });

  test('everything that is wrong with the change’s own files, at once', async () => {
    const suite = await repository.git('show', `main:${suitePath}`);
    const target = await repository.git('show', `main:${targetPath}`);
    const of = await pullRequest({
      [suitePath]: suite.replace('margin: 0.1', 'margn: 0.1'),
      [targetPath]: target.replace('prompt.md', 'promt.md'),
    });
    const run = await of.run();
    expect(run.code).toBe(3);
    expect(run.said).toMatch(/did you mean `margin`/);
    expect(run.said).toMatch(/promt\.md.*did you mean `prompt\.md`/);
  });

  test('a command target whose commit is not checked out is the user’s to mend, not a bug', async () => {
    const suite = await repository.git('show', `main:${suitePath}`);
    const from = await baseWith('program', {
      [suitePath]: suite.replace('targets: [openai]', 'targets: [command]'),
      [targetPath]: 'type: command\ncommand: [node, answer.mjs]\nfiles: [prompt.md]\n',
    });
    const of = await pullRequest({ [promptPath]: REWORDED }, { from });
    const run = await told('a command target, checkout of head.sha', of, { checkout: 'head' });
    expect(run).toMatchObject({ code: 3, calls: 0 });
    expect(run.said).toMatch(/checkout: expected commit [0-9a-f]{7} in the workspace, .*without `ref:`/);
  });

  test('a summary and outputs that cannot be written change nothing', async () => {
    const of = await pullRequest({ 'README.md': 'words\n' });
    const nowhere = { GITHUB_STEP_SUMMARY: '/nowhere/summary', GITHUB_OUTPUT: '/nowhere/output' };
    const idle = await of.run({ environment: nowhere });
    expect(idle.code).toBe(0);
    const failing = await pullRequest({ [promptPath]: BROKEN });
    const run = await failing.run({ environment: nowhere });
    expect(run.code).toBe(1);
    expect(run.comments).toHaveLength(1);
    expect(run.stderr).toContain('the summary of the step could not be written');
  });
});

describe('a base of one’s own', () => {
  test('without a policy is refused where the default branch has one', async () => {
    await repository.git('checkout', '--quiet', '--force', '-B', 'lax', 'main');
    await repository.git('rm', '-r', '--quiet', 'steelyard.yaml', 'suites', 'baselines');
    await repository.commit('no policy here');
    const files = Object.fromEntries(
      await Promise.all(
        [policyPath, suitePath, targetPath, casesPath].map(
          async (path) => [path, await repository.git('show', `main:${path}`)] as const,
        ),
      ),
    );
    const of = await pullRequest({ ...files, [promptPath]: BROKEN }, { from: 'lax' });
    const landing = of.pull.facts(REPOSITORY);
    await of.pull.git('update-ref', 'refs/heads/main', (await repository.git('rev-parse', 'main')).trim());
    await repository.git('push', '--quiet', of.pull.server, 'main:refs/heads/main');
    const run = await told('a base branch without a policy', of, {
      event: { name: 'pull_request', pull: { ...landing, base: { ref: 'lax', sha: of.pull.base.sha } } },
    });
    expect(run).toMatchObject({ code: 3, calls: 0 });
    expect(run.said).toContain('branch lax: expected a steelyard.yaml, since `main` has one');
  });
});

describe('stored baselines', () => {
  test('alone are checked and shown, without a call', async () => {
    const stored = await repository.git('show', 'main:baselines/support/cases.jsonl');
    const of = await pullRequest({ 'baselines/support/cases.jsonl': stored.replace('[0,1,1]', '[0,0,0]') });
    const run = await told('only a stored baseline changed', of);
    expect(run).toMatchObject({ code: 0, calls: 0 });
    expect(body(run)).toContain('only a stored baseline changed');
    expect(body(run)).toContain('`baselines/support/cases.jsonl` modified');
  });
});

describe('not a workflow', () => {
  test('no payload, no repository: one line, exit 3', async () => {
    const of = await pullRequest({ [promptPath]: BROKEN });
    const event = githubEvent({ name: 'pull_request', pull: of.pull.facts(REPOSITORY) }, { repository: REPOSITORY });
    const workspace = await of.pull.checkout('merge');
    const run = await runAction({
      workspace,
      event,
      github: of.github,
      token: TOKEN,
      environment: { GITHUB_EVENT_PATH: '/nowhere.json' },
    });
    expect(run.code).toBe(3);
    expect(run.commands[0]?.data).toMatch(/^GITHUB_EVENT_PATH: expected the file with the event’s payload/);
  });
});
