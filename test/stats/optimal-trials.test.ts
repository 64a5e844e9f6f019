import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { optimalTrials, type TrialTradeOff } from '../../src/stats/optimal-trials.ts';
import { seededRandom } from '../../src/stats/random.ts';

const usual: TrialTradeOff = { caseCost: 9, trialCost: 1, withinVariance: 0.1, betweenVariance: 0.1 };

describe('trials a case', () => {
  test.each([
    ['√9 = 3', {}, 3],
    ['a case as dear as a trial', { caseCost: 1 }, 1],
    ['four times the wavering', { withinVariance: 0.4 }, 6],
    ['a case that costs nothing', { caseCost: 0 }, 1],
    ['a model that never wavers', { withinVariance: 0 }, 1],
    ['a model that never wavers, cases that never differ', { withinVariance: 0, betweenVariance: 0 }, 1],
    ['cases that never differ', { betweenVariance: 0 }, 10],
    ['trials that cost nothing', { trialCost: 0 }, 10],
    ['never more than the most', { caseCost: 1e6, most: 5 }, 5],
    ['less than one is one', { caseCost: 0.001 }, 1],
    ['one and two alike: the fewer', { caseCost: 2 }, 1],
    ['just above where two are better', { caseCost: 2.01 }, 2],
  ] as const)('%s', (_, change, trials) => {
    expect(optimalTrials({ ...usual, ...change })).toBe(trials);
  });

  test('no other count gives more precision for the money', () => {
    const amount = fc.double({ min: 1e-3, max: 1e3, noNaN: true });
    let repeated = 0;
    fc.assert(
      fc.property(amount, amount, amount, amount, (caseCost, trialCost, withinVariance, betweenVariance) => {
        const product = (k: number) => (betweenVariance + withinVariance / k) * (caseCost + k * trialCost);
        const best = optimalTrials({ caseCost, trialCost, withinVariance, betweenVariance, most: 30 });
        if (best > 1) repeated += 1;
        for (let k = 1; k <= 30; k++) expect(product(best)).toBeLessThanOrEqual(product(k) * (1 + 1e-12));
      }),
      { seed: 3 },
    );
    expect(repeated).toBeGreaterThan(20);
  });

  test('with one budget, the mean is most precise at the answer, in simulation too', () => {
    const random = seededRandom('two stages');
    // Uniform deviates: σ²_δ = 1/12, σ²_w = 9/12; a case costs 12 trials, so k* = √(12 · 9) = 10.4 without a limit.
    const of = { caseCost: 12, trialCost: 1, withinVariance: 9 / 12, betweenVariance: 1 / 12, most: 100 };
    const spread = (k: number): number => {
      const cases = Math.floor(2400 / (of.caseCost + k * of.trialCost));
      let squares = 0;
      for (let run = 0; run < 1500; run++) {
        let sum = 0;
        for (let i = 0; i < cases; i++) {
          let trials = 0;
          for (let trial = 0; trial < k; trial++) trials += 3 * (random.next() - 0.5);
          sum += random.next() - 0.5 + trials / k;
        }
        squares += (sum / cases) ** 2;
      }
      return squares / 1500;
    };
    const best = optimalTrials(of);
    expect(best).toBe(10);
    expect(spread(best)).toBeLessThan(spread(1) / 2);
    expect(spread(best)).toBeLessThan(spread(80) / 1.3);
  });
});

test.each([
  { caseCost: -1 },
  { trialCost: Number.NaN },
  { withinVariance: Infinity },
  { betweenVariance: -0.1 },
  { most: 0 },
  { most: 2.5 },
])('refuses %j', (change) => {
  expect(() => optimalTrials({ ...usual, ...change })).toThrow(RangeError);
});
