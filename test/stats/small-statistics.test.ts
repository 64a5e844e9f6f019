import hypergeometricCdf from '@stdlib/stats-base-dists-hypergeometric-cdf';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mean, quantile, standardDeviation } from '../../src/stats/describe.ts';
import { normalCdf, normalQuantile, normalUpperTail, studentTUpperTail } from '../../src/stats/distributions.ts';
import { findRoot } from '../../src/stats/find-root.ts';
import { fisherExact } from '../../src/stats/fisher-exact.ts';
import { clippedLogRatio, ratioMargin } from '../../src/stats/log-ratio.ts';
import { pairedT } from '../../src/stats/paired-t.ts';
import { seededRandom } from '../../src/stats/random.ts';
import { flipRate, varianceComponents } from '../../src/stats/variance.ts';
import { wilsonInterval } from '../../src/stats/wilson.ts';

describe('distributions', () => {
  test('upper tails keep their digits where 1 − cdf has none', () => {
    expect(normalUpperTail(10)).toBeCloseTo(7.61985302416e-24, 33);
    expect(studentTUpperTail(60, 30) / 4.9e-33).toBeGreaterThan(0.01);
    expect(studentTUpperTail(2, 1e7)).toBeCloseTo(normalUpperTail(2), 7);
  });

  test('the normal quantile inverts the cdf to the last digits', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-15, max: 0.999999, noNaN: true }), (probability) => {
        expect(Math.abs(normalCdf(normalQuantile(probability)) / probability - 1)).toBeLessThan(1e-12);
      }),
    );
  });

  test('the normal quantile keeps its digits in the tail, where the library alone loses them', () => {
    for (const exponent of [3, 6, 9, 12, 15]) {
      expect(Math.abs(normalCdf(normalQuantile(10 ** -exponent)) * 10 ** exponent - 1)).toBeLessThan(1e-13);
    }
  });

  test('the normal quantile ends at ±∞', () => {
    expect([normalQuantile(0), normalQuantile(0.5), normalQuantile(1)]).toEqual([-Infinity, 0, Infinity]);
  });
});

describe('Fisher’s exact test', () => {
  const table = fc.tuple(fc.nat(15), fc.nat(15), fc.nat(15), fc.nat(15));

  test('sums the tables that are no more probable, as another library counts them', () => {
    fc.assert(
      fc.property(table, ([a, b, c, d]) => {
        const [total, row, column] = [a + b + c + d, a + b, a + c];
        const probability = (x: number): number =>
          hypergeometricCdf(x, total, column, row) - (x > 0 ? hypergeometricCdf(x - 1, total, column, row) : 0);
        let expected = 0;
        for (let x = 0; x <= Math.min(row, column); x++) {
          if (probability(x) <= probability(a) * (1 + 1e-7) + 1e-15) expected += probability(x);
        }
        const p = fisherExact([
          [a, b],
          [c, d],
        ]);
        expect(p).toBeCloseTo(total > 0 ? expected : 1, 9);
        expect(p).toBeGreaterThan(0);
        expect(p).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('knows the lady tasting tea, mirrors, and does not overflow', () => {
    expect(
      fisherExact([
        [3, 1],
        [1, 3],
      ]),
    ).toBeCloseTo(34 / 70, 12);
    const swapped = fisherExact([
      [2, 998],
      [12, 988],
    ]);
    expect(
      fisherExact([
        [12, 988],
        [2, 998],
      ]),
    ).toBeCloseTo(swapped, 14);
    expect(swapped).toBeCloseTo(0.0126, 3);
    const large = fisherExact([
      [50_000, 50_000],
      [50_100, 49_900],
    ]);
    expect(large).toBeCloseTo(2 * normalUpperTail(0.4472 * (99 / 100)), 2);
    expect(
      fisherExact([
        [0, 100_000],
        [90_000, 10_000],
      ]),
    ).toBe(0);
  });
});

test('Wilson’s interval contains the share, lies in [0, 1], mirrors, and is where the score test turns', () => {
  fc.assert(
    fc.property(fc.nat(200), fc.nat(200), fc.constantFrom(0.8, 0.95, 0.975), (successes, failures, level) => {
      const total = successes + failures;
      const { lower, upper } = wilsonInterval({ successes, total, level });
      const mirrored = wilsonInterval({ successes: failures, total, level });
      expect(lower).toBeCloseTo(1 - mirrored.upper, 12);
      if (total === 0) return;
      const share = successes / total;
      expect(lower >= 0 && lower <= share && share <= upper && upper <= 1).toBe(true);
      const z = normalQuantile((1 + level) / 2);
      expect(share - lower).toBeCloseTo(z * Math.sqrt((lower * (1 - lower)) / total), 12);
    }),
  );
});

describe('ratios', () => {
  test('more is worse, by the logarithm, and the reverse change is the reverse difference', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
        fc.double({ min: 0.3, max: 3.9, noNaN: true }),
        (baseline, ratio) => {
          const d = clippedLogRatio(baseline * ratio, baseline);
          expect(d).toBeCloseTo(-Math.log(ratio) / Math.log(4), 9);
          expect(clippedLogRatio(baseline, baseline * ratio)).toBeCloseTo(-d, 12);
        },
      ),
    );
  });

  test('is clipped, knows zeros, refuses nonsense, and the margin is on the same scale', () => {
    expect([clippedLogRatio(1000, 1), clippedLogRatio(1, 1000)]).toEqual([-1, 1]);
    expect([clippedLogRatio(0, 0), clippedLogRatio(5, 0), clippedLogRatio(0, 5)]).toEqual([0, -1, 1]);
    expect(clippedLogRatio(2, 1, { limit: Math.log(2) })).toBe(-1);
    expect(() => clippedLogRatio(-1, 5)).toThrow('no ratio');
    expect(() => clippedLogRatio(NaN, 5)).toThrow('no ratio');
    expect(-clippedLogRatio(1.1, 1)).toBeCloseTo(ratioMargin(1.1), 15);
  });
});

describe('spread', () => {
  test('variance components are recovered from data that have them, with unequal counts', () => {
    const random = seededRandom('components');
    const normal = (): number => normalQuantile(random.next() * 0.999998 + 1e-6);
    const cases = Array.from({ length: 4000 }, (_, i) => {
      const own = 0.5 + 0.2 * normal();
      return Array.from({ length: 1 + (i % 4) }, () => own + 0.1 * normal());
    });
    const components = varianceComponents(cases);
    expect(components?.between).toBeCloseTo(0.04, 2);
    expect(components?.within).toBeCloseTo(0.01, 3);
    expect(components?.intraclassCorrelation).toBeCloseTo(0.8, 1);
  });

  test('say nothing where there is nothing to say', () => {
    expect(varianceComponents([[1, 0]])).toBeUndefined();
    expect(varianceComponents([[1], [0], [1]])).toBeUndefined();
    expect(varianceComponents([[0.5, 0.5], [0.5, 0.5], []])).toMatchObject({ between: 0, within: 0 });
    expect(flipRate([[1], [0], []])).toBeUndefined();
  });

  test('the flip rate is unbiased: the share of flips between two trials, whatever k', () => {
    expect(
      flipRate([
        [1, 0],
        [1, 1],
        [0, 0],
        [0, 1],
      ]),
    ).toBe(0.5);
    const random = seededRandom('flips');
    const trial = (): number => (random.next() < 0.9 ? 1 : 0);
    const cases = Array.from({ length: 5000 }, (_, i) => Array.from({ length: 2 + (i % 4) }, trial));
    expect(flipRate(cases)).toBeCloseTo(2 * 0.9 * 0.1, 2);
  });
});

describe('description', () => {
  test('mean, standard deviation and quantile', () => {
    expect(mean([1, 2, 3, 6])).toBe(3);
    expect(standardDeviation([1, 2, 3, 6])).toBeCloseTo(Math.sqrt(14 / 3), 14);
    expect([standardDeviation([]), standardDeviation([5])]).toEqual([0, 0]);
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
  });

  test('a paired t test without spread has no value, never p = 0', () => {
    expect(pairedT({ differences: [1, 1, 1], level: 0.95 })).toBeUndefined();
    expect(pairedT({ differences: [1], level: 0.95 })).toBeUndefined();
  });
});

test('a root is found to the last digits', () => {
  fc.assert(
    fc.property(fc.double({ min: -5, max: 5, noNaN: true }), (root) => {
      expect(findRoot((x) => (x - root) ** 3 + (x - root), -7, 9)).toBeCloseTo(root, 12);
      expect(findRoot((x) => Math.atan(40 * (root - x)), -7, 9)).toBeCloseTo(root, 12);
      expect(() => findRoot(() => 1, 0, 1)).toThrow('no change of sign');
    }),
  );
});
