import { describe, expect, test } from 'vitest';

import type { Trial } from '../../src/domain/trial.ts';
import { Fault } from '../../src/domain/fault.ts';
import { executeBlocks, fate, plannedTrial, targetOf } from './support/execute-with.ts';

const block = (...ids: readonly string[]) => ids.map((id) => plannedTrial(id, { question: id }));
const both = new Set(['support']);

describe('blocks', () => {
  test('a block is complete, lost trials dispatched again included, before anybody looks at it', async () => {
    // More than one dispatch tries.
    let failures = 6;
    const seen: (readonly string[])[] = [];
    const { trials, ended } = await executeBlocks([block('a', 'b', 'c'), block('d')], {
      target: targetOf(({ messages: [first] }) => {
        const text = JSON.stringify(first?.content);
        if (text === '"b"' && failures-- > 0) throw new Fault('network', 'gone');
        return { output: { text } };
      }),
      goOn: (soFar: readonly Trial[]) => {
        seen.push(soFar.map(fate));
        return both;
      },
    });
    expect(ended).toBe('complete');
    expect(seen).toEqual([
      ['"a"', '"b"', '"c"'],
      ['"a"', '"b"', '"c"', '"d"'],
    ]);
    expect(trials.map(fate)).toEqual(['"a"', '"b"', '"c"', '"d"']);
  });

  test('a suite that does not go on is asked nothing more', async () => {
    const asked: string[] = [];
    const { trials } = await executeBlocks([block('a', 'b'), block('c', 'd')], {
      target: targetOf(({ messages: [first] }) => {
        asked.push(JSON.stringify(first?.content));
        return { output: { text: 'yes' } };
      }),
      goOn: () => new Set(),
    });
    expect(asked.sort()).toEqual(['"a"', '"b"']);
    expect(trials).toHaveLength(2);
  });

  test('what ends the run in a block ends it before the next look', async () => {
    const seen: number[] = [];
    const { ended, trials } = await executeBlocks([block('a'), block('b', 'c'), block('d')], {
      target: targetOf(() => ({ output: { text: 'yes' } })),
      limits: { maxCalls: 2 },
      concurrency: 1,
      goOn: (soFar) => {
        seen.push(soFar.length);
        return both;
      },
    });
    expect(ended).toEqual({ kind: 'over-budget' });
    expect(seen).toEqual([1]);
    expect(trials.map(fate)).toEqual(['yes', 'yes', 'over-budget']);
  });
});
