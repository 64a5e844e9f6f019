import { describe, expect, test } from 'vitest';

import { mostSentinels, SENTINEL_FALSE_FAIL, SENTINEL_TRIALS } from '../../src/design/sentinel-bound.ts';

/** Five fresh trials of each version side by side, each failing with probability p: the new one all five, the old one none. */
const freshPairs = (p: number): number => p ** SENTINEL_TRIALS * (1 - p) ** SENTINEL_TRIALS;

const chances = Array.from({ length: 100_001 }, (_, i) => i / 100_000);

describe('what one sentinel may spend', () => {
  test('is the largest chance over every case there could be, whatever the first trial was', () => {
    expect(Math.max(...chances.map(freshPairs))).toBeCloseTo(SENTINEL_FALSE_FAIL, 15);
    expect(SENTINEL_FALSE_FAIL).toBe(freshPairs(0.5));
  });

  test('is about twice what it would be, were the provider known to have stood still', () => {
    const still = Math.max(...chances.map((p) => p * freshPairs(p)));
    expect(still).toBeCloseTo((6 ** 6 * 5 ** 5) / 11 ** 11, 9);
    expect(still).toBeLessThan(0.00052);
  });

  test('twenty at the worst p, dependent or not, stay within twenty times that', () => {
    const each = freshPairs(0.5);
    expect(1 - (1 - each) ** 20).toBeLessThanOrEqual(20 * SENTINEL_FALSE_FAIL);
    // However the cases depend on one another, the union bound holds.
    expect(20 * each).toBeLessThanOrEqual(20 * SENTINEL_FALSE_FAIL);
  });

  test('all of them leave at least half of the rate to the metrics', () => {
    expect(mostSentinels(0.05)).toBe(25);
    expect(mostSentinels(0.05) * SENTINEL_FALSE_FAIL).toBeLessThanOrEqual(0.025);
    expect(mostSentinels(0.001)).toBe(0);
    expect(mostSentinels(0.2)).toBe(102);
  });
});
