import { describe, expect, test } from 'vitest';
import { cachedRepeats, type RepeatedCase } from '../../src/analysis/cached-repeats.ts';
import { seededRandom } from '../../src/stats/random.ts';

/** `output@latency`, one a trial; without `@` nobody measured. */
function caseOf(caseId: string, ...trials: readonly string[]): RepeatedCase {
  return {
    caseId,
    trials: trials.map((trial) => {
      const [output = '', latency] = trial.split('@');
      return { output, latencyMs: latency === undefined ? undefined : Number(latency) };
    }),
  };
}

const cachedIn = (...cases: readonly RepeatedCase[]) => cachedRepeats(cases).cached;

describe('repeats from a cache', () => {
  test.each([
    ['no time after the first', ['yes@812', 'yes@0', 'yes@0.4']],
    ['a fiftieth of the first', ['yes@5000', 'yes@40', 'yes@90']],
    ['the first was cached too', ['yes@0.2', 'yes@0.3']],
    ['the first by index ran last', ['yes@0', 'yes@700', 'yes@0']],
  ])('%s', (_, trials) => {
    expect(cachedIn(caseOf('a', ...trials))).toEqual(['a']);
  });

  test('only the cases that are, in the order given, and how many repeat at all', () => {
    const arm = [
      caseOf('z', 'yes@900', 'yes@0'),
      caseOf('once', 'yes@0'),
      caseOf('real', 'yes@900', 'yes@850'),
      caseOf('a', 'no@700', 'no@0'),
      caseOf('lost'),
    ];
    expect(cachedRepeats(arm)).toEqual({ cached: ['z', 'a'], repeated: 3 });
  });

  test('a store that tells the latency it recorded', () => {
    const arm = Array.from({ length: 5 }, (_, i) => caseOf(`c${i}`, `yes@${700 + i}`, `yes@${700 + i}`));
    expect(cachedIn(...arm)).toHaveLength(5);
    expect(cachedIn(...arm.slice(0, 4))).toEqual([]);
    expect(cachedIn(...arm, caseOf('other', 'yes@700', 'yes@701'))).toEqual([]);
    expect(cachedIn(...arm, caseOf('other', 'yes@700', 'no@700'))).toEqual([]);
  });
});

describe('no cache', () => {
  test.each([
    ['a model at temperature 0 on a real clock', ['yes@812', 'yes@790', 'yes@805']],
    ['a quick model nearby', ['yes@9', 'yes@2', 'yes@3']],
    ['other outputs in no time', ['yes@812', 'no@0', 'yes@0']],
    ['one repeat out of three was asked', ['yes@812', 'yes@0', 'yes@700']],
    ['exactly a fiftieth', ['yes@1000', 'yes@20']],
    ['nobody measured', ['yes', 'yes']],
    ['one was not measured', ['yes@812', 'yes']],
    ['one trial', ['yes@0']],
    ['no trial', []],
  ])('%s', (_, trials) => {
    expect(cachedIn(caseOf('a', ...trials))).toEqual([]);
  });

  test('a cold start makes the first answer slow, not the others cached', () => {
    const others = Array.from({ length: 4 }, (_, i) => caseOf(`c${i}`, `yes@${500 + i}`, `yes@${480 + i}`));
    expect(cachedIn(caseOf('cold', 'yes@60000', 'yes@510'), ...others)).toEqual([]);
  });

  test('a target that reports one latency for everything', () => {
    const arm = Array.from({ length: 50 }, (_, i) => caseOf(`c${i}`, 'yes@100', 'yes@100'));
    expect(cachedIn(...arm)).toEqual([]);
  });

  test('1,000 arms of a deterministic model raise no alarm', () => {
    const random = seededRandom('deterministic');
    const alarms = Array.from({ length: 1000 }, () => {
      // From a model on the same machine (some milliseconds) to a slow one, now and then ten times as slow.
      const typical = 3 * 1000 ** random.next();
      const latency = () => Math.round(typical * (0.5 + random.next()) * (random.below(50) === 0 ? 10 : 1));
      const arm = Array.from({ length: 20 }, (_, i) => caseOf(`c${i}`, ...[1, 2, 3].map(() => `yes@${latency()}`)));
      return cachedIn(...arm).length;
    });
    expect(alarms.filter((cases) => cases > 0)).toEqual([]);
  });
});
