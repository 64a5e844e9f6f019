import { describe, expect, test } from 'vitest';

import { Fault } from '../../src/domain/fault.ts';
import type { Report } from '../../src/domain/report.ts';
import { gate } from '../../src/jobs/gate.ts';
import { planSuites } from '../../src/jobs/plan.ts';
import { refresh } from '../../src/jobs/refresh.ts';
import { runSuite } from '../../src/jobs/run-suite.ts';
import { validate } from '../../src/jobs/validate.ts';
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
} from '../support/gated-suite.ts';
import {
  type AnswerInMemory,
  type Files,
  memoryBaselines,
  memoryGate,
  type MemoryGate,
  plainRequest,
} from '../support/memory-gate.ts';

const roleCase = (id: string, role: string, more: object = {}) =>
  `${JSON.stringify({ id, role, input: { question: `<${id}> what now?` }, expected: 'yes', tags: ['guard'], ...more })}\n`;

const guards = roleCase('limit', 'sentinel') + roleCase('tenant', 'sentinel') + roleCase('canary', 'invariant');
const plain: Files = gatedSuite('http://127.0.0.1:1/v1');
const base: Files = { ...plain, [casesPath]: casesJsonl() + guards };
const reworded: Files = { ...base, [promptPath]: REWORDED };
const isNew = (text: string): boolean => text.includes('Please');

/** Right, but for the questions that `wrong` says are answered wrong, by version and how often they were asked in it. */
function answering(wrong: (id: string, isNewVersion: boolean, nth: number) => boolean): AnswerInMemory {
  const counts = new Map<string, number>();
  return (asked) => {
    const id = /<([\w-]+)>/.exec(asked.text)?.[1];
    if (id === undefined) return answerOf(asked);
    const nth = counts.get(`${id} ${asked.arm}`) ?? 0;
    counts.set(`${id} ${asked.arm}`, nth + 1);
    return JSON.stringify({ answer: wrong(id, isNew(asked.text), nth) ? 'no' : 'yes' });
  };
}

async function gated(head: Files, answer: AnswerInMemory, of: { base?: Files; prompt?: string } = {}) {
  const world = memoryGate({ base: of.base ?? base, head, answer });
  const report = await gate(plainRequest, world.ports);
  return { ...world, report, asked: world.targets.asked };
}

const rules = ({ findings }: Report) => findings.map(({ ruleId }) => ruleId);

describe('sentinels and invariants that hold', () => {
  test('are asked once of the new version alone, and enter no comparison, sample or plan of cases', async () => {
    const { report, asked, progress } = await gated(
      reworded,
      answering(() => false),
    );
    const without = await gated({ ...plain, [promptPath]: REWORDED }, answerOf, { base: plain });
    expect(report.verdict.outcome).toBe('pass');
    expect(report.roles).toEqual([{ suite: 'support', sentinels: 2, invariants: 1, cases: [] }]);
    expect(asked.filter(({ text }) => text.includes('<')).map(({ arm }) => arm)).toEqual(Array(3).fill('candidate'));
    expect(report.comparisons.map(({ pairs }) => pairs)).toEqual([60, 60]);
    expect(report.screen?.tally).toEqual(without.report.screen?.tally);
    expect(report.plan.suites[0]?.caseIds).toHaveLength(60);
    expect(report.plan.suites[0]).toMatchObject({
      casesInSuite: 60,
      roles: { sentinels: ['limit', 'tenant'], invariants: ['canary'] },
    });
    expect(report.plan.suites[0]?.tags).toEqual({});
    // Beside the first block, on the same running target.
    expect(progress.told.slice(0, 3).toSorted()).toEqual([
      'invariant support 1',
      'screen support 60',
      'sentinel support 2',
    ]);
    expect(progress.told[3]).toBe('finish');
    expect(without.report.roles).toBeUndefined();
  });

  test('calls are planned and paid for: first trials with stage 1, five fresh ones of both versions with stage 2', async () => {
    const { report } = await gated(
      reworded,
      answering(() => false),
    );
    const without = await gated({ ...plain, [promptPath]: REWORDED }, answerOf, { base: plain });
    const [calls, fewer] = [report.plan.suites[0]?.calls, without.report.plan.suites[0]?.calls];
    expect(calls?.screen).toBe((fewer?.screen ?? 0) + 3);
    expect(calls?.confirm).toBe((fewer?.confirm ?? 0) + 20);
    expect(report.plan.suites[0]?.design.alphaFail).toBeCloseTo(0.05 - 2 * 2 ** -10, 12);
    const limited = { ...base, [policyPath]: `${base[policyPath]}limits: { max-calls: 382 }\n` };
    const { ports } = memoryGate({ base: limited, head: { ...limited, [promptPath]: REWORDED }, answer: answerOf });
    await expect(gate(plainRequest, ports)).rejects.toThrow(/max-calls: expected at least 383 calls/);
  });
});

describe('a sentinel', () => {
  test('that the change breaks fails the suite although every metric passes, with ten calls more', async () => {
    const { report, asked, kept } = await gated(
      reworded,
      answering((id, now) => id === 'limit' && now),
    );
    expect(report.verdict).toMatchObject({ outcome: 'fail', level: 'fail' });
    expect(report.verdict.perMetric.map(({ outcome }) => outcome)).toEqual(['pass', 'pass']);
    expect(report.roles?.[0]?.cases).toEqual([
      expect.objectContaining({
        caseId: 'limit',
        role: 'sentinel',
        outcome: 'broken',
        first: { failed: 1, of: 1 },
        again: { candidate: { failed: 5, of: 5 }, control: { failed: 0, of: 5 } },
        expected: 'yes',
        candidateOutput: '{"answer":"no"}',
        baselineOutput: '{"answer":"yes"}',
      }),
    ]);
    expect(asked).toHaveLength(120 + 3 + 10);
    const finding = report.findings.find(({ ruleId }) => ruleId === 'sentinel-failed');
    expect(finding).toMatchObject({ level: 'error', suite: 'support' });
    expect(finding?.message).toContain('0 of 5 before, 5 of 5 now fail; it answered “{"answer":"no"}”');
    // Trial by trial the versions stand side by side.
    const again = kept.filter(({ key }) => key.stage === 'sentinel-again').map(({ key }) => `${key.index}`);
    expect(again).toEqual(['0', '0', '1', '1', '2', '2', '3', '3', '4', '4']);
  });

  test('settles the suite: what screened is not confirmed, and not decided', async () => {
    const breaks = { ...base, [promptPath]: `${BROKEN}Please\n` };
    const { report, progress } = await gated(
      breaks,
      answering((id, now) => id === 'limit' && now),
    );
    expect(report.verdict.outcome).toBe('fail');
    expect(report.confirmation).toBeUndefined();
    expect(report.verdict.perMetric.map(({ note }) => note)).toEqual(['not-decided', 'not-decided']);
    expect(rules(report)).not.toContain('undecided');
    expect(progress.told.at(-2)).toBe('sentinel-again support 2');
  });

  test.each<[string, (nth: number) => boolean, boolean]>([
    ['wavers: it held once in five', (nth) => nth !== 3, false],
    ['failed in the version before too', () => true, true],
  ])('that %s does not fail it', async (_, failsNth, alsoBefore) => {
    const { report } = await gated(
      reworded,
      answering((id, now, nth) => id === 'limit' && (now ? failsNth(nth) : alsoBefore && nth === 2)),
    );
    expect(report.verdict.outcome).toBe('pass');
    expect(report.roles?.[0]?.cases).toEqual([expect.objectContaining({ caseId: 'limit', outcome: 'recovered' })]);
    expect(report.findings.filter(({ ruleId }) => ruleId === 'sentinel-recovered')).toMatchObject([{ level: 'note' }]);
  });

  test('that held at first is not asked again, whatever it would answer later', async () => {
    const { asked } = await gated(
      reworded,
      answering((id, now, nth) => id === 'limit' && now && nth > 0),
    );
    expect(asked.filter(({ text }) => text.includes('<limit>'))).toHaveLength(1);
  });

  test('that timed out has failed; one whose calls were all lost leaves no verdict', async () => {
    const failing = (kind: 'timeout' | 'network'): AnswerInMemory => {
      const others = answering(() => false);
      return (asked) =>
        asked.text.includes('<limit>') && isNew(asked.text) ? new Fault(kind, 'nobody there') : others(asked);
    };
    const timedOut = await gated(reworded, failing('timeout'));
    expect(timedOut.report.verdict.outcome).toBe('fail');
    expect(timedOut.report.roles?.[0]?.cases[0]).toMatchObject({
      candidateOutput: '',
      explanation: 'timeout: nobody there',
    });
    const lost = await gated(reworded, failing('network'));
    expect(lost.report.verdict).toMatchObject({ outcome: 'inconclusive', reason: 'too-many-errors', level: 'fail' });
    expect(lost.report.roles?.[0]?.cases).toEqual([expect.objectContaining({ caseId: 'limit', outcome: 'lost' })]);
    expect(lost.report.findings.find(({ ruleId }) => ruleId === 'too-many-errors')?.message).toContain('`limit`');
  });

  test('that was lost does not hide a confirmed drop', async () => {
    const { report } = await gated({ ...base, [promptPath]: BROKEN }, (asked) => {
      if (asked.text.includes('<limit>')) return new Fault('network', 'gone');
      return asked.text.includes('<') ? '{"answer":"yes"}' : answerOf(asked);
    });
    expect(report.verdict.outcome).toBe('fail');
    expect(report.confirmation?.decisions.map(({ decision }) => decision)).toContain('confirmed');
  });
});

describe('an invariant', () => {
  test('that is hit fails the suite at once, although all metrics pass and the version before does the same', async () => {
    const { report, asked } = await gated(
      reworded,
      answering((id) => id === 'canary'),
    );
    expect(report.verdict.outcome).toBe('fail');
    expect(report.verdict.perMetric.map(({ outcome }) => outcome)).toEqual(['pass', 'pass']);
    expect(asked.filter(({ text }) => text.includes('<canary>'))).toHaveLength(1);
    const finding = report.findings.find(({ ruleId }) => ruleId === 'invariant-broken');
    expect(finding).toMatchObject({ level: 'error' });
    expect(finding?.message).toMatch(/`canary` is an invariant.* 1 of 1 answer.*no statistical claim/);
    expect(report.errorRates.join(' ')).toContain('Invariants are outside of that rate');
  });

  test('is asked `sampling.trials` times, and one hit among them is enough', async () => {
    const thrice = { ...base, [suitePath]: `${base[suitePath]}sampling: { trials: 3 }\n` };
    const { report } = await gated(
      { ...thrice, [promptPath]: REWORDED },
      answering((id, _, nth) => id === 'canary' && nth === 2),
      { base: thrice },
    );
    expect(report.verdict.outcome).toBe('fail');
    expect(report.roles?.[0]?.cases).toEqual([
      expect.objectContaining({ caseId: 'canary', outcome: 'broken', first: { failed: 1, of: 3 } }),
    ]);
  });

  test('shows no answer where outputs are to stay private', async () => {
    const hidden = { ...base, [policyPath]: `${base[policyPath]}show-outputs: none\n` };
    const { report } = await gated(
      { ...hidden, [promptPath]: REWORDED },
      answering((id) => id === 'canary'),
      { base: hidden },
    );
    expect(report.findings.map(({ message }) => message).join(' ')).not.toContain('“');
  });
});

describe('a run that does not get to its end', () => {
  const limited = { ...base, [policyPath]: `${base[policyPath]}limits: { max-minutes: 1 }\n` };
  /** As `answer`, until so many calls were made: from then on each takes half a minute. */
  async function slowAfter(calls: number, answer: AnswerInMemory) {
    let n = 0;
    const world = memoryGate({
      base: limited,
      head: { ...limited, [promptPath]: REWORDED },
      answer: async (asked) => {
        n += 1;
        if (n > calls) await world.ports.clock.sleep(30_000);
        return answer(asked);
      },
    });
    return gate(plainRequest, world.ports);
  }

  test('has failed all the same where an invariant was broken before the limit', async () => {
    const report = await slowAfter(
      30,
      answering((id) => id === 'canary'),
    );
    expect(report.verdict).toMatchObject({ outcome: 'fail', level: 'fail' });
    expect(report.roles?.[0]?.cases).toMatchObject([{ caseId: 'canary', outcome: 'broken' }]);
    expect(report.verdict.perMetric.map(({ reason }) => reason)).toEqual(['over-budget', 'over-budget']);
  });

  test('has no verdict where the limit came before a sentinel was asked again', async () => {
    const report = await slowAfter(
      123,
      answering((id, now) => id === 'limit' && now),
    );
    expect(report.verdict).toMatchObject({ outcome: 'inconclusive', reason: 'over-budget', level: 'fail' });
    expect(report.roles?.[0]?.cases).toMatchObject([{ caseId: 'limit', outcome: 'lost' }]);
    expect(rules(report)).not.toContain('too-many-errors');
  });
});

test('a provider that moved the model starts stage 1 again, and what was asked beside it stays', async () => {
  const answered = (model: string, wrong: Parameters<typeof answering>[0]): AnswerInMemory => {
    const answer = answering(wrong);
    return async (asked) => {
      const text = await answer(asked);
      return typeof text === 'string' ? { output: { text }, answeredBy: model } : text;
    };
  };
  const before = memoryGate({ base, head: base, answer: answered('m-1', () => false) });
  const { head: revision } = await before.ports.repository.change();
  const tree = await before.ports.repository.head();
  const { baseline } = await refresh(tree, { suite: 'support', revision, limits: {} }, before.ports);
  const world = memoryGate({
    base,
    head: reworded,
    baselines: [baseline],
    answer: answered('m-2', (id) => id === 'canary'),
  });
  const report = await gate(plainRequest, world.ports);
  expect(report.screen?.against).toEqual({ support: 'control' });
  expect(world.targets.asked.filter(({ text }) => text.includes('<canary>'))).toHaveLength(1);
  expect(report.verdict.outcome).toBe('fail');
});

describe('what the change does to the cases', () => {
  const breaks = answering((id, now) => id === 'limit' && now);
  test.each<[string, string, RegExp]>([
    ['drops it', casesJsonl() + guards.split('\n').slice(1).join('\n'), /role of limit: "sentinel" → \(none\)/],
    [
      'takes its role off',
      base[casesPath]?.replace('"id":"limit","role":"sentinel"', '"id":"limit"') ?? '',
      /role of limit/,
    ],
    [
      'makes the wrong answer right',
      base[casesPath]?.replace(/(<limit>.*?"expected":)"yes"/, '$1"no"') ?? '',
      /1 case edited: limit/,
    ],
    ['asks something else', base[casesPath]?.replace('<limit> what now?', 'is it so?') ?? '', /1 case edited: limit/],
  ])('one that %s does not escape it, and shows the edit', async (_, cases, edit) => {
    expect(cases).not.toBe(base[casesPath]);
    const { report } = await gated({ ...reworded, [casesPath]: cases }, breaks);
    expect(report.verdict.outcome).toBe('fail');
    expect(report.roles?.[0]?.cases).toEqual([expect.objectContaining({ caseId: 'limit', outcome: 'broken' })]);
    expect(report.policyDiff.find(({ path }) => path === casesPath)?.edits.join('\n')).toMatch(edit);
    expect(rules(report)).toContain('cases-changed');
  });

  test('one that only adds a sentinel is not judged by it yet', async () => {
    const { report } = await gated(
      { ...reworded, [casesPath]: base[casesPath] + roleCase('late', 'sentinel') },
      (asked) => (asked.text.includes('<') ? '{"answer":"yes"}' : answerOf(asked)),
    );
    expect(report.verdict.outcome).toBe('pass');
    expect(report.plan.suites[0]?.roles?.sentinels).toEqual(['limit', 'tenant']);
  });

  test('more sentinels than the rate pays for, over all suites, do not land', async () => {
    const many = (n: number) =>
      casesJsonl() + Array.from({ length: n }, (_, i) => roleCase(`s-${i}`, 'sentinel')).join('');
    const named = (name: string) =>
      Object.fromEntries(
        Object.entries(base).flatMap(([path, text]) =>
          path.startsWith('suites/')
            ? [
                [
                  path.replace('/support/', `/${name}/`),
                  path === suitePath ? text.replace('name: support', `name: ${name}`) : text,
                ],
              ]
            : [],
        ),
      );
    const three = {
      ...base,
      ...named('b'),
      ...named('c'),
      [casesPath]: many(20),
      'suites/b/cases.jsonl': many(3),
      'suites/c/cases.jsonl': many(3),
    };
    const { ports } = memoryGate({ base, head: three, answer: answerOf });
    await expect(gate(plainRequest, ports)).rejects.toThrow(
      /steelyard\.yaml: alpha\.fail: expected at most 25 sentinels .* received 26, at 0\.05; take `role: sentinel` off/,
    );
    const { issues } = await validate(await ports.repository.head(), []);
    expect(issues).toHaveLength(1);
    const fewer = memoryGate({ base, head: { ...three, 'suites/c/cases.jsonl': many(2) }, answer: answerOf });
    expect((await validate(await fewer.ports.repository.head(), [])).issues).toEqual([]);
  });
});

describe('other jobs', () => {
  const world = (): MemoryGate => {
    const says = answering((id) => id === 'canary');
    const made = memoryGate({
      base,
      head: base,
      // A model takes its time: three equal answers in none would be a cache's, and count once.
      answer: async (asked) => {
        await made.ports.clock.sleep(20);
        return says(asked);
      },
    });
    return made;
  };

  test('refresh stores them, and estimates without them', async () => {
    const { ports } = world();
    const { head } = await ports.repository.change();
    const of = { suite: 'support', revision: head, limits: {} };
    const { baseline, summaries, alwaysWrong } = await refresh(await ports.repository.head(), of, ports);
    expect(baseline.cases.get('canary')?.trials).toHaveLength(3);
    expect(summaries.get('correct')).toMatchObject({ estimate: 1, cases: 60 });
    expect(alwaysWrong.get('correct')).toEqual(['canary']);
    // Nor does the gate that uses it, which is done at its second look.
    const gateWorld = memoryGate({ base, head: reworded, answer: answering(() => false), baselines: [baseline] });
    const report = await gate(plainRequest, gateWorld.ports);
    expect(report.plan.suites[0]?.control).toEqual({ kind: 'stored' });
    expect(report.comparisons.map(({ pairs, baseline: before }) => [pairs, before.estimate])).toEqual([
      [45, 1],
      [45, 1],
    ]);
    const predicted = report.plan.suites[0]?.metrics[0]?.predicted?.find(({ atMargins }) => atMargins === 0);
    expect(predicted?.pass).toBe(1);
  });

  test('run asks them besides the sample, and estimates without them', async () => {
    const { ports } = world();
    const of = { suite: 'support', stage: 'refresh', cases: 10, seed: 's', limits: {} } as const;
    const run = await runSuite(await ports.repository.head(), of, ports);
    expect(run.cases).toHaveLength(13);
    expect(run.metrics[0]).toMatchObject({ cases: 10, estimate: 1 });
  });

  test('plan counts their calls and what they spend', async () => {
    const { ports } = world();
    const of = { only: [], repository: 'r', simulatedRuns: 0, limits: {}, curve: false, caseCost: 0 };
    const [forecast] = await planSuites(await ports.repository.head(), of, {
      ...ports,
      baselines: memoryBaselines([]),
    });
    expect(forecast?.plan.calls.screen).toBe(123);
    expect(forecast?.plan.design.alphaFail).toBeCloseTo(0.05 - 2 * 2 ** -10, 12);
  });
});
