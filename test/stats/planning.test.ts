import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { connorSampleSize, pairedBinaryPower, pairedBinarySampleSize } from '../../src/stats/paired-binary-power.ts';
import { flawlessBound, passFloor } from '../../src/stats/pass-floor.ts';
import { passPower } from '../../src/stats/pass-power.ts';
import { seededRandom } from '../../src/stats/random.ts';
import { settlingSampleSize } from '../../src/stats/settling-sample-size.ts';
import { casesToDetect, smallestDetectableDrop } from '../../src/stats/smallest-detectable-drop.ts';
import { tangoNonInferiority } from '../../src/stats/tango.ts';

describe('the PASS floor', () => {
  test('is 29, 59 and 99 for the margins of the design', () => {
    expect([0.1, 0.05, 0.03].map((margin) => passFloor(margin, 0.05))).toEqual([29, 59, 99]);
    expect(passFloor(Math.log(1.1) / Math.log(4), 0.05)).toBe(43);
  });

  test('is where flawless cases begin to rule the margin out', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 0.5, noNaN: true }),
        fc.double({ min: 0.001, max: 0.2, noNaN: true }),
        (margin, level) => {
          const floor = passFloor(margin, level);
          expect(flawlessBound(floor, level)).toBeLessThanOrEqual(margin * (1 + 1e-9));
          expect(flawlessBound(floor - 1, level)).toBeGreaterThan(margin);
        },
      ),
    );
  });

  test('a whole quotient is not rounded up by its last digit', () => {
    for (let n = 1; n < 200; n++) expect(passFloor(0.1, 0.9 ** n)).toBe(n);
  });
});

describe('the probability of a PASS', () => {
  test('agrees with simulation of the test itself', () => {
    const [pairs, margin, level] = [80, 0.1, 0.05];
    const random = seededRandom('pass power');
    for (const [difference, discordance] of [
      [0, 0.15],
      [-0.1, 0.2],
    ] as const) {
      let passed = 0;
      for (let run = 0; run < 4000; run++) {
        let [regressed, fixed] = [0, 0];
        for (let pair = 0; pair < pairs; pair++) {
          const u = random.next();
          if (u < (discordance - difference) / 2) regressed += 1;
          else if (u < discordance) fixed += 1;
        }
        if (tangoNonInferiority({ regressed, fixed, pairs, margin }) <= level) passed += 1;
      }
      const predicted = passPower({ pairs, margin, level, difference, discordance });
      expect(Math.abs(passed / 4000 - predicted)).toBeLessThan(4 * Math.sqrt((predicted * (1 - predicted)) / 4000));
    }
  });

  test('under a drop of the margin it is the false-pass rate: 6.8% at worst, near 5% on the whole', () => {
    const rates = [29, 42, 60, 100, 150, 240].flatMap((pairs) =>
      [0.1, 0.12, 0.15, 0.2, 0.3, 0.5, 0.8].map((discordance) =>
        passPower({ pairs, margin: 0.1, level: 0.05, difference: -0.1, discordance }),
      ),
    );
    expect(Math.max(...rates)).toBeCloseTo(0.9 ** 42 + 42 * 0.1 * 0.9 ** 41, 9); // at most one regression in 42
    expect(rates.reduce((sum, rate) => sum + rate, 0) / rates.length).toBeLessThan(0.052);
  });

  test('is 0 below the floor, 1 for a suite that never flips above it', () => {
    const unchanged = { margin: 0.1, level: 0.05, difference: 0, discordance: 0 };
    expect(passPower({ ...unchanged, pairs: 28 })).toBe(0);
    expect(passPower({ ...unchanged, pairs: 29 })).toBeCloseTo(1, 12);
  });
});

describe('sample sizes', () => {
  test('the mid-p size has the power, one pair fewer has not, and Connor’s formula is near', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 0.2, noNaN: true }),
        fc.double({ min: 0.05, max: 0.4, noNaN: true }),
        (drop, more) => {
          const planned = { drop, discordance: drop + more, level: 0.05 };
          const pairs = pairedBinarySampleSize({ ...planned, power: 0.8 });
          expect(pairedBinaryPower({ ...planned, pairs })).toBeGreaterThanOrEqual(0.8);
          expect(pairedBinaryPower({ ...planned, pairs: pairs - 1 })).toBeLessThan(0.8);
          expect(pairs / connorSampleSize({ ...planned, power: 0.8 })).toBeGreaterThan(0.7);
          expect(pairs / connorSampleSize({ ...planned, power: 0.8 })).toBeLessThan(1.3);
        },
      ),
      {
        numRuns: 15,
      },
    );
  });

  test('the smallest detectable drop and the cases to detect it are inverse', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 10, max: 5000 }),
        fc.double({ min: 1, max: 4, noNaN: true }),
        (cases, designEffect) => {
          const precision = {
            betweenVariance: 0.05,
            withinVariance: 0.1,
            candidateTrials: 1,
            baselineTrials: 10,
            designEffect,
            level: 0.95,
            power: 0.8,
          };
          const drop = smallestDetectableDrop({ cases, ...precision });
          expect(casesToDetect({ drop, ...precision })).toBeCloseTo(cases, 6);
          expect(smallestDetectableDrop({ cases: 4 * cases, ...precision })).toBeCloseTo(drop / 2, 12);
        },
      ),
    );
  });

  test('what would settle an undecided metric', () => {
    const settle = (regressed: number, fixed: number, same: number): number | undefined =>
      settlingSampleSize({
        differences: [
          ...Array.from({ length: regressed }, () => -1),
          ...Array.from({ length: fixed }, () => 1),
          ...Array.from({ length: same }, () => 0),
        ],
        margin: 0.1,
        alpha: 0.05,
        power: 0.8,
      });
    expect(settle(0, 0, 10)).toBeGreaterThanOrEqual(29); // flawless: the floor at least
    expect(settle(4, 4, 42)).toBeGreaterThan(50); // an undecided 50 needs more than 50
    expect(settle(4, 4, 42)).toBeLessThan(150);
    // A drop half as large as the margin is the hardest to settle: as far from a PASS as from a FAIL.
    const [near0, halfWay, nearMargin] = [settle(7, 6, 87), settle(9, 4, 87), settle(12, 1, 87)];
    expect(halfWay).toBeGreaterThan(near0 ?? NaN);
    expect(halfWay).toBeGreaterThan(nearMargin ?? NaN);
    expect(settle(0, 0, 1)).toBeUndefined();
  });
});
