import { markdownTable } from 'markdown-table';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

import type { Baseline } from '../../src/domain/baseline.ts';
import { answerOf, BROKEN, casesJsonl, gatedSuite, promptPath, suitePath, targetPath } from '../support/gated-suite.ts';
import { type LiveChoices, type LiveRepository, liveRepository, type LiveRun } from '../support/live-repository.ts';
import { type ModelServer, startModelServer } from '../support/model-server.ts';

vi.setConfig({ testTimeout: 600_000, hookTimeout: 120_000 });

const roles = { octocat: 'write', mona: 'maintain' } as const;
const byMona: LiveChoices = { sender: 'mona' };

/** A year of a team, shortened: who did what, what Steelyard said of it, at what cost. */
interface Chapter {
  readonly what: string;
  readonly run: LiveRun;
  readonly outcome: string;
}

let server: ModelServer;
let live: LiveRepository;
/** The provider answers ten of the sixty cases wrongly from some day on, whoever asks. */
let drifted = false;
const story: Chapter[] = [];

beforeAll(async () => {
  server = await startModelServer((asked) => {
    const number = Number(/\[case-(\d+)\]/.exec(asked.text)?.[1] ?? 0);
    const lost = Number(/lose-(\d+)/.exec(asked.text)?.[1] ?? 0);
    if ((drifted && number >= 50) || number < lost) return JSON.stringify({ answer: 'no' });
    return answerOf(asked);
  });
  live = await liveRepository(gatedSuite(server.url), { roles });
});

afterAll(async () => {
  const { violations } = live.github;
  await Promise.all([live.close(), server.close()]);
  if (violations.length > 0) throw new Error(`what did not fit GitHub’s own description:\n${violations.join('\n')}`);
});

function tell(what: string, run: LiveRun, then = ''): LiveRun {
  story.push({ what, run, outcome: then });
  return run;
}

/** What the push of a merge starts, or the night; the baseline's pull request is merged where one is opened. */
async function refresh(what: string, event: 'push' | 'schedule'): Promise<LiveRun> {
  const after = await live.tip();
  const facts =
    event === 'push'
      ? ({ name: 'push', before: await live.git('rev-parse', `${after}^`), after } as const)
      : ({ name: 'schedule', schedule: '17 3 * * *', sha: after } as const);
  const run = await live.run(facts, { inputs: { mode: 'refresh' } });
  const open = [...live.github.state.pullRequests.values()].filter(
    ({ state, head }) => state === 'open' && head.ref.startsWith('steelyard/refresh/'),
  );
  for (const { number } of open) await live.merge(number);
  return tell(
    what,
    run,
    open.length === 0
      ? 'trials wait'
      : `baseline of ${open.map(({ head }) => head.ref.split('/')[2]).join(', ')} merged`,
  );
}

async function baseline(suite = 'support'): Promise<Pick<Baseline, 'runs' | 'accepted'>> {
  const read = JSON.parse(await live.read(`baselines/${suite}/baseline.json`)) as {
    readonly accepted: Baseline['accepted'];
    readonly provenance: Pick<Baseline, 'runs'>;
  };
  return { accepted: read.accepted, runs: read.provenance.runs };
}

const prompt = (text: string) => ({ [promptPath]: `Answer in JSON. ${text}\n` });
const passes = { code: 0, outputs: { verdict: 'pass' } };

test('twelve pull requests, from the first release to the next', async () => {
  tell(
    'v1.0.0, the first release',
    await live.release('v1.0.0', { ...byMona, inputs: { first: 'release' } }),
    'released',
  );
  expect(story.at(-1)?.run).toMatchObject(passes);
  await refresh('the first baseline', 'schedule');
  expect((await baseline()).runs).toHaveLength(1);

  // 1: good.
  const good = await live.open('reword', prompt('Kindly.'));
  expect(tell('1 · a rewording', await live.gate(good), 'merged')).toMatchObject(passes);
  await live.merge(good);
  await refresh('after 1: the product moved', 'push');

  // 2: bad, and given up.
  const bad = await live.open('shorten', { [promptPath]: BROKEN });
  expect(tell('2 · a shortened prompt', await live.gate(bad), 'closed')).toMatchObject({
    code: 1,
    outputs: { verdict: 'fail' },
  });
  Object.assign(live.github.state.pullRequests.get(bad) ?? {}, { state: 'closed' });

  // 3: bad, mended, and asked for more than the first time.
  const mended = await live.open('tone', prompt('broken'));
  expect(tell('3 · a new tone', await live.gate(mended), 'pushed again')).toMatchObject({ code: 1 });
  await live.push(mended, prompt('Kindly, and briefly.'));
  const second = tell('3 · the tone, mended', await live.gate(mended), 'merged');
  expect(second).toMatchObject(passes);
  expect(second.report?.attempt).toMatchObject({ number: 2, mustRepeat: true });
  await live.merge(mended);
  await refresh('after 3: the product moved', 'push');

  // 4: a drop that is meant.
  const meant = await live.open('new-law', prompt('Kindly, and briefly. lose-12'));
  expect(tell('4 · the new law', await live.gate(meant), 'to be accepted')).toMatchObject({ code: 1 });
  const { sha: commitId } = live.github.state.pullRequests.get(meant)?.head ?? { sha: '' };
  const body = '/steelyard accept the new law asks for it';
  live.github.state.addReview(meant, { author: 'mona', body, state: 'APPROVED', commitId });
  const accepted = tell('4 · run again after the review', await live.gate(meant, { attempt: 2 }), 'queued');
  expect(accepted).toMatchObject({ code: 0, outputs: { verdict: 'fail', calls: '0' } });
  expect(tell('4 · in the merge queue', await live.queue(meant), 'merged')).toMatchObject({
    code: 0,
    outputs: { verdict: 'fail', calls: '0' },
  });
  await live.merge(meant);
  await refresh('after 4: the product moved, a drop was accepted', 'push');
  expect((await baseline()).accepted).toMatchObject([
    { by: 'mona', reason: 'the new law asks for it', commit: commitId, pullRequest: meant },
  ]);

  // 5 and 6: two that conflict.
  const before = await live.tip();
  const one = await live.open('greeting', prompt('Hello! Kindly, and briefly. lose-12'));
  const other = await live.open('farewell', prompt('Goodbye! Kindly, and briefly. lose-12'), { from: before });
  expect(tell('5 · a greeting', await live.gate(one), 'merged')).toMatchObject(passes);
  await live.merge(one);
  await expect(live.gate(other)).rejects.toThrow('merge-tree');
  await live.update(other, prompt('Hello! Goodbye! Kindly, and briefly. lose-12'));
  expect(tell('6 · a farewell, which conflicts with 5', await live.gate(other), 'resolved and merged')).toMatchObject(
    passes,
  );
  await live.merge(other);
  await refresh('after 6: the product moved', 'push');

  // 7: a new suite.
  const text = (path: string) => gatedSuite(server.url)[path] ?? '';
  const billing = {
    'suites/billing/suite.yaml': text(suitePath).replace('name: support', 'name: billing'),
    'suites/billing/target.yaml': text(targetPath),
    'suites/billing/prompt.md': 'Answer in JSON.\n',
    'suites/billing/cases.jsonl': casesJsonl(),
  };
  const added = await live.open('billing', billing);
  const shown = tell('7 · a new suite', await live.gate(added), 'merged');
  expect(shown).toMatchObject({ code: 0, outputs: { verdict: 'inconclusive', reason: 'no-baseline' } });
  await live.merge(added);
  await refresh('after 7: the first baseline of billing', 'push');
  expect((await baseline('billing')).runs).toHaveLength(1);

  // 8: a renamed prompt.
  const target = (await live.read(targetPath)).replace('prompt.md', 'instructions.md');
  const same = `${await live.read(promptPath)}\n`;
  const renamed = await live.open('rename', {
    [promptPath]: null,
    'suites/support/instructions.md': same,
    [targetPath]: target,
  });
  expect(tell('8 · the prompt file renamed', await live.gate(renamed), 'merged')).toMatchObject(passes);
  await live.merge(renamed);
  const instructions = (words: string) => ({
    'suites/support/instructions.md': `Answer in JSON. Hello! Goodbye! ${words}\n`,
  });
  expect(await refresh('after 8: nothing moved', 'push')).toMatchObject({ outputs: { calls: '0' } });

  // 9: a harmless change, while the provider has moved.
  drifted = true;
  const harmless = await live.open('harmless', instructions('Kindly and briefly. lose-12'));
  const unlucky = tell('9 · a rewording, after the provider moved', await live.gate(harmless), 'merged');
  expect(unlucky).toMatchObject({ code: 0, outputs: { verdict: 'inconclusive', reason: 'unconfirmed' } });
  await live.merge(harmless);
  // Of the configuration that did not change the night can tell.
  const night = await refresh('the night: billing has not changed, and scores otherwise', 'schedule');
  expect(night.summary).toMatch(/billing/);
  expect(night.summary).toMatch(/drift|provider/i);

  // 10 and 11: small drops that pass.
  for (const [number, lost] of [
    [10, 13],
    [11, 14],
  ] as const) {
    const small = await live.open(`small-${lost}`, instructions(`Kindly and briefly. lose-${lost}`));
    const run = tell(`${number} · a point or two less`, await live.gate(small), 'merged');
    expect(run).toMatchObject(passes);
    await live.merge(small);
    await refresh(`after ${number}: the product moved`, 'push');
  }

  // What none of them showed: the sum.
  const stopped = tell(
    'v1.1.0',
    await live.release('v1.1.0', { ...byMona, inputs: { first: 'suites' } }),
    'not released',
  );
  expect(stopped).toMatchObject({ code: 1, outputs: { verdict: 'fail' } });

  // 12: the mend.
  const mend = await live.open('mend', instructions('Kindly and briefly.'));
  expect(tell('12 · the mend', await live.gate(mend), 'merged')).toMatchObject(passes);
  await live.merge(mend);
  await refresh('after 12: the product moved', 'push');
  const without = tell('v1.1.0, without leave for the new suite', await live.release('v1.1.0', byMona), 'not released');
  expect(without).toMatchObject({ code: 2, outputs: { verdict: 'inconclusive', reason: 'no-baseline' } });
  const released = tell(
    'v1.1.0, mended',
    await live.release('v1.1.0', { ...byMona, inputs: { first: 'suites' } }),
    'released',
  );
  expect(released).toMatchObject(passes);
  expect(released.report).toMatchObject({
    attempt: { mustRepeat: true },
    release: { since: { tag: 'v1.0.0' }, first: ['billing'] },
  });

  const rows = story.map(({ what, run, outcome }) => [
    what,
    run.outputs['verdict'] ?? '',
    run.outputs['reason'] ?? '',
    run.report?.verdict.accepted === undefined ? '' : `accepted by ${run.report.verdict.accepted.by}`,
    run.outputs['calls'] ?? '',
    String(run.code),
    outcome,
  ]);
  console.log(markdownTable([['', 'Verdict', 'Reason', '', 'Calls', 'Exit', 'Then'], ...rows]));
});
