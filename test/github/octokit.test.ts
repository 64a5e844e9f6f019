import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { writes } from '../../src/github/octokit.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('twenty writes go at once, those after them one a second: never more than 80 in a minute', async () => {
  const at: number[] = [];
  const start = Date.now();
  for (let i = 0; i < 100; i += 1) void writes.key('pace').schedule(async () => void at.push(Date.now() - start));
  await vi.advanceTimersByTimeAsync(90_000);
  expect(at.filter((ms) => ms < 1000)).toHaveLength(20);
  expect(at).toHaveLength(100);
  for (const ms of at) expect(at.filter((other) => other >= ms && other < ms + 60_000).length).toBeLessThanOrEqual(80);
});
