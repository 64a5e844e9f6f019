import { describe, expect, test } from 'vitest';

import { countAttempts, unregistered } from '../../src/design/count-attempts.ts';
import type { AttemptEntry, AttemptOutcome, KnownAttempts } from '../../src/domain/attempt.ts';

let seconds = 0;

function entry(outcome: AttemptOutcome, digest = 'd'): AttemptEntry {
  seconds += 1;
  const at = new Date(seconds * 1000).toISOString();
  return { digest, candidate: 'c', base: 'b', commit: 'a'.repeat(40), at, branch: 'topic', outcome };
}

const known = (...outcomes: AttemptOutcome[]): KnownAttempts => ({
  entries: outcomes.map((outcome) => entry(outcome)),
  readable: true,
});

describe('what an attempt may spend', () => {
  test.each<[string, KnownAttempts, object]>([
    ['the first has all of it', known(), { number: 1, mustRepeat: false }],
    ['after one that failed a pass is repeated', known('fail'), { number: 2, mustRepeat: true, because: 'earlier' }],
    ['an inconclusive one counts alike', known('inconclusive'), { number: 2, mustRepeat: true, because: 'earlier' }],
    ['so does one whose runner died', known('running'), { number: 2, mustRepeat: true, because: 'earlier' }],
    ['after passes alone nothing is repeated', known('pass', 'pass'), { number: 3, mustRepeat: false }],
    ['a pass in between makes nothing good', known('fail', 'pass'), { number: 3, mustRepeat: true }],
    ['what ended before its first look is none', known('before-first-look'), { number: 1, mustRepeat: false }],
    ['what could not be read counts', known('unknown', 'pass'), { number: 3, mustRepeat: true, because: 'unreadable' }],
    ['eleven tries are eleven', known(...Array<AttemptOutcome>(10).fill('fail')), { number: 11, mustRepeat: true }],
  ])('%s', (_, ledger, expected) => expect(countAttempts(ledger)).toMatchObject(expected));

  test('an unreadable ledger is a second attempt, or a later one', () => {
    const unreadable = { number: 2, mustRepeat: true, because: 'unreadable' };
    expect(countAttempts({ entries: [], readable: false })).toEqual(unreadable);
    expect(countAttempts({ ...known('fail', 'fail'), readable: false })).toMatchObject({ number: 3 });
  });

  test('one that cannot be registered is a second attempt, or a later one', () => {
    expect(unregistered(countAttempts(known()))).toEqual({ number: 2, mustRepeat: true, because: 'unwritable' });
    expect(unregistered(countAttempts(known('fail', 'fail'))).number).toBe(3);
  });

  test('whose trials are read again keeps its number, and what came later does not count against it', () => {
    const first = entry('fail', 'first');
    const second = entry('pass', 'second');
    const ledger = { entries: [first, second, entry('fail', 'third')], readable: true };
    expect(countAttempts({ ...ledger, stored: { entry: first, trials: [] } })).toEqual({
      number: 1,
      mustRepeat: false,
    });
    expect(countAttempts({ ...ledger, stored: { entry: second, trials: [] } })).toMatchObject({ number: 2 });
  });
});
