import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exactUnconditionalNonInferiority } from '../../src/stats/exact-unconditional-non-inferiority.ts';
import { mcnemarExact, mcnemarMidP } from '../../src/stats/mcnemar.ts';
import { pairedBayes } from '../../src/stats/paired-bayes.ts';
import { tangoInterval, tangoNonInferiority, tangoScore } from '../../src/stats/tango.ts';
import { trinomialProbability } from '../../src/stats/trinomial-region.ts';

const flips = fc.record({ regressed: fc.nat(400), fixed: fc.nat(400) });
const counts = fc
  .tuple(fc.nat(60), fc.nat(60), fc.nat(200))
  .filter(([regressed, fixed, same]) => regressed + fixed + same > 0)
  .map(([regressed, fixed, same]) => ({ regressed, fixed, pairs: regressed + fixed + same }));

describe('McNemar', () => {
  test('p-values lie in (0, 1], and mid-p is below exact', () => {
    fc.assert(
      fc.property(flips, ({ regressed, fixed }) => {
        const exact = mcnemarExact({ regressed, fixed });
        const midP = mcnemarMidP({ regressed, fixed });
        for (const p of [...Object.values(exact), ...Object.values(midP)]) {
          expect(p).toBeGreaterThan(0);
          expect(p).toBeLessThanOrEqual(1);
        }
        expect(midP.worse).toBeLessThanOrEqual(exact.worse);
      }),
    );
  });

  test('swapping the arms mirrors: mid-p of worse and better add to 1', () => {
    fc.assert(
      fc.property(flips, ({ regressed, fixed }) => {
        const one = mcnemarMidP({ regressed, fixed });
        const other = mcnemarMidP({ regressed: fixed, fixed: regressed });
        expect(one.worse).toBe(other.better);
        expect(one.twoSided).toBe(other.twoSided);
        expect(one.worse + one.better).toBeCloseTo(1, 12);
      }),
    );
  });

  test('one more regression is more evidence of worse', () => {
    fc.assert(
      fc.property(flips, ({ regressed, fixed }) => {
        const before = mcnemarMidP({ regressed, fixed }).worse;
        expect(mcnemarMidP({ regressed: regressed + 1, fixed }).worse).toBeLessThanOrEqual(before);
        expect(mcnemarMidP({ regressed, fixed: fixed + 1 }).worse).toBeGreaterThanOrEqual(before);
      }),
    );
  });

  test('stays accurate with a hundred thousand flips (normal limit with continuity at half)', () => {
    expect(mcnemarMidP({ regressed: 50_500, fixed: 49_500 }).worse).toBeCloseTo(0.000782701, 7);
    expect(mcnemarExact({ regressed: 60_000, fixed: 40_000 }).worse).toBeLessThan(1e-300);
  });
});

describe('Tango', () => {
  test('the interval contains the estimate, lies in [−1, 1] and its ends have exactly the score they should', () => {
    fc.assert(
      fc.property(counts, fc.constantFrom(0.8, 0.9, 0.95, 0.99), ({ regressed, fixed, pairs }, level) => {
        const { lower, upper } = tangoInterval({ regressed, fixed, pairs, level });
        const estimate = (fixed - regressed) / pairs;
        expect(lower).toBeGreaterThanOrEqual(-1);
        expect(lower).toBeLessThanOrEqual(estimate);
        expect(upper).toBeGreaterThanOrEqual(estimate);
        expect(upper).toBeLessThanOrEqual(1);
        expect(upper - lower).toBeGreaterThan(0);
        const p = (difference: number): number => tangoNonInferiority({ regressed, fixed, pairs, margin: -difference });
        // At the very end of the range there is no score to have.
        expect(lower === -1 ? (1 - level) / 2 : p(lower)).toBeCloseTo((1 - level) / 2, 9);
        expect(upper === 1 ? (1 + level) / 2 : p(upper)).toBeCloseTo((1 + level) / 2, 9);
      }),
    );
  });

  test('swapping the arms mirrors the interval', () => {
    fc.assert(
      fc.property(counts, ({ regressed, fixed, pairs }) => {
        const one = tangoInterval({ regressed, fixed, pairs, level: 0.95 });
        const other = tangoInterval({ regressed: fixed, fixed: regressed, pairs, level: 0.95 });
        expect(one.lower).toBeCloseTo(-other.upper, 12);
      }),
    );
  });

  test('the score falls with each regression, rises with each fix, and falls as the hypothesis rises', () => {
    fc.assert(
      fc.property(counts, fc.double({ min: 0.005, max: 0.5, noNaN: true }), ({ regressed, fixed, pairs }, margin) => {
        const score = (b: number, c: number, difference: number): number =>
          tangoScore({ regressed: b, fixed: c, pairs: pairs + 1, difference });
        const here = score(regressed, fixed, -margin);
        expect(score(regressed + 1, fixed, -margin)).toBeLessThan(here);
        expect(score(regressed, fixed + 1, -margin)).toBeGreaterThan(here);
        expect(score(regressed, fixed, -margin / 2)).toBeLessThan(here);
      }),
    );
  });

  test('all regressed and all fixed have the closed form', () => {
    const z = 1.959963984540054;
    const { lower, upper } = tangoInterval({ regressed: 0, fixed: 10, pairs: 10, level: 0.95 });
    expect(lower).toBeCloseTo((10 - z ** 2) / (10 + z ** 2), 12);
    expect(upper).toBe(1);
  });
});

describe('exact unconditional non-inferiority', () => {
  const small = fc
    .tuple(fc.nat(4), fc.nat(4), fc.integer({ min: 1, max: 12 }))
    .map(([regressed, fixed, same]) => ({ regressed, fixed, pairs: regressed + fixed + same }));

  test('equals the plain enumeration on a dense grid', () => {
    fc.assert(
      fc.property(small, fc.constantFrom(0.05, 0.1, 0.2), (observed, margin) => {
        const score = tangoScore({ ...observed, difference: -margin });
        let largest = 0;
        for (let step = 0; step <= 2000; step++) {
          const discordance = margin + ((1 - margin) * step) / 2000;
          largest = Math.max(largest, plainTail(observed.pairs, margin, score, discordance));
        }
        const p = exactUnconditionalNonInferiority({ ...observed, margin });
        expect(p).toBeGreaterThanOrEqual(largest - 1e-9);
        expect(p).toBeLessThanOrEqual(largest + 1e-5);
      }),
      { numRuns: 40 },
    );
  });

  test('never passes too often: its size by enumeration is at most α, at every discordance', () => {
    const [pairs, margin] = [45, 0.1];
    const region = new Int32Array(pairs + 1).fill(pairs + 1);
    let fixed = 0;
    for (let regressed = 0; regressed <= pairs; regressed++) {
      const fails = (c: number): boolean =>
        exactUnconditionalNonInferiority({ regressed, fixed: c, pairs, margin }) > 0.05;
      while (fixed <= pairs - regressed && fails(fixed)) fixed += 1;
      if (fixed > pairs - regressed) break;
      region[regressed] = fixed;
    }
    let worst = 0;
    for (let discordance = margin; discordance <= 1; discordance += 0.01) {
      const chances = { regressed: (discordance + margin) / 2, fixed: (discordance - margin) / 2 };
      worst = Math.max(worst, trinomialProbability(region, chances));
    }
    expect(worst).toBeLessThanOrEqual(0.05);
    expect(worst).toBeGreaterThan(0.03);
  });

  function plainTail(pairs: number, margin: number, score: number, discordance: number): number {
    const [worse, better] = [(discordance + margin) / 2, (discordance - margin) / 2];
    let total = 0;
    for (let b = 0; b <= pairs; b++) {
      for (let c = 0; c <= pairs - b; c++) {
        if (tangoScore({ regressed: b, fixed: c, pairs, difference: -margin }) < score - 1e-10) continue;
        let term = worse ** b * better ** c * (1 - discordance) ** (pairs - b - c);
        for (let i = 1; i <= b; i++) term *= (pairs - i + 1) / i;
        for (let i = 1; i <= c; i++) term *= (pairs - b - i + 1) / i;
        total += term;
      }
    }
    return total;
  }
});

test('the belief that the candidate is worse mirrors when the arms are swapped', () => {
  fc.assert(
    fc.property(counts, (observed) => {
      const one = pairedBayes(observed);
      const other = pairedBayes({ ...observed, regressed: observed.fixed, fixed: observed.regressed });
      expect(one.worse + other.worse).toBeCloseTo(1, 12);
      expect(one.mean).toBeCloseTo(-other.mean, 14);
      expect(Math.sign(Math.round((one.worse - 0.5) * 1e9)) === Math.sign(observed.regressed - observed.fixed)).toBe(
        true,
      );
    }),
  );
});
