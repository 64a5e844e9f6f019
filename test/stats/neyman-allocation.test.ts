import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { neymanAllocation, type Stratum } from '../../src/stats/neyman-allocation.ts';

const strata = (...pairs: readonly (readonly [size: number, deviation: number])[]): readonly Stratum[] =>
  pairs.map(([size, deviation]) => ({ size, deviation }));

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

const varianceOf = (of: readonly Stratum[], counts: readonly number[]): number =>
  sumOf(of.map(({ size, deviation }, h) => (size * deviation) ** 2 / (counts[h] ?? Number.NaN)));

const suites = fc.array(
  fc.record({ size: fc.integer({ min: 1, max: 120 }), deviation: fc.constantFrom(0, 0.05, 0.2, 0.3, 0.5, 1) }),
  { minLength: 1, maxLength: 6 },
);

const drawn = suites.chain((of) =>
  fc.record({ of: fc.constant(of), total: fc.integer({ min: 1, max: sumOf(of.map(({ size }) => size)) }) }),
);

test('keeps every bound, uses every case, and the weights make the mean that of the suite', () => {
  let [given, bounded] = [0, 0];
  fc.assert(
    fc.property(drawn, ({ of, total }) => {
      const allocation = neymanAllocation(of, total);
      if (allocation === undefined) return;
      const { counts, weights } = allocation;
      given += 1;
      expect(sumOf(counts)).toBe(total);
      for (const [h, { size }] of of.entries()) {
        expect(Number.isInteger(counts[h])).toBe(true);
        expect(counts[h]).toBeGreaterThanOrEqual(Math.min(2, size));
        expect(counts[h]).toBeLessThanOrEqual(size);
      }
      const ratio = Math.max(...weights) / Math.min(...weights);
      if (ratio > 3) bounded += 1;
      expect(ratio).toBeLessThanOrEqual(4 * (1 + 1e-12));
      const population = sumOf(of.map(({ size }) => size));
      for (const [h, { size }] of of.entries()) {
        expect(((weights[h] ?? 0) * (counts[h] ?? 0)) / total).toBeCloseTo(size / population, 12);
      }
    }),
    { numRuns: 500, seed: 11 },
  );
  expect(given).toBeGreaterThan(200);
  expect(bounded).toBeGreaterThan(40);
});

/** Every allocation within the bounds. */
function* everyAllocation(of: readonly Stratum[], total: number): Generator<readonly number[]> {
  const [first, ...rest] = of;
  if (first === undefined) {
    if (total === 0) yield [];
    return;
  }
  for (let count = Math.min(2, first.size); count <= Math.min(first.size, total); count++) {
    for (const others of everyAllocation(rest, total - count)) yield [count, ...others];
  }
}

test('is there whenever one is, and its variance is near the least of all', () => {
  const small = fc.array(
    fc.record({ size: fc.integer({ min: 1, max: 40 }), deviation: fc.constantFrom(0.1, 0.3, 1) }),
    {
      minLength: 1,
      maxLength: 3,
    },
  );
  const planned = small.chain((of) =>
    fc.record({ of: fc.constant(of), total: fc.integer({ min: 1, max: sumOf(of.map(({ size }) => size)) }) }),
  );
  let [there, missing] = [0, 0];
  fc.assert(
    fc.property(planned, ({ of, total }) => {
      const variances = [...everyAllocation(of, total)]
        .filter((counts) => {
          const rates = of.map(({ size }, h) => (counts[h] ?? 0) / size);
          return Math.max(...rates) <= 4 * Math.min(...rates) * (1 + 1e-12);
        })
        .map((counts) => varianceOf(of, counts));
      const found = neymanAllocation(of, total);
      if (variances.length === 0) missing += 1;
      else there += 1;
      expect(found !== undefined).toBe(variances.length > 0);
      if (found === undefined) return;
      // Whole numbers by largest remainders are not always the very best ones.
      expect(varianceOf(of, found.counts)).toBeLessThanOrEqual(Math.min(...variances) * 1.15);
    }),
    { numRuns: 300, seed: 12 },
  );
  expect(there).toBeGreaterThan(150);
  expect(missing).toBeGreaterThan(20);
});

describe('by hand', () => {
  test('in proportion to size times spread: Cochran’s rule', () => {
    expect(neymanAllocation(strata([400, 0.1], [300, 0.2], [300, 0.3]), 190)?.counts).toEqual([40, 60, 90]);
  });

  test('with equal spreads in proportion to size, weights of 1', () => {
    for (const deviation of [0, 0.3]) {
      const allocation = neymanAllocation(strata([400, deviation], [100, deviation], [500, deviation]), 100);
      expect(allocation).toEqual({ counts: [40, 10, 50], weights: [1, 1, 1] });
    }
  });

  test('with equal spreads never a case off its share, but for the minima', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 40, max: 400 }), { minLength: 1, maxLength: 8 }), (sizes) => {
        const population = sumOf(sizes);
        const total = Math.ceil(population / 10);
        const found = neymanAllocation(strata(...sizes.map((size) => [size, 0.4] as const)), total);
        for (const [h, size] of sizes.entries()) {
          expect(Math.abs((found?.counts[h] ?? Number.NaN) - (size * total) / population)).toBeLessThan(1);
        }
      }),
    );
  });

  test('the smallest rate is kept at a quarter of the largest', () => {
    // Plainly 990 : 10 cases; the bound allows 4 : 1.
    const found = neymanAllocation(strata([5000, 0.99], [5000, 0.01]), 1000);
    expect(found?.counts).toEqual([800, 200]);
    expect(found?.weights).toEqual([0.625, 2.5]);
  });

  test('a stratum is drawn whole before it would be drawn twice', () => {
    expect(neymanAllocation(strata([20, 1], [80, 0.1]), 60)?.counts).toEqual([20, 40]);
  });

  test('what is left goes to strata without spread', () => {
    expect(neymanAllocation(strata([20, 1], [80, 0]), 90)?.counts).toEqual([20, 70]);
    expect(neymanAllocation(strata([20, 1], [80, 0]), 100)?.counts).toEqual([20, 80]);
  });

  test('where nothing fits there is none', () => {
    expect(neymanAllocation(strata([100, 1], [100, 1]), 3)).toBeUndefined();
    // Two of two is ten times the rate of a hundred of a thousand.
    expect(neymanAllocation(strata([2, 1], [1000, 1]), 102)).toBeUndefined();
  });

  test('is fast for a large suite', () => {
    const large = Array.from({ length: 30 }, (_, h) => ({ size: 1000 + 100 * h, deviation: h % 5 === 0 ? 1 : 0.01 }));
    expect(sumOf(neymanAllocation(large, 5000)?.counts ?? [])).toBe(5000);
  });
});

test.each([
  [strata([10, 1]), 11],
  [strata([10, 1]), 0],
  [strata([10, 1]), 2.5],
  [strata([0, 1]), 1],
  [strata([1.5, 1]), 1],
  [strata([10, -1]), 5],
  [strata([10, Number.NaN]), 5],
  [[], 1],
])('refuses %j, %d', (of, total) => {
  expect(() => neymanAllocation(of, total)).toThrow(RangeError);
});
