import { describe, expect, test } from 'vitest';

import { Fault } from '../../src/domain/fault.ts';
import type { TargetStarter } from '../../src/domain/ports.ts';
import { UsageError } from '../../src/domain/usage-error.ts';
import { CouldNotRun } from '../../src/jobs/execute-arms.ts';
import { gate } from '../../src/jobs/gate.ts';
import { refresh } from '../../src/jobs/refresh.ts';
import {
  answerOf,
  BROKEN,
  casesJsonl,
  casesPath,
  gatedSuite,
  policyPath,
  promptPath,
  REWORDED,
  suitePath,
  targetPath,
} from '../support/gated-suite.ts';
import { type AnswerInMemory, type Files, memoryGate, plainRequest } from '../support/memory-gate.ts';

const base: Files = gatedSuite('http://127.0.0.1:1/v1');
const reworded = { ...base, [promptPath]: REWORDED };
const broken = { ...base, [promptPath]: BROKEN };

function without(files: Files, ...paths: readonly string[]): Files {
  return Object.fromEntries(Object.entries(files).filter(([path]) => !paths.includes(path)));
}

/** The same suite once more, in a folder and under a name of its own. */
function second(files: Files, prompt: string): Files {
  const moved = Object.entries(files).map(([path, text]) => [
    path.replace('suites/support/', 'suites/second/'),
    path === promptPath ? prompt : text.replace('name: support', 'name: second'),
  ]);
  return { ...files, ...Object.fromEntries(moved) };
}

describe('gate', () => {
  test('a coin decides which arm of a case is asked first, so that neither always meets the warm cache', async () => {
    const { ports, kept } = memoryGate({ base, head: reworded, answer: answerOf });
    await gate(plainRequest, ports);
    const firsts = [...Map.groupBy(kept, ({ key }) => key.caseId).values()].map(([first]) => first?.key.arm);
    const candidateFirst = firsts.filter((arm) => arm === 'candidate').length;
    expect(firsts).toContain('control');
    expect(candidateFirst / firsts.length).toBeGreaterThan(0.25);
    expect(candidateFirst / firsts.length).toBeLessThan(0.75);
  });

  test('says that a pass means nothing where the baseline is at its worst', async () => {
    const { ports } = memoryGate({ base, head: reworded, answer: () => 'never right' });
    const report = await gate(plainRequest, ports);
    expect(report.findings.map(({ ruleId }) => ruleId)).toContain('floor');
  });

  test('runs both arms of a harmless change and passes', async () => {
    const { ports, targets, kept, progress } = memoryGate({ base, head: reworded, answer: answerOf });
    const report = await gate(plainRequest, ports);
    expect(report.verdict).toMatchObject({ outcome: 'pass', level: 'pass' });
    expect(report.confirmation).toBeUndefined();
    expect(targets.asked.filter(({ arm }) => arm === 'control')).toHaveLength(60);
    expect(kept).toHaveLength(120);
    expect(targets.open()).toBe(0);
    // 45 flawless cases are not enough at what the second look may spend.
    const blocks = ['screen support 60', 'finish', 'screen support 30', 'finish', 'screen support 30', 'finish'];
    expect(progress.told).toEqual(blocks);
    expect(report.screen?.looks).toEqual([{ suite: 'support', taken: 3, planned: 3, cases: 60 }]);
  });

  test('confirms a drop on fresh runs of both arms before it fails', async () => {
    const { ports, targets, progress } = memoryGate({ base, head: broken, answer: answerOf });
    const report = await gate(plainRequest, ports);
    expect(report.verdict.outcome).toBe('fail');
    expect(report.verdict.perMetric.map(({ outcome }) => outcome)).toEqual(['fail', 'fail']);
    // Both stages stop at their first look: 30 cases, both arms, twice.
    expect(targets.asked).toHaveLength(120);
    expect(progress.told).toEqual(['screen support 60', 'finish', 'confirm support 60', 'finish']);
    expect(report.confirmation?.looks).toEqual([{ suite: 'support', taken: 1, planned: 3, cases: 30 }]);
    // Stopped early, so printed at the level that was spent.
    expect(report.screen?.comparisons[0]?.difference.level).toBeCloseTo(0.98);
    expect(report.confirmation?.comparisons[0]?.difference.level).toBeCloseTo(0.96);
  });

  test('`stopping: fixed` looks once at each stage, at all cases', async () => {
    const fixed = { ...base, [policyPath]: `${base[policyPath]}stopping: fixed\n` };
    const { ports, targets, progress } = memoryGate({
      base: fixed,
      head: { ...fixed, [promptPath]: BROKEN },
      answer: answerOf,
    });
    const report = await gate(plainRequest, ports);
    expect(report.verdict.outcome).toBe('fail');
    expect(targets.asked).toHaveLength(240);
    expect(progress.told).toEqual(['screen support 120', 'finish', 'confirm support 120', 'finish']);
    expect(report.comparisons[0]?.difference.level).toBe(0.95);
  });

  test('cases edited since the baseline was stored are no drift of the provider', async () => {
    const before = casesJsonl();
    // Every third case asks something that neither version gets right.
    const edited = casesJsonl((one, i) =>
      i % 3 === 0 ? { ...one, input: { question: `${one.input['question'] ?? ''} in vain` } } : one,
    );
    const answer: AnswerInMemory = (asked) => (asked.text.includes('in vain') ? '{"answer":"no"}' : answerOf(asked));
    const old = memoryGate({ base: { ...base, [casesPath]: before }, head: base, answer });
    const { head } = await old.ports.repository.change();
    const { baseline } = await refresh(
      await old.ports.repository.base(),
      { suite: 'support', revision: head, limits: {}, trials: 1 },
      old.ports,
    );
    const now = { ...base, [casesPath]: edited };
    const { ports } = memoryGate({ base: now, head: { ...now, [promptPath]: BROKEN }, answer, baselines: [baseline] });
    const report = await gate(plainRequest, ports);
    expect(report.screen?.against).toEqual({ support: 'mixed' });
    expect(report.confirmation?.looks).toHaveLength(1);
    expect(report.findings.map(({ ruleId }) => ruleId)).not.toContain('provider-drift');
  });

  test('gives the same report whatever order the answers come in', async () => {
    const runOnce = async (delays: (n: number) => number) => {
      let n = 0;
      const { ports } = memoryGate({
        base,
        head: broken,
        answer: async (asked) => {
          const turns = delays((n += 1));
          for (let i = 0; i < turns; i += 1) await Promise.resolve();
          return answerOf(asked);
        },
      });
      const { createdAt: _createdAt, spend: _spend, ...report } = await gate(plainRequest, ports);
      return JSON.stringify(report, (key, value: unknown) => (key === 'latencyMs' ? 0 : value));
    };
    expect(await runOnce((n) => (n * 7919) % 13)).toBe(await runOnce((n) => (n * 104_729) % 5));
  });

  test('a suite that passes does not make up for one that fails, and α₂ is shared', async () => {
    const two = second(base, base[promptPath] ?? '');
    const head = { ...two, [promptPath]: REWORDED, 'suites/second/prompt.md': BROKEN };
    const { ports } = memoryGate({ base: two, head, answer: answerOf });
    const report = await gate(plainRequest, ports);
    expect(report.verdict.perSuite).toMatchObject([
      { suite: 'second', outcome: 'fail' },
      { suite: 'support', outcome: 'pass' },
    ]);
    expect(report.verdict.outcome).toBe('fail');
    expect(report.plan.suites.map(({ design }) => design.alphaFail)).toEqual([0.025, 0.025]);
  });

  test('a removed target counts although the rest passes', async () => {
    const two = second(base, base[promptPath] ?? '');
    const head = without({ ...two, [promptPath]: REWORDED }, 'suites/second/target.yaml');
    const { ports } = memoryGate({ base: two, head, answer: answerOf });
    const { verdict } = await gate(plainRequest, ports);
    expect(verdict).toMatchObject({ outcome: 'inconclusive', reason: 'target-missing', level: 'fail' });
    expect(verdict.perSuite).toContainEqual({ suite: 'support', outcome: 'pass' });
  });

  test('an ungated suite that is removed, and one that never had a target, decide nothing', async () => {
    const ungated = { ...base, [suitePath]: (base[suitePath] ?? '').replaceAll('gate: true', 'gate: false') };
    const removed = memoryGate({ base: ungated, head: without(ungated, targetPath), answer: answerOf });
    expect((await gate(plainRequest, removed.ports)).verdict.outcome).toBe('pass');
    // The base never had the target: the suite is as good as new, so it runs beside the verdict.
    const brought = memoryGate({ base: without(base, targetPath), head: base, answer: answerOf });
    const report = await gate(plainRequest, brought.ports);
    expect(report.verdict).toMatchObject({ outcome: 'inconclusive', reason: 'no-baseline' });
    expect(report.advisory).toContainEqual(expect.objectContaining({ kind: 'new-suite', cases: 50, estimate: 1 }));
  });

  test('`control: always` runs both arms from the start, and one unread file changes nothing', async () => {
    const always = { ...base, [policyPath]: `${base[policyPath]}control: always\n` };
    const { ports } = memoryGate({ base: always, head: { ...always, [promptPath]: REWORDED }, answer: answerOf });
    expect((await gate(plainRequest, ports)).screen?.against).toEqual({ support: 'control' });
    const idle = memoryGate({ base, head: { ...base, 'notes.txt': 'x' }, answer: answerOf });
    const report = await gate(plainRequest, idle.ports);
    expect(report.findings.map(({ ruleId }) => ruleId)).toEqual(['nothing-relevant-changed']);
    expect(idle.targets.asked).toEqual([]);
  });

  test('cancelled in the middle: a partial report, every target closed', async () => {
    const world = memoryGate({
      base,
      head: broken,
      answer: (asked) => {
        if (world.targets.asked.length === 50) world.interrupt();
        return answerOf(asked);
      },
    });
    const { verdict, advisory } = await gate(plainRequest, world.ports);
    expect(verdict).toMatchObject({ outcome: 'inconclusive', reason: 'cancelled' });
    expect(advisory).toEqual([]);
    expect(world.targets.open()).toBe(0);
    expect(world.kept.filter(({ status }) => status === 'skipped').length).toBeGreaterThan(0);
  });

  test('a limit that runs out in the confirmation leaves no verdict', async () => {
    let calls = 0;
    const world = memoryGate({
      base: { ...base, [policyPath]: `${base[policyPath]}limits: { max-minutes: 1 }\n` },
      head: broken,
      answer: async (asked) => {
        calls += 1;
        if (calls > 70) await world.ports.clock.sleep(30_000);
        return answerOf(asked);
      },
    });
    const { verdict, confirmation } = await gate(plainRequest, world.ports);
    expect(verdict).toMatchObject({ outcome: 'inconclusive', reason: 'over-budget', level: 'fail' });
    expect(confirmation?.decisions).toEqual([]);
  });
});

describe('gate refuses', () => {
  test('what cannot be called or started, with every target closed', async () => {
    const denied = memoryGate({
      base,
      head: reworded,
      answer: () => new Fault('unauthorized', 'no key', { mend: 'set KEY' }),
    });
    await expect(gate(plainRequest, denied.ports)).rejects.toThrow(CouldNotRun);
    expect(denied.targets.open()).toBe(0);

    const unstartable = memoryGate({ base, head: reworded, answer: answerOf });
    const targets: TargetStarter = {
      start: (spec, arm, options) =>
        arm === 'control'
          ? Promise.reject(new Fault('target-unusable', 'setup failed'))
          : unstartable.targets.start(spec, arm, options),
    };
    const failure = gate(plainRequest, { ...unstartable.ports, targets });
    await expect(failure).rejects.toThrow(CouldNotRun);
    await expect(failure).rejects.toThrow('setup failed');
    expect(unstartable.targets.open()).toBe(0);
  });

  test.each<[string, Files, Partial<typeof plainRequest>, RegExp]>([
    ['an unknown suite', reworded, { only: ['suport'] }, /--suite: expected .*"suport"; did you mean `support`/],
    ['limits without a confirmation', reworded, { limits: { maxCalls: 359 } }, /at least 360 calls .*received 359/],
    [
      'two suites of one name',
      { ...second(base, ''), 'suites/second/suite.yaml': base[suitePath] ?? '' },
      {},
      /no other suite has/,
    ],
    [
      'a new suite without a target',
      without(second(base, ''), 'suites/second/target.yaml'),
      {},
      /suites\/second\/target\.yaml: expected/,
    ],
    ['cases that are none', { ...base, [casesPath]: '' }, {}, /at least one case/],
    ['a repository without a policy', without(base, policyPath), { only: [] }, /^$/],
  ])('%s', async (name, head, request, message) => {
    const { ports, targets } = memoryGate({
      base: name.includes('without a policy') ? head : base,
      head,
      answer: answerOf,
    });
    const failure = gate({ ...plainRequest, ...request }, ports);
    await expect(failure).rejects.toThrow(UsageError);
    await expect(failure).rejects.toThrow(message.source === '^$' ? /expected a policy file/ : message);
    expect(targets.asked).toEqual([]);
  });
});

describe('the first configuration', () => {
  test('is planned: what a check will take, and what keeps it from passing, before a call is made', async () => {
    const few = { ...base, [casesPath]: (base[casesPath] ?? '').split('\n').slice(0, 20).join('\n') };
    const { ports, targets } = memoryGate({ base: { 'README.md': 'a product' }, head: few, answer: answerOf });
    const report = await gate(plainRequest, ports);
    expect(targets.asked).toEqual([]);
    expect(report.verdict).toMatchObject({ outcome: 'pass', level: 'pass' });
    expect(report.plan.suites).toMatchObject([{ suite: 'support', calls: { screen: 40, confirm: 80 } }]);
    expect(report.findings.filter(({ ruleId }) => ruleId === 'too-few-cases').map(({ metric }) => metric)).toEqual([
      'correct',
      'lawful',
    ]);
  });

  test('whose limits could never pay for a check is refused before it lands', async () => {
    const tight = { ...base, [policyPath]: `${base[policyPath] ?? ''}limits: { max-calls: 100 }\n` };
    const { ports } = memoryGate({ base: { 'README.md': 'a product' }, head: tight, answer: answerOf });
    await expect(gate(plainRequest, ports)).rejects.toThrow(/max-calls: expected at least 360 calls/);
  });
});
