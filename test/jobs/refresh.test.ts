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
});
