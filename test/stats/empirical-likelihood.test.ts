import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mean } from '../../src/stats/describe.ts';
import { empiricalLikelihoodInterval, empiricalLikelihoodTest } from '../../src/stats/empirical-likelihood.ts';
import { passFloor } from '../../src/stats/pass-floor.ts';

const difference = fc.oneof(fc.constantFrom(-1, -0.5, 0, 0.5, 1), fc.double({ min: -1, max: 1, noNaN: true }));
const sample = fc.array(difference, { minLength: 2, maxLength: 60 });
const weighted = fc
  .array(fc.tuple(difference, fc.double({ min: 0.25, max: 4, noNaN: true })), { minLength: 2, maxLength: 60 })
  .map((rows) => ({ differences: rows.map(([d]) => d), weights: rows.map(([, w]) => w) }));
const margin = fc.double({ min: 0.01, max: 0.5, noNaN: true });

describe('the test', () => {
  test('reaches the supremum: no λ on a fine grid does better', () => {
    fc.assert(
      fc.property(weighted, margin, (input, margin) => {
        const { ratio, pValue } = empiricalLikelihoodTest({ ...input, margin });
        const scale = input.weights.length / input.weights.reduce((sum, w) => sum + w, 0);
        const worst = (1 - margin) * scale * Math.max(...input.weights);
        const value = (lambda: number): number =>
          Math.log1p(-lambda * worst) +
          2 *
            input.differences.reduce(
              (sum, d, i) => sum + Math.log1p(lambda * scale * (input.weights[i] ?? NaN) * (d + margin)),
              0,
            );
        let best = 0;
        for (let step = 0; step < 400; step++) best = Math.max(best, value((step / 400) * (1 / worst)));
        expect(ratio).toBeGreaterThanOrEqual(best - 1e-9);
        expect(pValue).toBeGreaterThan(0);
        expect(pValue).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('a better case, or a wider margin, is more evidence', () => {
    fc.assert(
      fc.property(
        sample,
        margin,
        fc.nat(59),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (differences, margin, at, by) => {
          const index = at % differences.length;
          const better = differences.map((d, i) => (i === index ? Math.min(1, d + by) : d));
          const before = empiricalLikelihoodTest({ differences, margin }).pValue;
          expect(empiricalLikelihoodTest({ differences: better, margin }).pValue).toBeLessThanOrEqual(before + 1e-12);
          expect(empiricalLikelihoodTest({ differences, margin: margin + 0.1 }).pValue).toBeLessThanOrEqual(
            before + 1e-12,
          );
        },
      ),
    );
  });

  test('neither the unit of the weights nor the order of the cases matters', () => {
    fc.assert(
      fc.property(weighted, margin, fc.double({ min: 0.01, max: 100, noNaN: true }), (input, margin, unit) => {
        const p = empiricalLikelihoodTest({ ...input, margin }).pValue;
        const rescaled = { differences: input.differences, weights: input.weights.map((w) => w * unit) };
        const turned = { differences: input.differences.toReversed(), weights: input.weights.toReversed() };
        expect(empiricalLikelihoodTest({ ...rescaled, margin }).pValue).toBeCloseTo(p, 10);
        expect(empiricalLikelihoodTest({ ...turned, margin }).pValue).toBeCloseTo(p, 10);
      }),
    );
  });

  test('one case, or none, shows nothing', () => {
    expect(empiricalLikelihoodTest({ differences: [1], margin: 0.1 }).pValue).toBe(1);
    expect(empiricalLikelihoodTest({ differences: [], margin: 0.1 }).pValue).toBe(1);
    expect(empiricalLikelihoodInterval({ differences: [0.5], level: 0.95 })).toEqual({ lower: -1, upper: 1 });
  });

  test('bad data is a bug, and says so', () => {
    expect(() => empiricalLikelihoodTest({ differences: [0, 1.5], margin: 0.1 })).toThrow('outside [-1, 1]');
    expect(() => empiricalLikelihoodTest({ differences: [0, NaN], margin: 0.1 })).toThrow('outside [-1, 1]');
    expect(() => empiricalLikelihoodTest({ differences: [0, 1], weights: [1, 0], margin: 0.1 })).toThrow('positive');
    expect(() => empiricalLikelihoodTest({ differences: [0, 1], weights: [1], margin: 0.1 })).toThrow('one weight');
  });

  test('flawless cases at the floor pass for the margins in use', () => {
    for (const margin of [0.1, 0.05, 0.03]) {
      const differences = Array.from({ length: passFloor(margin, 0.05) }, () => 0);
      expect(empiricalLikelihoodTest({ differences, margin }).pValue).toBeLessThan(0.05);
    }
  });
});

describe('the interval', () => {
  test('contains the weighted mean, lies in [−1, 1], and its lower limit is where the test turns', () => {
    fc.assert(
      fc.property(weighted, fc.constantFrom(0.8, 0.9, 0.95), (input, level) => {
        const { lower, upper } = empiricalLikelihoodInterval({ ...input, level });
        const total = input.weights.reduce((sum, w) => sum + w, 0);
        const estimate = input.differences.reduce((sum, d, i) => sum + d * (input.weights[i] ?? NaN), 0) / total;
        expect(lower).toBeGreaterThanOrEqual(-1);
        expect(lower).toBeLessThanOrEqual(estimate + 1e-12);
        expect(upper).toBeGreaterThanOrEqual(estimate - 1e-12);
        expect(upper).toBeLessThanOrEqual(1);
        const p = (limit: number): number => empiricalLikelihoodTest({ ...input, margin: -limit }).pValue;
        // At the very end of the range there is nothing below the limit to reject.
        expect(lower < -0.99 || p(lower - 1e-9) < (1 - level) / 2).toBe(true);
        expect(lower < -0.99 || p(lower + 1e-9) > (1 - level) / 2).toBe(true);
      }),
    );
  });

  test('swapping the arms mirrors it, and a higher level widens it', () => {
    fc.assert(
      fc.property(sample, (differences) => {
        const one = empiricalLikelihoodInterval({ differences, level: 0.9 });
        const other = empiricalLikelihoodInterval({ differences: differences.map((d) => -d), level: 0.9 });
        const wider = empiricalLikelihoodInterval({ differences, level: 0.99 });
        expect(one.lower).toBeCloseTo(-other.upper, 12);
        expect(wider.lower).toBeLessThanOrEqual(one.lower);
        expect(wider.upper).toBeGreaterThanOrEqual(one.upper);
      }),
    );
  });

  test('a hundred thousand cases: close to the t interval, and quick', () => {
    const differences = Array.from({ length: 100_000 }, (_, i) => 0.9 * Math.sin(i * i));
    const started = performance.now();
    const { lower, upper } = empiricalLikelihoodInterval({ differences, level: 0.95 });
    expect(performance.now() - started).toBeLessThan(2000);
    expect((lower + upper) / 2).toBeCloseTo(mean(differences), 4);
    expect(upper - lower).toBeCloseTo((2 * 1.96 * 0.9) / Math.sqrt(2) / Math.sqrt(100_000), 4);
  });
});
