import { describe, expect, test } from 'vitest';

import { countFailed, type Fate, fateOf, judgeInvariant, judgeSentinel } from '../../src/analysis/judge-roles.ts';
import { mostSentinels, SENTINEL_FALSE_FAIL } from '../../src/design/sentinel-bound.ts';
import type { Score } from '../../src/domain/score.ts';
import type { Metric } from '../../src/domain/suite.ts';
import type { Trial } from '../../src/domain/trial.ts';

const metric = (name: string, more: Partial<Metric> = {}): Metric => ({
  name,
  title: name,
  scorer: { type: 'exact-match', options: {} },
  kind: 'binary',
  range: [0, 1],
  direction: 'higher',
  margin: 0.05,
  gate: true,
  ...more,
});
const metrics = [
  metric('right'),
  metric('share', { kind: 'continuous', range: [0, 10] }),
  metric('harm', { kind: 'continuous', direction: 'lower' }),
  metric('speed', { kind: 'ratio', direction: 'lower', scorer: { type: 'latency', options: {} } }),
  metric('shown', { gate: false }),
];

const key = { suite: 's', stage: 'sentinel', arm: 'candidate', caseId: 'c', index: 0 } as const;
const scored = (values: Readonly<Record<string, number>>): Trial => ({
  key,
  attempts: 1,
  status: 'completed',
  output: { text: 'x' },
  scores: Object.fromEntries(
    metrics.map(({ name }): [string, Score] => {
      const value = values[name];
      return [name, value === undefined ? { status: 'unscored', reason: 'none' } : { status: 'scored', value }];
    }),
  ),
  latencyMs: 90_000,
});
const errored = (blame: 'product' | 'infrastructure'): Trial => ({
  key,
  attempts: 1,
  status: 'errored',
  error: { kind: blame === 'product' ? 'timeout' : 'network', blame, message: 'm' },
  latencyMs: 1,
});

describe('one trial of a must-not-fail case', () => {
  test.each<[string, Trial, Fate]>([
    ['held by every metric', scored({ right: 1, share: 9, harm: 0 }), 'held'],
    ['failed on one of them', scored({ right: 0, share: 9, harm: 0 }), 'failed'],
    ['one half is not below one half', scored({ right: 1, share: 5, harm: 0.5 }), 'held'],
    ['below one half in its own units', scored({ right: 1, share: 4.9 }), 'failed'],
    ['above one half where lower is better', scored({ right: 1, harm: 0.6 }), 'failed'],
    ['an unscored metric does not count', scored({ right: 1 }), 'held'],
    ['a metric that is not gated does not count', scored({ right: 1, shown: 0 }), 'held'],
    ['slow is no failure: a ratio has no half', scored({ right: 1, speed: 90_000 }), 'held'],
    ['scored by nothing that counts', scored({ speed: 1, shown: 0 }), 'lost'],
    ['the product gave no answer', errored('product'), 'failed'],
    ['the infrastructure lost it', errored('infrastructure'), 'lost'],
    ['never asked', { key, attempts: 0, status: 'skipped', reason: 'cancelled' }, 'lost'],
  ])('%s', (_, trial, fate) => {
    expect(fateOf(trial, metrics)).toBe(fate);
  });
});

const arm = (failed: number, held: number, lost = 0): readonly Fate[] => [
  ...Array.from({ length: failed }, (): Fate => 'failed'),
  ...Array.from({ length: held }, (): Fate => 'held'),
  ...Array.from({ length: lost }, (): Fate => 'lost'),
];

describe('a sentinel that failed at first', () => {
  test.each<[string, readonly Fate[], readonly Fate[], string]>([
    ['5 of 5 against none of 5', arm(5, 0), arm(0, 5), 'broken'],
    ['4 of 5', arm(4, 1), arm(0, 5), 'recovered'],
    ['the version before failed it once too', arm(5, 0), arm(1, 4), 'recovered'],
    ['a lost trial of the candidate', arm(4, 0, 1), arm(0, 5), 'lost'],
    ['a lost trial of the control', arm(5, 0), arm(0, 4, 1), 'lost'],
    ['lost, and one that held: settled', arm(3, 1, 1), arm(0, 5), 'recovered'],
    ['lost, and one that failed before: settled', arm(5, 0), arm(1, 0, 4), 'recovered'],
    ['nothing was asked', [], [], 'lost'],
  ])('%s', (_, candidate, control, outcome) => {
    expect(judgeSentinel(candidate, control, 5)).toBe(outcome);
  });

  test('the chance that a change which did nothing is failed, by all outcomes there are, stays within the bound', () => {
    let worst = 0;
    for (let step = 0; step <= 200; step += 1) {
      const p = step / 200;
      let chance = 0;
      for (let candidate = 0; candidate <= 5; candidate += 1) {
        for (let control = 0; control <= 5; control += 1) {
          if (judgeSentinel(arm(candidate, 5 - candidate), arm(control, 5 - control), 5) !== 'broken') continue;
          chance += p * binomial(candidate, p) * binomial(control, p);
        }
      }
      worst = Math.max(worst, chance);
    }
    expect(worst).toBeGreaterThan(0.0005);
    expect(worst).toBeLessThanOrEqual(SENTINEL_FALSE_FAIL);
    expect(1 - (1 - worst) ** 20).toBeLessThanOrEqual(20 * SENTINEL_FALSE_FAIL);
    expect(mostSentinels(0.05) * worst).toBeLessThanOrEqual(0.025);
  });
});

function binomial(k: number, p: number): number {
  const ways = [1, 5, 10, 10, 5, 1][k] ?? 0;
  return ways * p ** k * (1 - p) ** (5 - k);
}

describe('an invariant', () => {
  test.each<[string, readonly Fate[], string]>([
    ['held', arm(0, 3), 'held'],
    ['one hit among many', arm(1, 2), 'broken'],
    ['one hit is enough, whatever was lost', arm(1, 0, 2), 'broken'],
    ['what was lost may have been a hit', arm(0, 2, 1), 'lost'],
    ['nothing was asked', [], 'lost'],
  ])('%s', (_, fates, outcome) => {
    expect(judgeInvariant(fates)).toBe(outcome);
  });
});

test('what was lost is in no count', () => {
  expect(countFailed(arm(2, 1, 2))).toEqual({ failed: 2, of: 3 });
});
