import { describe, expect, test } from 'vitest';

import { Fault } from '../../src/domain/fault.ts';
import type { Report } from '../../src/domain/report.ts';
import { gate } from '../../src/jobs/gate.ts';
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
import { type AnswerInMemory, type Files, memoryGate, plainRequest } from '../support/memory-gate.ts';
import { type MemoryLedger, memoryLedger } from '../support/memory-ledger.ts';

const base: Files = gatedSuite('http://127.0.0.1:1/v1');
const reworded = { ...base, [promptPath]: REWORDED };
const broken = { ...base, [promptPath]: BROKEN };

async function attempt(
  ledger: MemoryLedger,
  head: Files,
  {
    answer = answerOf,
    from = base,
    request = plainRequest,
  }: {
    readonly answer?: AnswerInMemory;
    readonly from?: Files;
    readonly request?: typeof plainRequest;
  } = {},
): Promise<Report & { readonly asked: number; readonly told: readonly string[] }> {
  const { ports, targets, progress } = memoryGate({ base: from, head, answer, ledger });
  const report = await gate(request, ports);
  return { ...report, asked: targets.asked.length, told: progress.told };
}

const outcomes = ({ entries }: MemoryLedger): readonly string[] => entries.map(({ outcome }) => outcome);
const rules = ({ findings }: Report): readonly string[] => findings.map(({ ruleId }) => ruleId);

describe('attempts', () => {
  test('the first passes on stage 1 alone, and is registered before its first call', async () => {
    const ledger = memoryLedger();
    const seen: string[] = [];
    const report = await attempt(ledger, reworded, {
      answer: (asked) => {
        seen.push(...outcomes(ledger));
        return answerOf(asked);
      },
    });
    expect(new Set(seen)).toEqual(new Set(['running']));
    expect(report.verdict.outcome).toBe('pass');
    expect(report.attempt).toEqual({ number: 1, mustRepeat: false, kept: 'journal', digest: expect.any(String) });
    expect(report.repeat).toBeUndefined();
    expect(outcomes(ledger)).toEqual(['pass']);
  });

  test('after one that failed, a pass is repeated on fresh runs of both versions', async () => {
    const ledger = memoryLedger();
    expect((await attempt(ledger, broken)).verdict.outcome).toBe('fail');
    const report = await attempt(ledger, reworded);
    expect(report.verdict.outcome).toBe('pass');
    expect(report.attempt).toMatchObject({ number: 2, mustRepeat: true, because: 'earlier' });
    expect(report.told.filter((line) => line !== 'finish')).toEqual([
      'screen support 60',
      'screen support 30',
      'screen support 30',
      'repeat support 60',
      'repeat support 30',
      'repeat support 30',
    ]);
    expect(report.repeat?.decisions.map(({ decision }) => decision)).toEqual(['passed', 'passed']);
    expect(outcomes(ledger)).toEqual(['fail', 'pass']);
  });

  test('a pass that does not come again is none, and says so', async () => {
    const ledger = memoryLedger();
    await attempt(ledger, broken);
    // Lucky at first: half the odd cases go wrong once both versions run again.
    const answer: AnswerInMemory = (asked) => {
      const isAgain = world.progress.told.some((line) => line.startsWith('repeat'));
      return answerOf({ text: isAgain && asked.arm === 'candidate' ? `${asked.text} broken` : asked.text });
    };
    const world = memoryGate({ base, head: reworded, answer, ledger });
    const report = await gate(plainRequest, world.ports);
    expect(report.verdict).toMatchObject({ outcome: 'inconclusive', reason: 'undecided' });
    expect(report.verdict.perMetric.map(({ outcome }) => outcome)).toEqual(['inconclusive', 'inconclusive']);
    expect(rules(report)).toContain('pass-not-repeated');
    // What is shown is what was seen last, not the lucky run.
    expect(report.comparisons[0]?.difference.estimate).toBeCloseTo(-0.5);
    expect(report.confirmation).toBeUndefined();
    expect(outcomes(ledger)).toEqual(['fail', 'inconclusive']);
  });

  test('a repeat that a limit ends leaves no verdict', async () => {
    const ledger = memoryLedger();
    await attempt(ledger, broken);
    const from = { ...base, [policyPath]: `${base[policyPath]}limits: { max-minutes: 1 }\n` };
    const world = memoryGate({
      base: from,
      head: { ...from, [promptPath]: REWORDED },
      ledger,
      answer: async (asked) => {
        if (world.progress.told.some((line) => line.startsWith('repeat'))) await world.ports.clock.sleep(30_000);
        return answerOf(asked);
      },
    });
    const report = await gate(plainRequest, world.ports);
    expect(report.verdict).toMatchObject({ outcome: 'inconclusive', reason: 'over-budget' });
  });

  test('only a suite that passed is repeated; what fails is confirmed as ever', async () => {
    const ledger = memoryLedger();
    await attempt(ledger, broken);
    const report = await attempt(ledger, { ...base, [promptPath]: `${BROKEN}once more` });
    expect(report.verdict.outcome).toBe('fail');
    expect(report.repeat).toBeUndefined();
    expect(report.attempt?.number).toBe(2);
  });

  test('a ledger that cannot be read, or written, asks for a repeat and says why', async () => {
    const unreadable = memoryLedger();
    unreadable.readable = false;
    const first = await attempt(unreadable, reworded);
    expect(first.attempt).toMatchObject({ number: 2, because: 'unreadable' });
    expect(first.repeat).toBeDefined();
    expect(rules(first)).toContain('attempts-not-counted');

    const unwritable = memoryLedger();
    unwritable.writable = false;
    const second = await attempt(unwritable, reworded);
    expect(second.attempt).toMatchObject({ number: 2, mustRepeat: true, because: 'unwritable' });
    expect(second.attempt?.kept).toBeUndefined();
    expect(second.repeat).toBeDefined();
    expect(second.verdict.outcome).toBe('pass');
  });

  test('the eleventh asks nothing until somebody allows it', async () => {
    const ledger = memoryLedger();
    for (let i = 0; i < 10; i += 1) {
      const at = new Date(i).toISOString();
      const change = { digest: `d${i}`, candidate: 'c', base: 'b', commit: 'a' };
      ledger.entries.push({ ...change, at, branch: 'topic', outcome: 'fail' });
    }
    const refused = await attempt(ledger, reworded);
    expect(refused).toMatchObject({ asked: 0, attempt: { number: 11 } });
    expect(refused.verdict).toMatchObject({ outcome: 'inconclusive', reason: 'too-many-attempts', level: 'fail' });
    expect(refused.findings.find(({ ruleId }) => ruleId === 'too-many-attempts')?.message).toContain('ask somebody');
    expect(ledger.entries).toHaveLength(10);
    ledger.allows = true;
    expect((await attempt(ledger, reworded)).verdict.outcome).toBe('pass');
    expect(ledger.entries).toHaveLength(11);
  });

  test('nothing is registered where nothing is asked', async () => {
    const ledger = memoryLedger();
    const idle = await attempt(ledger, { ...base, 'notes.txt': 'x' });
    const ungated = { ...base, [suitePath]: (base[suitePath] ?? '').replaceAll('gate: true', 'gate: false') };
    await attempt(ledger, { ...ungated, [promptPath]: REWORDED }, { from: ungated });
    expect(ledger.entries).toEqual([]);
    expect(idle.attempt).toBeUndefined();
  });

  test('cancelled before its first look it is no attempt; after it, it is one', async () => {
    const cancelledAt = async (call: number): Promise<MemoryLedger> => {
      const ledger = memoryLedger();
      const world = memoryGate({
        base,
        head: broken,
        ledger,
        answer: (asked) => {
          if (world.targets.asked.length === call) world.interrupt();
          return answerOf(asked);
        },
      });
      await gate(plainRequest, world.ports);
      return ledger;
    };
    expect(outcomes(await cancelledAt(20))).toEqual(['before-first-look']);
    // 60 calls are the first look; the confirmation is under way.
    expect(outcomes(await cancelledAt(90))).toEqual(['inconclusive']);
  });

  test('an error that ends the run before its first look costs no attempt', async () => {
    const ledger = memoryLedger();
    const { ports } = memoryGate({ base, head: reworded, ledger, answer: () => new Fault('unauthorized', 'no key') });
    await expect(gate(plainRequest, ports)).rejects.toThrow('no key');
    expect(outcomes(ledger)).toEqual(['before-first-look']);
  });
});

describe('the same once more', () => {
  /** All but what time does to it. */
  const timeless = (report: Report): string => {
    const attempt = { ...report.attempt, replayOf: undefined };
    return JSON.stringify({ ...report, attempt, asked: 0, told: [], createdAt: '', spend: undefined });
  };

  test.each([
    ['a pass', reworded],
    ['a fail', broken],
  ])('%s is read again: the same report, without a call, and no new attempt', async (_, head) => {
    const ledger = memoryLedger();
    const first = await attempt(ledger, head);
    const again = await attempt(ledger, head, { answer: () => 'another answer altogether' });
    expect(again.asked).toBe(0);
    expect(timeless(again)).toBe(timeless(first));
    expect(ledger.entries).toHaveLength(1);
  });

  test('without its trials it is a new attempt', async () => {
    const ledger = memoryLedger();
    await attempt(ledger, broken);
    ledger.stored.clear();
    const again = await attempt(ledger, broken);
    expect(again.attempt?.number).toBe(2);
    expect(again.asked).toBeGreaterThan(0);
  });

  test('what is missing runs: a cancelled run goes on where it stopped', async () => {
    const ledger = memoryLedger();
    const world = memoryGate({
      base,
      head: reworded,
      ledger,
      answer: (asked) => {
        if (world.targets.asked.length === 75) world.interrupt();
        return answerOf(asked);
      },
    });
    await gate(plainRequest, world.ports);
    const finished = ledger.stored.get(ledger.entries[0]?.digest ?? '')?.length ?? 0;
    expect(finished).toBeGreaterThan(60);
    const again = await attempt(ledger, reworded);
    expect(again.verdict.outcome).toBe('pass');
    expect(again.asked).toBe(120 - finished);
    expect(again.attempt?.number).toBe(1);
    expect(outcomes(ledger)).toEqual(['pass']);
  });

  test('an edit of cases or prompt is another evaluation, and one of a file that decides nothing is not', async () => {
    const ledger = memoryLedger();
    await attempt(ledger, broken);
    expect((await attempt(ledger, { ...broken, 'README.md': 'x' })).asked).toBe(0);
    expect(ledger.entries).toHaveLength(1);
    const cases = casesJsonl((one) => ({ ...one, input: { ...one.input, hint: 'new' } }));
    // Keys that the candidate adds to a case reach its prompt, so they are part of what is evaluated.
    expect((await attempt(ledger, { ...broken, [casesPath]: cases })).asked).toBeGreaterThan(0);
    expect(ledger.entries).toHaveLength(2);
  });
});
