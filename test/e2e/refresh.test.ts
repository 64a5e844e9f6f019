import { resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';

import type { Json } from '../../src/domain/json.ts';
import { jsonAt } from '../../src/text/json-at.ts';
import { isJsonArray } from '../../src/text/json-kind.ts';
import { type GatedRepository, gatedRepository } from '../support/gated-repository.ts';
import { BOT, REPOSITORY, TOKEN } from '../support/gated-pull-request.ts';
import {
  answerOf,
  casesJsonl,
  casesPath,
  gatedSuite,
  policyPath,
  promptPath,
  REWORDED,
  searchSuite,
} from '../support/gated-suite.ts';
import { type Answer, type AskedModel, type ModelServer, startModelServer } from '../support/model-server.ts';
import { steelyard } from '../support/steelyard.ts';
import { BRANCH, refreshedRepository, type RefreshedRepository } from '../support/refreshed-repository.ts';

// A few seconds each; a machine that does much else besides may take ten times that.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

/** The built action on the default branch, against a GitHub that really writes into its repository. */
let server: ModelServer;
/** Without a baseline. */
let bare: GatedRepository;
let answer: (asked: AskedModel) => Answer | Promise<Answer>;
let opened: RefreshedRepository[] = [];

const fastTimers = ['--import', resolve(import.meta.dirname, '../support/fast-timers.mjs')];
const file = (name: string): string => `baselines/support/${name}`;
const numberOf = ({ text }: AskedModel): number => Number(/\[case-(\d+)\]/.exec(text)?.[1] ?? 0);
const thirdWrong = (asked: AskedModel): Answer => (numberOf(asked) % 3 === 0 ? '{"answer":"no"}' : answerOf(asked));

beforeAll(async () => {
  answer = answerOf;
  server = await startModelServer((asked) => answer(asked));
  bare = await gatedRepository(server.url);
});

afterAll(async () => {
  await server.close();
  await bare.remove();
});

beforeEach(() => {
  answer = answerOf;
});

afterEach(async () => {
  const all = opened;
  opened = [];
  for (const one of all) await one.close();
});

async function serve(...of: Parameters<typeof refreshedRepository> extends [unknown, ...infer Rest] ? Rest : never) {
  const one = await refreshedRepository(bare, ...of);
  opened.push(one);
  return one;
}

/** Serves it with a first baseline that has landed. */
async function serveStored(): Promise<RefreshedRepository> {
  const of = await serve();
  const first = await of.refresh();
  expect(first.said).toContain('pull request 1 opened');
  await of.github.mergePullRequest(1);
  return of;
}

/** The runs of a stored baseline, newest first, and how many trials a case has. */
async function stored(of: RefreshedRepository, branch: string): Promise<{ runs: readonly Json[]; trials: number }> {
  const head = JSON.parse(await of.read(branch, file('baseline.json'))) as Json;
  const runs = jsonAt(head, 'provenance', 'runs');
  const [line = '{}'] = (await of.read(branch, file('cases.jsonl'))).split('\n');
  const trials = jsonAt(JSON.parse(line) as Json, 'trials');
  return { runs: isJsonArray(runs) ? runs : [], trials: isJsonArray(trials) ? trials.length : 0 };
}

describe('a refresh', () => {
  test('the first baseline: one signed commit on the bot branch, and a pull request that says so', async () => {
    const of = await serve();
    const main = await of.tip('main');
    const run = await of.refresh();
    expect(run.code).toBe(0);
    expect(run.outputs).toMatchObject({
      refreshed: '1',
      'pull-requests': '1',
      drift: '0',
      calls: '60',
      'exit-code': '0',
    });
    expect(await of.tip('main')).toBe(main);
    expect(await of.git('rev-parse', `${BRANCH}^`)).toBe(main);
    expect((await of.git('diff', '--name-only', 'main', BRANCH)).split('\n')).toEqual(
      ['baseline.json', 'cases.jsonl', 'outputs.jsonl'].map(file),
    );
    expect(await of.git('log', '-1', '--format=%an|%s', BRANCH)).toBe(`${BOT}|Baseline of support: the first one`);
    const [pull] = of.open;
    expect(pull).toMatchObject({ title: 'Baseline of support: the first one', base: { ref: 'main' } });
    expect(pull?.body).toMatch(/^<!-- steelyard:refresh suite=support -->\n## Baseline of support: the first one/);
    expect(pull?.body).toContain('100.0%');
    expect(run.summary.trim()).toBe(pull?.body?.trim());
  });

  test('of a package of its own: its files, its branch, and a title that tells it from its neighbour’s', async () => {
    const of = await serve();
    const folder = 'packages/shop';
    const own = Object.entries(gatedSuite(server.url)).map(([path, text]) => [`${folder}/${path}`, text] as const);
    await of.land(Object.fromEntries(own));
    const run = await of.refresh({ inputs: { 'working-directory': folder } });
    expect(run).toMatchObject({ code: 0, outputs: { refreshed: '1', 'pull-requests': '1', calls: '60' } });
    const branch = `steelyard/refresh/${folder}/support`;
    expect((await of.git('diff', '--name-only', 'main', branch)).split('\n')).toEqual(
      ['baseline.json', 'cases.jsonl', 'outputs.jsonl'].map((name) => `${folder}/${file(name)}`),
    );
    const [pull] = of.open;
    expect(pull).toMatchObject({ title: 'Baseline of support in packages/shop: the first one', head: { ref: branch } });
    expect(pull?.body).toContain('\n## Baseline of support in packages/shop: the first one');
  });

  test('nothing changed: the trials wait without a pull request, and are pooled by the next', async () => {
    const of = await serveStored();
    const waiting = await of.refresh({ runId: 2 });
    expect(waiting).toMatchObject({ code: 0, outputs: { refreshed: '1', 'pull-requests': '0' } });
    expect(of.open).toEqual([]);
    expect(waiting.summary).toContain('nothing to review');
    expect(await stored(of, BRANCH)).toMatchObject({ runs: { length: 2 }, trials: 2 });
    const pooled = await of.refresh({
      runId: 3,
      event: { name: 'schedule', schedule: '0 3 * * *', sha: (await of.tip('main')) ?? '' },
    });
    expect(pooled.code).toBe(0);
    expect(await stored(of, BRANCH)).toMatchObject({ runs: { length: 3 }, trials: 3 });
  });

  test('the prompt changed: the product, its factors, and one pull request however often it is refreshed', async () => {
    const of = await serveStored();
    await of.land({ [promptPath]: REWORDED });
    const run = await of.refresh({ runId: 2 });
    expect(run.outputs).toMatchObject({ 'pull-requests': '1', drift: '0' });
    expect(of.open).toHaveLength(1);
    expect(of.open[0]).toMatchObject({ number: 2, title: 'Baseline of support: prompt changed' });
    expect(of.open[0]?.body).toContain('**The product.**');
    // Trials of the old prompt are no trials of this one.
    expect(await stored(of, BRANCH)).toMatchObject({ runs: { length: 1 } });
    await of.refresh({ runId: 3 });
    expect(of.open.map(({ number }) => number)).toEqual([2]);
    expect(await stored(of, BRANCH)).toMatchObject({ runs: { length: 2 }, trials: 2 });
    expect(of.open[0]?.head.sha).toBe(await of.tip(BRANCH));
  });

  test('the same configuration scores otherwise: the provider, with an interval', async () => {
    const of = await serveStored();
    answer = thirdWrong;
    const run = await of.refresh({ runId: 2 });
    expect(run.outputs).toMatchObject({ 'pull-requests': '1', drift: '2' });
    expect(of.open[0]?.title).toBe('Baseline of support: nothing changed here, and the scores moved');
    expect(of.open[0]?.body).toContain('**The provider, the data or a tool.**');
    expect(of.open[0]?.body).toMatch(/Drift: \*\*\w+\*\* by −33\.3.pp \(95%: −\d+\.\d.pp to −\d+\.\d.pp\)/);
  });

  test('a push that changed nothing of the suite calls no model; one that edits cases does', async () => {
    const of = await serveStored();
    const push = async (files: Readonly<Record<string, string>>) => {
      const before = (await of.tip('main')) ?? '';
      const after = await of.land(files);
      return of.refresh({ event: { name: 'push', branch: 'main', before, after }, runId: 2 });
    };
    const idle = await push({ 'README.md': 'hello\n' });
    expect(idle).toMatchObject({ code: 0, outputs: { calls: '0', refreshed: '0' } });
    const edited = await push({ [casesPath]: casesJsonl((one, index) => (index === 5 ? undefined : one)) });
    expect(edited.outputs).toMatchObject({ calls: '59', 'pull-requests': '1' });
    expect(of.open[0]?.body).toContain('1 removed (`case-05`)');
    // The open pull request answers it.
    expect((await push({ 'README.md': 'again\n' })).outputs).toMatchObject({ calls: '0' });
  });
});

describe('two at once', () => {
  test('one pull request, and the trials of both in it', async () => {
    const of = await serve();
    let waiting: (() => void)[] = [];
    // Both stand before the branch at the same time, so that one of them must be second.
    const release = of.github.onRequest(async ({ method, path, body }) => {
      if (method !== 'POST' || path !== '/graphql' || !JSON.stringify(body).includes('updateRefs')) return;
      if (waiting.length >= 2) return;
      await new Promise<void>((go) => {
        waiting.push(go);
        if (waiting.length === 2) for (const one of waiting) one();
      });
    });
    const runs = await Promise.all([of.refresh({ runId: 1 }), of.refresh({ runId: 2, nodeOptions: fastTimers })]);
    release();
    waiting = [];
    expect(runs.map(({ code }) => code)).toEqual([0, 0]);
    expect(of.open).toHaveLength(1);
    expect(await stored(of, BRANCH)).toMatchObject({ runs: { length: 2 }, trials: 2 });
    expect(of.open[0]?.body?.match(/, answered by `small-1`/g)).toHaveLength(2);
  });

  test('an answer that is lost on the way is not written twice', async () => {
    const of = await serve();
    of.github.fail({ method: 'POST', path: /\/pulls$/, status: 'after-write' });
    const run = await of.refresh({ nodeOptions: fastTimers });
    expect(run.code).toBe(0);
    expect(of.github.state.pullRequests.size).toBe(1);
  });
});

describe('cut short', () => {
  /** Kills the process with the first request that matches, before it is answered. */
  async function killedAt(of: RefreshedRepository, matches: (path: string, body: string) => boolean): Promise<void> {
    let kill: (signal: NodeJS.Signals) => void = () => {};
    const release = of.github.onRequest(async ({ method, path, body }) => {
      if (method !== 'POST' || !matches(path, JSON.stringify(body ?? ''))) return;
      kill('SIGKILL');
      // What it asked for must not happen any more.
      await new Promise(() => {});
    });
    const run = await of.refresh({ onStart: (send) => (kill = send) });
    release();
    expect(run.code).not.toBe(0);
  }

  test('between the branch and the pull request: the next refresh opens it, and loses nothing', async () => {
    const of = await serve();
    await killedAt(of, (path) => path.endsWith('/pulls'));
    expect(of.open).toEqual([]);
    expect(await stored(of, BRANCH)).toMatchObject({ runs: { length: 1 } });
    const next = await of.refresh({ runId: 2 });
    expect(next.code).toBe(0);
    expect(of.open).toHaveLength(1);
    expect(await stored(of, BRANCH)).toMatchObject({ runs: { length: 2 }, trials: 2 });
  });

  test('between the objects and the branch: nothing shows, and the next refresh begins anew', async () => {
    const of = await serve();
    await killedAt(of, (path, body) => path === '/graphql' && body.includes('updateRefs'));
    expect(await of.tip(BRANCH)).toBeUndefined();
    expect((await of.refresh({ runId: 2 })).code).toBe(0);
    expect(of.open).toHaveLength(1);
    expect(await stored(of, BRANCH)).toMatchObject({ runs: { length: 1 } });
  });
});

describe('it writes where it may', () => {
  test('a protected default branch is no obstacle, and is never written', async () => {
    const of = await serve();
    of.github.state.protectedBranches.add('main');
    const main = await of.tip('main');
    expect((await of.refresh()).code).toBe(0);
    expect(await of.tip('main')).toBe(main);
    expect(of.open).toHaveLength(1);
  });

  test('rules on the bot branch: a clear error, and nothing written', async () => {
    const of = await serve();
    of.github.state.protectedBranches.add(BRANCH);
    const run = await of.refresh();
    expect(run.code).toBe(3);
    expect(run.said).toContain(`branch ${BRANCH}: expected a branch that this token may write`);
    expect(run.said).toContain('leave `steelyard/refresh/**` out of the rules');
    expect(await of.tip(BRANCH)).toBeUndefined();
  });

  test('without contents: write it says so before anything is paid for', async () => {
    const of = await serve({ tokens: { [TOKEN]: { permissions: { contents: 'read', 'pull-requests': 'write' } } } });
    const before = server.asked.length;
    const run = await of.refresh();
    expect(run.code).toBe(3);
    expect(server.asked.length).toBe(before);
    expect(run.said).toContain('contents: write');
    expect(run.stderr).toContain('permissions:\n  checks: read\n  contents: write\n  pull-requests: write\n');
    expect(run.summary).toContain('the stored baselines are untouched');
  });

  test('without pull-requests: write the branch has the trials, and the step says what is missing', async () => {
    const of = await serve({ tokens: { [TOKEN]: { permissions: { contents: 'write', 'pull-requests': 'read' } } } });
    const run = await of.refresh();
    expect(run.code).toBe(3);
    expect(run.said).toContain('pull-requests: write');
    expect(run.stderr).toContain('permissions:\n  checks: read\n  contents: write\n');
    expect(await stored(of, BRANCH)).toMatchObject({ runs: { length: 1 } });
  });

  test('where Actions may not open pull requests, a warning names the setting and the link', async () => {
    const of = await serve();
    of.github.state.actionsMayOpenPullRequests = false;
    const run = await of.refresh();
    expect(run).toMatchObject({ code: 0, outputs: { refreshed: '1', 'pull-requests': '0' } });
    const warning = run.commands.find(({ name }) => name === 'warning');
    expect(warning?.data).toContain('Allow GitHub Actions to create and approve pull requests');
    expect(warning?.data).toContain(`https://github.com/${REPOSITORY}/compare/main...${BRANCH}?expand=1`);
    expect(run.summary).toContain('open the pull request from the branch');
  });

  test('a pull request that somebody worded is left as it is', async () => {
    const of = await serve();
    await of.refresh();
    Object.assign(of.open[0] ?? {}, { title: 'Mine', body: 'my own words' });
    const run = await of.refresh({ runId: 2 });
    expect(run.code).toBe(0);
    expect(of.open).toMatchObject([{ title: 'Mine', body: 'my own words' }]);
    expect(await stored(of, BRANCH)).toMatchObject({ runs: { length: 2 } });
  });

  test('the default branch moved on during the run: nothing is written', async () => {
    const of = await serve();
    let landed: Promise<unknown> | undefined;
    answer = async (asked) => {
      await (landed ??= of.land({ [promptPath]: REWORDED }));
      return answerOf(asked);
    };
    const run = await of.refresh();
    expect(run).toMatchObject({ code: 0, outputs: { refreshed: '0', 'pull-requests': '0' } });
    expect(run.said).toContain('moved-on');
    expect(await of.tip(BRANCH)).toBeUndefined();
  });

  test('… but what else landed meanwhile does not matter: the branch stands on it', async () => {
    const of = await serve();
    let landed: Promise<unknown> | undefined;
    answer = async (asked) => {
      await (landed ??= of.land({ 'README.md': 'meanwhile\n' }));
      return answerOf(asked);
    };
    expect((await of.refresh()).code).toBe(0);
    expect(await of.git('rev-parse', `${BRANCH}^`)).toBe(await of.tip('main'));
  });
});

describe('refused', () => {
  test('on a pull request, in a merge queue, on another branch, for Dependabot: no call, and the mend', async () => {
    const of = await serve();
    const sha = (await of.tip('main')) ?? '';
    await of.git('update-ref', 'refs/heads/topic', sha);
    const before = server.asked.length;
    const head = { ref: 'topic', sha, repository: REPOSITORY };
    const pull = { number: 7, base: { ref: 'main', sha }, head, mergeSha: sha };
    const gating = [
      await of.refresh({ event: { name: 'pull_request', pull } }),
      await of.refresh({
        event: { name: 'merge_group', baseSha: sha, headSha: sha, headRef: `gh-readonly-queue/main/pr-7-${sha}` },
      }),
      await of.refresh({ event: { name: 'workflow_dispatch', branch: 'topic', sha } }),
    ];
    for (const run of gating) {
      expect(run.code).toBe(3);
      expect(run.said).toContain('never from a gating run');
    }
    const bot = await of.refresh({ sender: 'dependabot[bot]' });
    expect(bot.code).toBe(3);
    expect(bot.said).toContain('one that Dependabot started');
    expect(server.asked.length).toBe(before);
    expect(await of.tip(BRANCH)).toBeUndefined();
  });
});

const searchLoses = (asked: AskedModel): Answer =>
  asked.text.startsWith('search') && numberOf(asked) === 7
    ? (response) => response.writeHead(500, { 'content-type': 'application/json' }).end('{}')
    : answerOf(asked);

describe('on the command line', () => {
  test('without a name every suite is refreshed, and one that fails does not stop the others', async () => {
    await bare.reset();
    await bare.write(searchSuite(server.url));
    answer = searchLoses;
    const options = { directory: bare.directory, nodeOptions: fastTimers };
    const failed = await steelyard(['refresh', '--trials', '1'], options);
    expect(failed.code).toBe(3);
    expect(failed.stderr).toContain('steelyard: search: expected a complete run to store as the baseline');
    expect(await bare.git('status', '--short', '--untracked-files=all', 'baselines')).not.toContain('search');
    expect(await bare.git('status', '--short', '--untracked-files=all', 'baselines')).toContain(
      'support/baseline.json',
    );
    answer = answerOf;
    expect((await steelyard(['refresh', '--trials', '1'], options)).code).toBe(0);
    expect(await bare.git('status', '--short', '--untracked-files=all', 'baselines')).toContain('search/baseline.json');
    // Together they stay within the limits: 60 calls each.
    const limited = await steelyard(['refresh', '--trials', '1', '--max-calls', '100'], options);
    expect(limited.code).toBe(3);
    expect(limited.stderr).toContain('support: expected a complete run to store as the baseline, received over-budget');
    await bare.reset();
  });
});

describe('what cannot be completed', () => {
  test('losses leave everything as it was, and the other suites go on', async () => {
    const of = await serve();
    await of.land(searchSuite(server.url));
    answer = searchLoses;
    const run = await of.refresh({ nodeOptions: fastTimers });
    expect(run).toMatchObject({ code: 3, outputs: { refreshed: '1', 'pull-requests': '1', 'exit-code': '3' } });
    expect(run.said).toContain('search: expected a complete run to store as the baseline');
    expect(await of.tip('steelyard/refresh/search')).toBeUndefined();
    expect(of.open.map(({ head }) => head.ref)).toEqual([BRANCH]);
    // Named alone, the other one is not asked; and limits end a run before anything is stored.
    const limited = await of.refresh({ inputs: { suites: 'support', 'max-calls': '30' }, runId: 2 });
    expect(limited).toMatchObject({ code: 3, outputs: { calls: '30', refreshed: '0' } });
    expect(limited.said).toContain('over-budget');
    expect((await of.refresh({ inputs: { suites: 'suport' } })).said).toContain('did you mean');
  });

  test('secrets go nowhere, and answers only where outputs are stored', async () => {
    const secret = 'sk-0123456789abcdefghij';
    const of = await serve();
    answer = () => JSON.stringify({ answer: 'yes', leaked: secret });
    await of.refresh({ environment: { MODEL_KEY: secret } });
    const outputs = await of.read(BRANCH, file('outputs.jsonl'));
    expect(outputs).toContain('leaked');
    expect(outputs).not.toContain(secret);
    await of.land({ [policyPath]: 'version: 1\nhosts: { 127.0.0.1: null }\nstore-outputs: none\n' });
    await of.refresh({ runId: 2 });
    expect(await of.read(BRANCH, file('outputs.jsonl'))).toBe('');
  });
});
