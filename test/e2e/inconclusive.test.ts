import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';

import { type GatedRepository, gatedRepository, onlyError } from '../support/gated-repository.ts';
import { answerOf, BROKEN, GOOD, policyPath, promptPath, REWORDED } from '../support/gated-suite.ts';
import { type Answer, type AskedModel, type ModelServer, startModelServer } from '../support/model-server.ts';

// A second or two each; a machine that does much else besides may take ten times that.
vi.setConfig({ testTimeout: 120_000 });

/** Neither green nor red, and why: exit 2, each reason on the built program. */
const fastTimers = resolve(import.meta.dirname, '../support/fast-timers.mjs');

let server: ModelServer;
let repository: GatedRepository;
let answer: (asked: AskedModel) => Answer | Promise<Answer>;
let answeredBy: string;

beforeAll(async () => {
  answer = answerOf;
  answeredBy = 'small-1-2026-01';
  server = await startModelServer((asked) => answer(asked), { answeredBy: () => answeredBy });
  repository = await gatedRepository(server.url, { refreshed: true });
});

afterAll(async () => {
  await server.close();
  await repository.remove();
});

beforeEach(async () => {
  answer = answerOf;
  answeredBy = 'small-1-2026-01';
  await repository.reset();
});

const numberOf = ({ text }: AskedModel): number => Number(/\[case-(\d+)\]/.exec(text)?.[1] ?? 0);
const lose: Answer = (response) => response.writeHead(500, { 'content-type': 'application/json' }).end('{}');

describe('the budget runs out', () => {
  test('in time', async () => {
    answer = async (asked) => {
      await delay(150);
      return answerOf(asked);
    };
    await repository.write({ [promptPath]: REWORDED });
    const { code, report, comment } = await repository.gate(['--max-minutes', '0.01']);
    expect(code).toBe(2);
    expect(report?.verdict).toMatchObject({ outcome: 'inconclusive', reason: 'over-budget', level: 'fail' });
    expect(report?.screen?.decisions).toEqual([]);
    expect(comment).toMatch(/budget/i);
  });

  test('in dollars: a limit that could not pay for a confirmation is refused before the first call', async () => {
    await repository.git('checkout', '--quiet', '-B', 'priced');
    const policy = await repository.git('show', `main:${policyPath}`);
    await repository.commit('prices', { [policyPath]: `${policy}prices: { small-1: { input: 100, output: 0 } }\n` });
    await repository.reset('priced');
    await repository.write({ [promptPath]: BROKEN });
    const before = server.asked.length;
    const { code, lines } = await repository.gate(['--base', 'priced', '--max-cost', '0.03']);
    expect(code).toBe(3);
    expect(onlyError({ lines })).toMatch(
      /limits: max-cost: expected at least \$\d+\.\d\d .*, received 0\.03; raise the limit/,
    );
    expect(server.asked.length).toBe(before);

    // Retries are what no plan foresees: they are paid from the same limit, and end it.
    answer = (asked) => (server.asked.length % 6 === 0 ? answerOf(asked) : lose);
    const enough = await repository.gate(['--base', 'priced', '--max-calls', '420'], {
      nodeOptions: ['--import', fastTimers],
    });
    expect(enough.code).toBe(2);
    expect(enough.report?.verdict).toMatchObject({ outcome: 'inconclusive', reason: 'over-budget', level: 'fail' });
    expect(enough.report?.spend.calls).toBeLessThanOrEqual(420);
  });
});

describe('calls are lost', () => {
  test('one in five for good: too-many-errors', async () => {
    answer = (asked) => (numberOf(asked) % 5 === 0 ? lose : answerOf(asked));
    await repository.write({ [promptPath]: REWORDED });
    const { code, report } = await repository.gate([], { nodeOptions: ['--import', fastTimers] });
    expect(code).toBe(2);
    expect(report?.verdict).toMatchObject({ outcome: 'inconclusive', reason: 'too-many-errors', level: 'fail' });
    expect(report?.screen?.tally).toContainEqual(expect.objectContaining({ arm: 'candidate', excluded: 12 }));
  });

  test('just where the candidate fails: no pass comes of it', async () => {
    answer = (asked) => (answerOf(asked).includes('no') ? lose : answerOf(asked));
    await repository.write({ [promptPath]: BROKEN });
    const { code, report } = await repository.gate([], { nodeOptions: ['--import', fastTimers] });
    expect(code).toBe(2);
    expect(report?.verdict).toMatchObject({ reason: 'too-many-errors' });
  });

  test('one in five now and then: asked again, and the verdict stands', async () => {
    let calls = 0;
    answer = (asked) => ((calls += 1) % 5 === 0 ? lose : answerOf(asked));
    await repository.write({ [promptPath]: REWORDED });
    const { code, report } = await repository.gate([], { nodeOptions: ['--import', fastTimers] });
    expect(code).toBe(0);
    expect(report?.screen?.tally).toContainEqual(expect.objectContaining({ completed: 45, excluded: 0 }));
    expect(report?.spend.calls).toBeGreaterThan(45);
  });
});

describe('the stored baseline is not the truth', () => {
  test('a baseline better than the truth screens, and never fails a change: unconfirmed', async () => {
    // Stored as flawless; in truth every fifth case fails, before the change as after it.
    answer = (asked) => (numberOf(asked) % 5 === 0 ? '{"answer":"no"}' : answerOf(asked));
    await repository.write({ [promptPath]: REWORDED });
    const { code, report } = await repository.gate();
    expect(report?.screen?.against).toEqual({ support: 'baseline' });
    expect(report?.screen?.decisions).toContainEqual(
      expect.objectContaining({ metric: 'correct', decision: 'screened' }),
    );
    expect(report?.confirmation?.decisions.map(({ decision }) => decision)).not.toContain('confirmed');
    expect(report?.verdict).toMatchObject({ outcome: 'inconclusive', reason: 'unconfirmed', level: 'warn' });
    expect(code).toBe(2);
  });

  test('the provider moved the model: the base runs live, and the report says so', async () => {
    answeredBy = 'small-1-2026-02';
    await repository.write({ [promptPath]: REWORDED });
    const { code, report, comment } = await repository.gate();
    expect(code).toBe(0);
    expect(report?.screen?.against).toEqual({ support: 'control' });
    // The first look against the baseline, then all looks with both side by side.
    expect(report?.spend.calls).toBe(150);
    const finding = report?.findings.find(({ ruleId }) => ruleId === 'baseline-answered-by-another-model');
    expect(finding?.message).toContain('small-1-2026-02');
    expect(comment).toContain('small-1-2026-02');
  });

  test('and a drop that came with the provider fails nobody', async () => {
    answeredBy = 'small-1-2026-02';
    answer = (asked) => (numberOf(asked) % 5 === 0 ? '{"answer":"no"}' : answerOf(asked));
    await repository.write({ [promptPath]: `${GOOD}And be brief.\n` });
    const { report } = await repository.gate();
    expect(report?.verdict.outcome).toBe('pass');
  });
});
