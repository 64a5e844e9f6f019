import { describe, expect, it } from 'vitest';
import type { Limits } from '../../src/domain/settings.ts';
import { createBudget } from '../../src/runner/budget.ts';
import { estimateCall } from '../../src/runner/estimate-call.ts';
import { targetSpec } from '../targets/support/start-target.ts';
import { VirtualClock } from './support/virtual-clock.ts';

const goOn = new AbortController().signal;
// $1 a million in, $2 out: an estimate of 1 M + 1 M tokens is $3.
const prices = { tiny: { input: 1, output: 2, cachedInput: 0.5 } };
const call = { model: 'tiny', inputTokens: 1_000_000, outputTokens: 1_000_000 };
const small = { inputTokens: 400_000, outputTokens: 100_000, cachedInputTokens: 200_000 };

const budgetOf = (limits: Limits, clock = new VirtualClock()) => createBudget({ limits, prices, clock });

describe('budget', () => {
  it('counts calls when they are reserved, not when they end', async () => {
    const budget = budgetOf({ maxCalls: 2 });
    expect(await budget.reserve(call, goOn)).toBeDefined();
    expect(await budget.reserve(call, goOn)).toBeDefined();
    expect(await budget.reserve(call, goOn)).toBeUndefined();
    expect(budget.spend().calls).toBe(2);
  });

  it('settles with what was really taken, cached input at its own price', async () => {
    const budget = budgetOf({});
    const reservation = await budget.reserve(call, goOn);
    expect(reservation?.settle(small)).toBeCloseTo(0.2 + 0.1 + 0.2, 12);
    expect(budget.spend()).toMatchObject({
      calls: 1,
      inputTokens: 400_000,
      outputTokens: 100_000,
      cost: expect.closeTo(0.5, 12),
    });
  });

  it('waits for calls in flight where only their estimates stand in the way', async () => {
    const budget = budgetOf({ maxCost: 4 });
    const first = await budget.reserve(call, goOn);
    const second = budget.reserve(call, goOn);
    first?.settle(small);
    expect(await second).toBeDefined();
  });

  it('refuses where even the end of all calls would not make room', async () => {
    expect(await budgetOf({ maxCost: 2.9 }).reserve(call, goOn)).toBeUndefined();
    const budget = budgetOf({ maxCost: 4 });
    const first = await budget.reserve(call, goOn);
    const second = budget.reserve(call, goOn);
    first?.settle('unknown');
    expect(await second).toBeUndefined();
  });

  it('frees what was not billed', async () => {
    const budget = budgetOf({ maxCost: 3 });
    (await budget.reserve(call, goOn))?.settle('unbilled');
    expect(await budget.reserve(call, goOn)).toBeDefined();
  });

  it('lets go of a waiting call when the run stops', async () => {
    const budget = budgetOf({ maxCost: 4 });
    const stop = new AbortController();
    const first = await budget.reserve(call, goOn);
    const second = budget.reserve(call, stop.signal);
    stop.abort();
    first?.settle('unbilled');
    expect(await second).toBeUndefined();
  });

  it('knows no cost where it knows no price', async () => {
    const budget = budgetOf({});
    const reservation = await budget.reserve({ ...call, model: 'toString' }, goOn);
    expect(reservation?.settle(small)).toBeUndefined();
    expect(budget.spend()).not.toHaveProperty('cost');
  });

  it('counts minutes from its making', async () => {
    const clock = new VirtualClock();
    const budget = budgetOf({ maxMinutes: 2 }, clock);
    await clock.sleep(90_000);
    expect(budget.remainingMs()).toBe(30_000);
    await clock.sleep(30_000);
    expect(await budget.reserve(call, goOn)).toBeUndefined();
    expect(budget.spend().seconds).toBe(120);
  });
});

describe('estimate of a call', () => {
  it('takes the cap on the answer from params, and is above what tokenizers count', () => {
    const text = 'The quick brown fox jumps over the lazy dog. '.repeat(20);
    const estimate = estimateCall(targetSpec({ params: { max_completion_tokens: 300 } }), [
      { role: 'user', content: text },
    ]);
    // GPT tokenizers count 10 tokens for the sentence.
    expect(estimate.inputTokens).toBeGreaterThan(200);
    expect(estimate).toMatchObject({ model: 'tiny', outputTokens: 300 });
    expect(estimateCall(targetSpec(), []).outputTokens).toBe(4096);
  });
});
