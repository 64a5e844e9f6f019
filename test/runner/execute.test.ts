import { describe, expect, it } from 'vitest';
import { Fault } from '../../src/domain/fault.ts';
import type { Trial } from '../../src/domain/trial.ts';
import { executeWith, fate, plannedTrial, plannedTrials, targetOf } from './support/execute-with.ts';
import { VirtualClock } from './support/virtual-clock.ts';

const say = (text: string) => ({ output: { text } });

describe('execute', () => {
  it('returns trials in the order given, scored, whatever the order of completion', async () => {
    const clock = new VirtualClock();
    const run = async (delays: number[], concurrency: number) => {
      const target = targetOf(async ({ caseId }) => {
        const number = Number(caseId.split('-')[1]);
        await clock.sleep(delays[number] ?? 0);
        return { ...say('x'.repeat(number)), latencyMs: 5 };
      });
      return await executeWith(plannedTrials(20), { target, clock, concurrency });
    };
    const rising = Array.from({ length: 20 }, (_, index) => index * 10);
    const first = await run(rising, 8);
    expect(first).toEqual(await run(rising.toReversed(), 3));
    expect(first.ended).toBe('complete');
    expect(first.trials.map((trial) => trial.key.caseId)).toEqual(plannedTrials(20).map((trial) => trial.key.caseId));
    expect(first.trials[7]).toMatchObject({
      attempts: 1,
      latencyMs: 5,
      scores: { length: { status: 'scored', value: 7 } },
    });
  });

  it('measures the successful attempt alone, and counts every attempt', async () => {
    const clock = new VirtualClock();
    let calls = 0;
    const target = targetOf(async () => {
      calls += 1;
      await clock.sleep(calls === 1 ? 900 : 200);
      if (calls === 1) throw new Fault('network', 'reset');
      return say('yes');
    });
    const { trials } = await executeWith(plannedTrials(1), { target, clock, random: () => 0.5 });
    expect(trials).toMatchObject([{ status: 'completed', attempts: 2, latencyMs: 200 }]);
    expect(clock.slept).toContain(250);
  });

  it('asks again in up to three rounds what the infrastructure lost, then excludes it', async () => {
    const asked: string[] = [];
    const target = targetOf(({ caseId }) => {
      asked.push(caseId);
      if (caseId === 'case-1') throw new Fault('server-error', 'answered 500');
      return say('yes');
    });
    const done: Trial[] = [];
    const progress = { start() {}, done: (trial: Trial) => void done.push(trial), finish() {} };
    const { trials, ended } = await executeWith(plannedTrials(3), {
      target,
      clock: new VirtualClock(),
      concurrency: 1,
      progress,
    });
    expect(ended).toBe('complete');
    expect(trials.map(fate)).toEqual(['yes', 'server-error', 'yes']);
    expect(trials[1]).toMatchObject({ attempts: 20, error: { blame: 'infrastructure' } });
    // The rest came before the second round.
    expect(asked.indexOf('case-2')).toBe(6);
    expect(done.map((trial) => trial.key.caseId)).toEqual(['case-0', 'case-2', 'case-1']);
  });

  it('recovers in a later round', async () => {
    let calls = 0;
    const target = targetOf(({ caseId }) => {
      if (caseId === 'case-0' && (calls += 1) <= 12) throw new Fault('network', 'reset');
      return say('yes');
    });
    const { trials } = await executeWith(plannedTrials(2), { target, clock: new VirtualClock() });
    expect(trials[0]).toMatchObject({ status: 'completed', attempts: 13 });
  });

  it('does not go around again for a server that never answered', async () => {
    const target = targetOf(() => {
      throw new Fault('network', 'refused');
    });
    const { trials, ended } = await executeWith(plannedTrials(2), { target, clock: new VirtualClock() });
    expect(ended).toBe('complete');
    expect(trials).toMatchObject([{ attempts: 5 }, { attempts: 5 }]);
  });

  it('scores a timeout as the product’s failure: one call, the deadline as latency', async () => {
    const target = targetOf(() => new Promise(() => {}));
    const { trials } = await executeWith(plannedTrials(1), { target, clock: new VirtualClock(), timeoutMs: 30_000 });
    expect(trials).toMatchObject([{ attempts: 1, latencyMs: 30_000, error: { kind: 'timeout', blame: 'product' } }]);
  });

  it('ends the run on a fault that nothing mends', async () => {
    const target = targetOf(({ caseId }) => {
      if (caseId === 'case-1') throw new Fault('unauthorized', 'answered 401', { mend: 'check the key' });
      return say('yes');
    });
    const { trials, ended } = await executeWith(plannedTrials(4), { target, concurrency: 1 });
    expect(trials.map(fate)).toEqual(['yes', 'unauthorized', 'stopped-early', 'stopped-early']);
    expect(ended).toMatchObject({ kind: 'fault', fault: { kind: 'unauthorized', mend: 'check the key' } });
  });

  it('renders prompts, appends the conversation, and calls what cannot be rendered a failure', async () => {
    const seen: unknown[] = [];
    const target = targetOf(({ messages }) => {
      seen.push(messages);
      return say('yes');
    });
    const turns = [{ role: 'assistant', content: [{ type: 'text', text: '{{question}}' }] }];
    const order = [plannedTrial('a', { question: 'Why?', messages: turns }), plannedTrial('b', { other: 1 })];
    const { trials } = await executeWith(order, { target });
    expect(seen).toEqual([[{ role: 'user', content: 'Why?' }, ...turns]]);
    expect(trials[1]).toMatchObject({
      attempts: 0,
      error: { kind: 'cannot-render', blame: 'product', message: expect.stringContaining('{{question}}') },
    });
  });

  it('gives keys that only the candidate added to the candidate alone, and lets it overwrite none', async () => {
    const target = targetOf(({ messages }) => say(JSON.stringify(messages[0]?.content)));
    const extraInput = { tone: 'kind', question: 'Easier?' };
    const order = (['candidate', 'control'] as const).map((arm) => ({
      ...plannedTrial('a', { question: 'Why?' }, arm),
      extraInput,
    }));
    const spec = { messages: [{ role: 'user', template: '{{question}} {{tone}}' }] };
    const { trials } = await executeWith(order, { target, spec });
    expect(trials.map(fate)).toEqual(['"Why? kind"', 'cannot-render']);
  });

  it('ends calls in flight when the minutes are up, and blames nobody', async () => {
    const clock = new VirtualClock();
    const target = targetOf(async () => {
      await clock.sleep(40_000);
      return say('yes');
    });
    const setup = { target, clock, concurrency: 1, timeoutMs: 60_000, limits: { maxMinutes: 1 } };
    const start = clock.now();
    const { trials, ended } = await executeWith(plannedTrials(3), setup);
    expect(trials.map(fate)).toEqual(['yes', 'over-budget', 'over-budget']);
    expect(ended).toEqual({ kind: 'over-budget' });
    expect(clock.now() - start).toBe(60_000);
  });

  it('throws for bugs: a scorer that throws is named with its case, and the rest is broken off', async () => {
    const scorers = new Map([['support', new Map([['correct', async () => Promise.reject(new TypeError('oops'))]])]]);
    const target = targetOf(({ caseId }) => (caseId === 'case-0' ? say('yes') : new Promise(() => {})));
    const error = await executeWith(plannedTrials(3), { target, scorers }).catch((bug: unknown) => bug);
    expect(error).toMatchObject({
      message: 'the scorer of metric correct failed on case case-0',
      cause: { message: 'oops' },
    });
    const broken = executeWith(plannedTrials(1), { target: targetOf(() => Promise.reject(new RangeError('?'))) });
    await expect(broken).rejects.toThrow('the target of support/candidate broke its contract on case case-0');
  });

  it('skips everything where it was cancelled before', async () => {
    const target = targetOf(() => say('yes'));
    const { trials, ended } = await executeWith(plannedTrials(2), { target, signal: AbortSignal.abort() });
    expect(trials.map(fate)).toEqual(['cancelled', 'cancelled']);
    expect(ended).toEqual({ kind: 'cancelled' });
  });

  it('announces each suite and stage with its size', async () => {
    const said: unknown[] = [];
    const progress = {
      start: (task: object) => void said.push(task),
      done() {},
      finish: () => void said.push('finished'),
    };
    await executeWith(plannedTrials(3), { target: targetOf(() => say('yes')), progress });
    expect(said).toEqual([{ stage: 'screen', suite: 'support', trials: 3 }, 'finished']);
  });

  it('keeps its verdict-relevant results under 200 random fault schedules', async () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const random = generator(seed);
      const clock = new VirtualClock();
      const target = targetOf(async ({ caseId }) => {
        await clock.sleep(random() * 100);
        const kinds = ['network', 'server-error', 'rate-limited', 'bad-response'] as const;
        if (random() < 0.4)
          throw new Fault(kinds[Math.floor(random() * 4)] ?? 'network', 'bad luck', { retryAfterMs: random() * 1000 });
        return { ...say(caseId), latencyMs: 1 };
      });
      const { trials, ended } = await executeWith(plannedTrials(6), { target, clock, random, concurrency: 3 });
      expect(ended).toBe('complete');
      expect(trials.map(fate)).toEqual(plannedTrials(6).map((trial) => trial.key.caseId));
    }
  });
});

/** A small seeded generator (mulberry32), uniform on [0, 1). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
