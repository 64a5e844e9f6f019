import { describe, expect, test } from 'vitest';
import { signReversals, type SliceDifference } from '../../src/analysis/sign-reversal.ts';

const slice = (name: string, difference: number, pValue: number): SliceDifference => ({
  slice: name,
  difference,
  pValue,
});
const passing = { total: 0.01, passes: true, unitMargin: 0.1 };
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
  test('is named from the margin on, in either direction', () => {
    const slices = [slice('down', -0.1, 0.3), slice('less', -0.099, 0.3), slice('up', 0.3, 0.99)];
    expect(named(slices, passing)).toEqual(['down']);
    expect(named(slices, { total: -0.02, passes: false, unitMargin: 0.1 })).toEqual(['up']);
  });

  test('needs a total that moves', () => {
    const slices = [slice('down', -0.3, 0.3), slice('up', 0.3, 0.9)];
    expect(named(slices, { ...passing, total: 0 })).toEqual([]);
    expect(named(slices, { ...passing, total: 1e-16 })).toEqual([]);
  });

  test('is reversed, and not only worse, where the two meet', () => {
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
  const slices = [slice('c', -0.3, 0.2), slice('b', -0.05, 0.01), slice('a', -0.3, 0.2), slice('d', -0.05, 0.001)];
  for (const order of [slices, slices.toReversed()]) {
    expect(named(order, { ...passing, level: 0.05 })).toEqual(['d', 'b', 'a', 'c']);
  }
});

test('no slices, nothing named', () => {
  expect(signReversals([], passing)).toEqual([]);
});
