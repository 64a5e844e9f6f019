import { describe, expect, test } from 'vitest';

import { mostSentinels, SENTINEL_FALSE_FAIL, SENTINEL_TRIALS } from '../../src/design/sentinel-bound.ts';

/** The whole rule where every trial of either version fails with probability p. */
const falseFail = (p: number): number => p * p ** SENTINEL_TRIALS * (1 - p) ** SENTINEL_TRIALS;

describe('what one sentinel may spend', () => {
  test('is the largest chance over every case there could be, rounded up', () => {
    const worst = falseFail(6 / 11);
    const grid = Array.from({ length: 100_001 }, (_, i) => falseFail(i / 100_000));
    expect(Math.max(...grid)).toBeLessThanOrEqual(worst * (1 + 1e-9));
    expect(worst).toBeCloseTo((6 ** 6 * 5 ** 5) / 11 ** 11, 15);
    expect(worst).toBeCloseTo(0.000511, 6);
    expect(SENTINEL_FALSE_FAIL).toBeGreaterThanOrEqual(worst);
    expect(SENTINEL_FALSE_FAIL).toBeLessThan(worst * 1.02);
  });

  test('twenty at the worst p, dependent or not, stay within twenty times that', () => {
    const each = falseFail(6 / 11);
    expect(1 - (1 - each) ** 20).toBeLessThanOrEqual(20 * SENTINEL_FALSE_FAIL);
    // However the cases depend on one another, the union bound holds.
    expect(20 * each).toBeLessThanOrEqual(20 * SENTINEL_FALSE_FAIL);
  });

  test('a provider that moves between the first trial and the fresh ones leaves the pairs: 2⁻¹⁰', () => {
    const moved = Array.from({ length: 1001 }, (_, i) => (i / 1000) ** 5 * (1 - i / 1000) ** 5);
    expect(Math.max(...moved)).toBeCloseTo(2 ** -10, 12);
  });

  test('all of them leave at least half of the rate to the metrics', () => {
    expect(mostSentinels(0.05)).toBe(48);
    expect(mostSentinels(0.05) * SENTINEL_FALSE_FAIL).toBeLessThanOrEqual(0.025);
    expect(mostSentinels(0.001)).toBe(0);
    expect(mostSentinels(0.2)).toBe(192);
  });
});
