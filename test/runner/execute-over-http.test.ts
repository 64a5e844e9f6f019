import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import type { Target } from '../../src/domain/target.ts';
import {
  completion,
  reply,
  startModelServer,
  type ModelServer,
  type Question,
} from '../targets/support/model-server.ts';
import { isGone } from '../targets/support/is-gone.ts';
import { startTarget } from '../targets/support/start-target.ts';
import { executeWith, fate, plannedTrial, plannedTrials } from './support/execute-with.ts';

const cleanups: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

async function modelOver(
  answer: (one: Question) => void | Promise<void>,
  concurrency = 4,
): Promise<{ server: ModelServer; target: Target }> {
  const server = await startModelServer(answer);
  const target = await startTarget('openai', { 'base-url': server.baseUrl }, { concurrency });
  cleanups.push(
    () => target.close(),
    () => server.close(),
  );
  return { server, target };
}

const echo = (one: Question): void => reply(one, 200, completion(`A ${String(one.body.messages[0]?.content)}`));

describe('execute against a server that misbehaves first', () => {
  it.each<[string, (one: Question) => void]>([
    ['429 with Retry-After', (one) => reply(one, 429, '{}', { 'retry-after-ms': '20' })],
    ['500', (one) => reply(one, 500, 'oops')],
    ['a dropped socket', (one) => one.response.destroy()],
    ['HTML with 200', (one) => reply(one, 200, '<html>')],
    ['truncated JSON', (one) => reply(one, 200, '{"choices": [{"mess')],
    ['empty choices', (one) => reply(one, 200, completion('', { choices: [] }))],
    ['204', (one) => void one.response.writeHead(204).end()],
    ['bad gzip', (one) => reply(one, 200, 'no gzip', { 'content-encoding': 'gzip' })],
  ])('%s, then an answer', async (_, misbehave) => {
    const { server, target } = await modelOver((one) => (one.number === 1 ? misbehave(one) : echo(one)));
    const { trials, ended } = await executeWith(plannedTrials(1), { target });
    expect(ended).toBe('complete');
    expect(trials).toMatchObject([
      { status: 'completed', attempts: 2, output: { text: 'A Q0' }, answeredBy: 'tiny-2026-01-01' },
    ]);
    expect(server.questions).toHaveLength(2);
  });

  it.each<[string, string, (one: Question) => void]>([
    ['insufficient_quota', 'quota-exhausted', (one) => reply(one, 429, '{"error":{"code":"insufficient_quota"}}')],
    ['Retry-After: 86400', 'wait-too-long', (one) => reply(one, 429, '{}', { 'retry-after': '86400' })],
    [
      'a redirect to another origin',
      'redirect-refused',
      (one) => reply(one, 302, '', { location: 'https://evil.example/' }),
    ],
    ['401', 'unauthorized', (one) => reply(one, 401, '{}')],
  ])('%s ends the run at once with its mend', async (_, kind, misbehave) => {
    const { server, target } = await modelOver(misbehave);
    const started = performance.now();
    const { trials, ended } = await executeWith(plannedTrials(5), { target, concurrency: 1 });
    expect(performance.now() - started).toBeLessThan(1000);
    expect(ended).toMatchObject({ kind: 'fault', fault: { kind, mend: expect.any(String) } });
    expect(trials.map(fate)).toEqual([kind, ...Array.from({ length: 4 }, () => 'stopped-early')]);
    expect(server.questions).toHaveLength(1);
  });

  it('says how long the server wanted it to wait', async () => {
    const { target } = await modelOver((one) => reply(one, 429, '{}', { 'retry-after': '86400' }));
    const { ended } = await executeWith(plannedTrials(1), { target });
    expect(ended).toMatchObject({
      fault: { message: expect.stringContaining('asks to wait 86400 s, and the longest wait is 60 s') },
    });
  });

  it('ends a stalled body at the deadline as a timeout of the case', async () => {
    const { target } = await modelOver((one) => void one.response.writeHead(200).write('{'));
    const { trials } = await executeWith(plannedTrials(2), { target, timeoutMs: 50 });
    expect(trials.map(fate)).toEqual(['timeout', 'timeout']);
  });
});

describe('execute, seen from the server', () => {
  it('never has more in flight than allowed, and uses what is allowed', async () => {
    const { server, target } = await modelOver(async (one) => {
      await new Promise((resolve) => setTimeout(resolve, 5 + ((one.number * 7) % 10)));
      echo(one);
    }, 6);
    const { trials } = await executeWith(plannedTrials(60), { target, concurrency: 6 });
    expect(trials.map(fate)).toEqual(plannedTrials(60).map((_, number) => `A Q${number}`));
    expect(server.peak()).toBe(6);
  });

  it('halves what is in flight when the server says 429', async () => {
    const { server, target } = await modelOver((one) => {
      if (one.number <= 8) reply(one, 429, '{}', { 'retry-after-ms': '30' });
      else echo(one);
    }, 8);
    const { trials } = await executeWith(plannedTrials(40), { target, concurrency: 8 });
    expect(trials.every((trial) => trial.status === 'completed')).toBe(true);
    expect(server.questions).toHaveLength(48);
  });

  it('never makes more calls than max-calls, retries included', async () => {
    const { server, target } = await modelOver((one) => (one.number % 3 === 0 ? reply(one, 500, '') : echo(one)));
    const { trials, ended } = await executeWith(plannedTrials(40), {
      target,
      limits: { maxCalls: 17 },
      concurrency: 8,
    });
    expect(server.questions).toHaveLength(17);
    expect(ended).toEqual({ kind: 'over-budget' });
    expect(trials).toHaveLength(40);
    const calls = trials.reduce((sum, trial) => sum + trial.attempts, 0);
    expect(calls).toBe(17);
    expect(
      trials.filter((trial) => trial.status === 'skipped' && trial.reason === 'over-budget').length,
    ).toBeGreaterThan(20);
  });

  it('never spends more than max-cost with calls in flight, and spends what it may', async () => {
    // 12 × $10 + 3 × $100 for a million tokens: $0.00042 a call by the server's count.
    const price = { input: 10, output: 100, cachedInput: 10 };
    const { server, target } = await modelOver(async (one) => {
      await new Promise((resolve) => setTimeout(resolve, 3));
      echo(one);
    }, 8);
    const maxCost = 0.005;
    const { ended } = await executeWith(plannedTrials(40), {
      target,
      spec: { params: { max_tokens: 10 } },
      limits: { maxCost },
      prices: { tiny: price },
      concurrency: 8,
    });
    expect(ended).toEqual({ kind: 'over-budget' });
    const spent = server.questions.length * 0.00042;
    expect(spent).toBeLessThanOrEqual(maxCost);
    // What is left is less than the upper estimate of one more call.
    expect(spent).toBeGreaterThan(maxCost - 0.0016);
  });
});

describe('execute, cancelled', () => {
  it('returns at once with what was there, while the server still holds the calls', async () => {
    const { server, target } = await modelOver((one) => (one.number <= 2 ? echo(one) : undefined));
    const abort = new AbortController();
    const running = executeWith(plannedTrials(10), { target, signal: abort.signal });
    await expect.poll(() => server.questions.length, { interval: 5 }).toBe(6);
    const started = performance.now();
    abort.abort();
    const { trials, ended } = await running;
    expect(performance.now() - started).toBeLessThan(500);
    expect(ended).toEqual({ kind: 'cancelled' });
    expect(trials.map(fate)).toEqual(['A Q0', 'A Q1', ...Array.from({ length: 8 }, () => 'cancelled')]);
    // Aborted, not only forgotten.
    await expect.poll(() => server.questions.slice(2).every((one) => one.response.destroyed)).toBe(true);
  });

  it('does not sleep through a wait for the server', async () => {
    const { server, target } = await modelOver((one) => reply(one, 429, '{}', { 'retry-after': '50' }));
    const abort = new AbortController();
    const running = executeWith(plannedTrials(2), { target, signal: abort.signal });
    await expect.poll(() => server.questions.length, { interval: 5 }).toBe(2);
    const started = performance.now();
    abort.abort();
    expect((await running).trials.map(fate)).toEqual(['cancelled', 'cancelled']);
    expect(performance.now() - started).toBeLessThan(500);
  });

  it('leaves no child process', async () => {
    const program = fileURLToPath(new URL('../targets/support/program.mjs', import.meta.url));
    const target = await startTarget('command', { command: [process.execPath, program] });
    const abort = new AbortController();
    const order = [
      plannedTrial('pid', { question: '', do: 'pid' }),
      plannedTrial('held', { question: '', do: 'nothing' }),
    ];
    const progress = { start() {}, done: () => abort.abort(), finish() {} };
    const { trials } = await executeWith(order, { target, signal: abort.signal, progress });
    const pid = Number(fate(trials[0]));
    expect(pid).toBeGreaterThan(0);
    expect(fate(trials[1])).toBe('cancelled');
    await target.close();
    expect(await isGone(pid)).toBe(true);
  });
});
