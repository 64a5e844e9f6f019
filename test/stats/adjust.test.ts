import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { benjaminiHochberg } from '../../src/stats/benjamini-hochberg.ts';
import { benjaminiYekutieli } from '../../src/stats/benjamini-yekutieli.ts';
import { bonferroni } from '../../src/stats/bonferroni.ts';
import { hochberg } from '../../src/stats/hochberg.ts';
import { holm } from '../../src/stats/holm.ts';
import { hommel } from '../../src/stats/hommel.ts';

const adjustments = { bonferroni, holm, hochberg, hommel, benjaminiHochberg, benjaminiYekutieli };
const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 8 });

describe.each(Object.entries(adjustments))('%s', (_, adjust) => {
  test('never lowers a p-value, never exceeds 1, keeps their order and follows their places', () => {
    fc.assert(
      fc.property(pValues, (p) => {
        const adjusted = adjust(p);
        for (const [index, value] of adjusted.entries()) {
          expect(value).toBeGreaterThanOrEqual(p[index] ?? NaN);
          expect(value).toBeLessThanOrEqual(1);
          for (const [other, otherValue] of adjusted.entries()) {
            expect(value <= otherValue || (p[index] ?? NaN) >= (p[other] ?? NaN)).toBe(true);
          }
        }
        expect(adjust(p.toReversed())).toEqual(adjusted.toReversed());
      }),
    );
  });

  test('leaves a single p-value alone, and an empty list empty', () => {
    expect(adjust([0.03])).toEqual([0.03]);
    expect(adjust([])).toEqual([]);
  });
});

test('Bonferroni ≥ Holm ≥ Hochberg ≥ Hommel ≥ Benjamini–Hochberg', () => {
  fc.assert(
    fc.property(pValues, (p) => {
      const ladder = [bonferroni, holm, hochberg, hommel, benjaminiHochberg].map((adjust) => adjust(p));
      for (const [rung, adjusted] of ladder.slice(1).entries()) {
        for (const [index, value] of adjusted.entries()) {
          expect(value).toBeLessThanOrEqual((ladder[rung]?.[index] ?? NaN) + 1e-12);
        }
      }
    }),
  );
});

test('Hommel is the closed test over Simes', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 6 }), (p) => {
      const subsets = Array.from({ length: 2 ** p.length - 1 }, (_, mask) => p.filter((_, i) => ((mask + 1) >> i) & 1));
      const simes = (subset: readonly number[]): number =>
        Math.min(...subset.toSorted((a, b) => a - b).map((value, rank) => (subset.length * value) / (rank + 1)));
      const members = subsets.map((_, mask) => p.map((_, i) => ((mask + 1) >> i) & 1));
      const expected = p.map((_, i) =>
        Math.max(...subsets.map((s, mask) => (members[mask]?.[i] === 1 ? simes(s) : 0))),
      );
      for (const [index, value] of hommel(p).entries()) expect(value).toBeCloseTo(expected[index] ?? NaN, 12);
    }),
  );
});
