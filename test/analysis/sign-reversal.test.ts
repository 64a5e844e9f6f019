import { describe, expect, test } from 'vitest';
import { signReversals, type SliceDifference } from '../../src/analysis/sign-reversal.ts';
import { normalQuantile } from '../../src/stats/distributions.ts';
import { seededRandom } from '../../src/stats/random.ts';

const slice = (name: string, difference: number, pValue: number): SliceDifference => ({
  slice: name,
  difference,
  pValue,
  pValueBetter: 1 - pValue,
});
const passing = { total: 0.01, passes: true };
const named = (...input: Parameters<typeof signReversals>) => signReversals(...input).map((one) => one.slice);

describe('a slice that is worse while the total passes', () => {
  const slices = [slice('de', -0.08, 0.02), slice('en', 0.05, 0.9), slice('fr', 0.02, 0.7)];

  test('is named with its adjusted p-value', () => {
    expect(signReversals(slices, passing)).toEqual([
      { slice: 'de', difference: -0.08, adjustedPValue: expect.closeTo(0.06, 12), worse: true, reversed: true },
    ]);
  });

  test('is not masked where the total does not pass: then everybody looks', () => {
    expect(named(slices, { ...passing, total: -0.05, passes: false })).toEqual([]);
  });

  test('is not named for a p-value that only looks small among many', () => {
    const many = Array.from({ length: 10 }, (_, i) => slice(`s${i}`, 0.01, 0.5));
    expect(named([slice('de', -0.08, 0.02), ...many], passing)).toEqual([]);
    expect(named([slice('de', -0.08, 0.02), ...many], { ...passing, level: 0.25 })).toEqual(['de']);
  });

  test('at q exactly is not below it', () => {
    expect(named([slice('de', -0.08, 0.1)], passing)).toEqual([]);
    expect(named([slice('de', -0.08, 0.0999)], passing)).toEqual(['de']);
  });
});

describe('a slice that moves against the total', () => {
  test('is named in either direction, and only where it surely moves', () => {
    const slices = [slice('down', -0.1, 0.01), slice('perhaps', -0.3, 0.3), slice('up', 0.3, 0.99)];
    expect(named(slices, passing)).toEqual(['down']);
    expect(named(slices, { total: -0.02, passes: false })).toEqual(['up']);
    expect(signReversals(slices, { total: -0.02, passes: false })[0]).toMatchObject({
      adjustedPValue: expect.closeTo(0.03, 12),
      worse: false,
      reversed: true,
    });
  });

  test('upwards only where the other side of the test is given', () => {
    const up = { slice: 'up', difference: 0.3, pValue: 0.999 };
    expect(named([up], { total: -0.02, passes: false })).toEqual([]);
  });

  test('needs a total that moves, and a slice that does', () => {
    const up = [slice('up', 0.3, 0.999)];
    expect(named(up, { total: 0, passes: false })).toEqual([]);
    expect(named(up, { total: -1e-16, passes: false })).toEqual([]);
    expect(named([slice('still', -1e-16, 0.001)], passing)).toEqual([]);
  });

  test('worse with a total that is a little worse itself is no reversal', () => {
    const [same] = signReversals([slice('de', -0.2, 0.001)], { ...passing, total: -0.01 });
    expect(same).toMatchObject({ worse: true, reversed: false });
  });
});

test('Simpson’s paradox: every slice is worse, the total is better', () => {
  // Clusters weigh the same, cases do not: the one good cluster counts half, and has no tag.
  const clusters = [
    { difference: 0.5, slices: [] },
    { difference: -0.2, slices: ['a', 'b'] },
  ];
  const total = clusters.reduce((sum, { difference }) => sum + difference / clusters.length, 0);
  const slices = clusters.flatMap((cluster) => cluster.slices.map((name) => slice(name, cluster.difference, 0.01)));
  expect(total).toBeGreaterThan(0);
  const found = signReversals(slices, { ...passing, total });
  expect(found.map((one) => one.slice)).toEqual(['a', 'b']);
  expect(found.every(({ worse, reversed }) => worse && reversed)).toBe(true);
});

test('worse ones first, then the least likely, then by name, whatever the order given', () => {
  const slices = [slice('c', -0.3, 0.04), slice('b', -0.05, 0.01), slice('a', -0.3, 0.04), slice('d', -0.05, 0.001)];
  const up = slice('up', 0.4, 0.999);
  for (const order of [slices, slices.toReversed()]) {
    expect(named(order, passing)).toEqual(['d', 'b', 'a', 'c']);
    expect(named([up, ...order], { total: -0.01, passes: true })).toEqual(['d', 'b', 'a', 'c', 'up']);
  }
});

test('an unchanged product has a slice named about as often as the level allows', () => {
  const random = seededRandom('unchanged slices');
  const runs = 2000;
  const alarms = (level: number): number => {
    let named = 0;
    for (let run = 0; run < runs; run++) {
      const slices = Array.from({ length: 6 }, (_, i) => {
        const p = random.next();
        return slice(`s${i}`, normalQuantile(p) / 10, p);
      });
      const total = slices.reduce((sum, { difference }) => sum + difference / 6, 0);
      named += Number(signReversals(slices, { total, passes: true, level }).some(({ worse }) => worse));
    }
    return named / runs;
  };
  expect(alarms(0.1)).toBeGreaterThan(0.07);
  expect(alarms(0.1)).toBeLessThan(0.12);
  expect(alarms(0.02)).toBeLessThan(0.03);
});

test('no slices, nothing named', () => {
  expect(signReversals([], passing)).toEqual([]);
});
