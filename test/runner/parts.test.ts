import { describe, expect, it } from 'vitest';
import { Fault } from '../../src/domain/fault.ts';
import { createPace } from '../../src/runner/pace.ts';
import { renderMessages } from '../../src/runner/render-messages.ts';
import { retry } from '../../src/runner/retry.ts';
import { runPool } from '../../src/runner/run-pool.ts';
import { VirtualClock } from './support/virtual-clock.ts';

describe('retry', () => {
  const world = (random: () => number) => ({ clock: new VirtualClock(), random, signal: new AbortController().signal });
  const failing = (fault: Fault) => () => Promise.reject(fault);

  it('waits exponentially longer, with full jitter, five attempts at most', async () => {
    const most = world(() => 1);
    const result = await retry(failing(new Fault('network', 'reset')), most);
    expect(result).toMatchObject({ ok: false, attempts: 5, fault: { kind: 'network' } });
    expect(most.clock.slept).toEqual([500, 1000, 2000, 4000]);
    const least = world(() => 0);
    await retry(failing(new Fault('network', 'reset')), least);
    expect(least.clock.slept).toEqual([0, 0, 0, 0]);
  });

  it('waits at least as long as the server asks', async () => {
    const seen = world(() => 0.5);
    await retry(failing(new Fault('rate-limited', '429', { retryAfterMs: 7000 })), seen);
    expect(seen.clock.slept).toEqual([7250, 7500, 8000, 9000]);
  });

  it('never repeats what another attempt cannot change', async () => {
    for (const kind of ['timeout', 'content-filter', 'unauthorized', 'bad-request'] as const) {
      expect(
        await retry(
          failing(new Fault(kind, '')),
          world(() => 0),
        ),
      ).toMatchObject({ attempts: 1, fault: { kind } });
    }
  });

  it('lets a bug through', async () => {
    await expect(
      retry(
        () => Promise.reject(new TypeError('bug')),
        world(() => 0),
      ),
    ).rejects.toThrow('bug');
  });
});

describe('pace', () => {
  it('halves once for a burst, and grows back by one for each window of answers', () => {
    const pace = createPace(8);
    for (let burst = 0; burst < 8; burst += 1) pace.throttled();
    expect(pace.limit()).toBe(4);
    for (let answers = 0; answers < 4; answers += 1) pace.succeeded();
    expect(pace.limit()).toBe(5);
    for (let answers = 0; answers < 100; answers += 1) pace.succeeded();
    expect(pace.limit()).toBe(8);
  });

  it('never falls below one', () => {
    const pace = createPace(2);
    for (let times = 0; times < 20; times += 1) pace.throttled();
    expect(pace.limit()).toBe(1);
  });
});

describe('run pool', () => {
  it('does nothing for nothing', async () => {
    const work = (): Promise<void> => Promise.reject(new Error('never'));
    await expect(runPool(0, () => 4, work)).resolves.toBeUndefined();
  });

  it('starts nothing more after an error, and waits for what is in flight', async () => {
    const started: number[] = [];
    let ended = 0;
    const work = async (index: number): Promise<void> => {
      started.push(index);
      await new Promise((resolve) => setTimeout(resolve, index === 0 ? 1 : 10));
      ended += 1;
      if (index === 0) throw new Error('bug');
    };
    await expect(runPool(10, () => 3, work)).rejects.toThrow('bug');
    expect(started).toEqual([0, 1, 2]);
    expect(ended).toBe(3);
  });
});

describe('render messages', () => {
  it('names the prompt file that asks for a missing value', () => {
    const template = { role: 'system', template: 'Help {{customer}}.', path: 'prompts/system.md' };
    expect(renderMessages([template], { question: '' })).toEqual({
      ok: false,
      reason: "prompts/system.md names {{customer}}, which the case's input does not have",
    });
  });

  it('refuses a conversation that is none', () => {
    expect(renderMessages([], { messages: ['Hello'] })).toMatchObject({
      ok: false,
      reason: expect.stringContaining('input.messages[0]'),
    });
  });

  it('passes tool turns through untouched', () => {
    const messages = [
      { role: 'assistant', content: null, tool_calls: [] },
      { role: 'tool', tool_call_id: 'a', content: '{{x}}' },
    ];
    expect(renderMessages([], { messages })).toEqual({ ok: true, messages });
  });
});
