import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tippingPoint } from '../../src/analysis/tipping-point.ts';
import { empiricalLikelihoodTest } from '../../src/stats/empirical-likelihood.ts';
import { exactUnconditionalNonInferiority } from '../../src/stats/exact-unconditional-non-inferiority.ts';
import { tangoNonInferiority } from '../../src/stats/tango.ts';

test('is the first count at which the PASS is lost, found in few tests', () => {
  fc.assert(
    fc.property(fc.nat(2000), fc.nat(2500), (lost, first) => {
      const asked: number[] = [];
      const found = tippingPoint(lost, (failing) => {
        asked.push(failing);
        return failing < first;
      });
      expect(found).toBe(first <= lost ? first : undefined);
      expect(asked.length).toBeLessThanOrEqual(2 + Math.ceil(Math.log2(lost + 1)));
      expect(asked.every((failing) => failing >= 0 && failing <= lost)).toBe(true);
    }),
  );
});

test('with nothing lost it says whether there is a PASS', () => {
  expect(tippingPoint(0, () => true)).toBeUndefined();
  expect(tippingPoint(0, () => false)).toBe(0);
});

test.each([-1, 1.5, Number.NaN, Infinity])('%d lost cases cannot be', (lost) => {
  expect(() => tippingPoint(lost, () => true)).toThrow(RangeError);
});

describe('on the PASS tests themselves', () => {
  const margin = 0.1;
  const flips = (differences: readonly number[]) => ({
    regressed: differences.filter((d) => d < 0).length,
    fixed: differences.filter((d) => d > 0).length,
    pairs: differences.length,
    margin,
  });
  const tests = {
    tango: (differences: readonly number[]) => tangoNonInferiority(flips(differences)),
    'empirical-likelihood': (differences: readonly number[]) => empiricalLikelihoodTest({ differences, margin }).pValue,
  };
  const withFailing = (values: readonly number[], failing: number) => [
    ...values,
    ...Array.from({ length: failing }, () => -1),
  ];
  const binary = fc.array(fc.constantFrom(0, 0, 0, 0, 0, 0, 1, -1), { minLength: 10, maxLength: 80 });
  const bounded = fc.array(fc.double({ min: -0.3, max: 1, noNaN: true }), { minLength: 10, maxLength: 80 });

  test.each([
    ['tango', binary],
    ['empirical-likelihood', bounded],
  ] as const)('each failure raises the p-value of %s, which the search relies on', (name, samples) => {
    fc.assert(
      fc.property(samples, (values) => {
        const p = Array.from({ length: 7 }, (_, failing) => tests[name](withFailing(values, failing)));
        for (const [failing, value] of p.entries()) {
          expect(value).toBeGreaterThanOrEqual((p[failing - 1] ?? 0) - 1e-9);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('a PASS of the exact test does not come back with more failures', () => {
    let [held, fell] = [0, 0];
    for (const n of [29, 40, 61, 90]) {
      for (const [regressed, fixed] of [
        [0, 0],
        [0, 4],
        [1, 2],
        [2, 6],
      ] as const) {
        const passes = Array.from({ length: 8 }, (_, failing) => {
          const table = { regressed: regressed + failing, fixed, pairs: n + failing, margin };
          return exactUnconditionalNonInferiority(table) < 0.05;
        });
        expect(passes).toEqual(passes.toSorted((a, b) => Number(b) - Number(a)));
        held += Number(passes[0]);
        fell += Number(passes[0] === true && passes[7] === false);
      }
    }
    expect(held).toBeGreaterThan(8);
    expect(fell).toBeGreaterThan(8);
  });

  test('60 flawless cases pass while two of the lost failed, and not with three', () => {
    const flawless = Array.from({ length: 60 }, () => 0);
    const passes = (failing: number) => tests.tango(withFailing(flawless, failing)) < 0.05;
    // At a drop of .10, at most two regressions in 62 have probability .045, at most three in 63 .114.
    expect([0, 1, 2, 3].map(passes)).toEqual([true, true, true, false]);
    expect(tippingPoint(10, passes)).toBe(3);
    expect(tippingPoint(2, passes)).toBeUndefined();
  });
});
