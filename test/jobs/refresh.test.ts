import { describe, expect, test } from 'vitest';

import { refresh } from '../../src/jobs/refresh.ts';
import { answerOf, BROKEN, gatedSuite, promptPath } from '../support/gated-suite.ts';
import { memoryGate } from '../support/memory-gate.ts';

describe('refresh', () => {
  test('names the cases that were wrong every time, and none that was right once', async () => {
    const files = { ...gatedSuite('http://127.0.0.1:1/v1'), [promptPath]: BROKEN };
    const seen = new Map<string, number>();
    const { ports } = memoryGate({
      base: files,
      head: files,
      answer: (asked) => {
        const nth = (seen.get(asked.text) ?? 0) + 1;
        seen.set(asked.text, nth);
        // The broken prompt fails every odd case; case 01 comes right the second time.
        return asked.text.includes('[case-01]') && nth === 2 ? '{"answer":"yes"}' : answerOf(asked);
      },
    });
    const { head } = await ports.repository.change();
    const refreshed = await refresh(
      await ports.repository.head(),
      { suite: 'support', revision: head, limits: {} },
      ports,
    );
    const wrong = refreshed.alwaysWrong.get('correct') ?? [];
    expect(wrong).toHaveLength(29);
    expect(wrong).not.toContain('case-01');
    expect(wrong.slice(0, 2)).toEqual(['case-03', 'case-05']);
  });

  test('pools with what is there, and says that the unchanged version moved', async () => {
    const files = gatedSuite('http://127.0.0.1:1/v1');
    let nth = 0;
    const { ports } = memoryGate({
      base: files,
      head: files,
      // The same prompt: every third case is wrong from the second refresh on.
      answer: (asked) => {
        nth += 1;
        const number = Number(/\[case-(\d+)\]/.exec(asked.text)?.[1] ?? 0);
        return nth > 180 && number % 3 === 0 ? '{"answer":"no"}' : answerOf(asked);
      },
    });
    const { head } = await ports.repository.change();
    const tree = await ports.repository.head();
    const request = { suite: 'support', revision: head, limits: {}, trials: 3 };
    const first = await refresh(tree, request, ports);
    expect(first).toMatchObject({ pooledRuns: 0, drift: [] });
    await ports.clock.sleep(60_000);
    const second = await refresh(tree, { ...request, previous: first.baseline }, ports);
    expect(second.pooledRuns).toBe(1);
    expect(second.baseline.runs).toHaveLength(2);
    expect(second.drift.map(({ metric }) => metric.name)).toEqual(['correct', 'lawful']);
    expect(second.drift[0]?.estimate).toBeCloseTo(-1 / 3);
    expect(second.drift[0]?.upper).toBeLessThan(0);
  });
});
