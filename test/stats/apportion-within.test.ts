import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { apportionWithin, type Share } from '../../src/stats/apportion-within.ts';

const share = (claim: number, least = 0, most = 1000): Share => ({ claim, least, most });

test('in proportion to claims, the left-over to the largest remainders, ties to the earlier', () => {
  expect(apportionWithin([share(1), share(2), share(3)], 60)).toEqual([10, 20, 30]);
  expect(apportionWithin([share(21), share(28), share(51)], 10)).toEqual([2, 3, 5]);
  expect(apportionWithin([share(1), share(1), share(1)], 5)).toEqual([2, 2, 1]);
  expect(apportionWithin([share(31), share(1), share(1)], 11)).toEqual([11, 0, 0]);
  expect(apportionWithin([share(1), share(1), share(31)], 11)).toEqual([1, 0, 10]);
  expect(apportionWithin([share(0.1), share(0.2), share(0.7)], 10)).toEqual([1, 2, 7]);
});

test('what a bound takes or leaves is divided among the others', () => {
  expect(apportionWithin([share(1), share(1, 0, 2), share(2)], 11)).toEqual([3, 2, 6]);
  expect(apportionWithin([share(1e-9, 5), share(1), share(1)], 11)).toEqual([5, 3, 3]);
});

test('bounds that leave nothing to choose, and bounds that cannot be kept', () => {
  expect(apportionWithin([share(1, 3, 3), share(9, 4, 4)], 7)).toEqual([3, 4]);
  expect(apportionWithin([share(1, 3, 3), share(9, 4, 4)], 8)).toBeUndefined();
  expect(apportionWithin([share(1, 3, 3), share(9, 4, 4)], 6)).toBeUndefined();
  expect(apportionWithin([share(1, 3, 2), share(1)], 5)).toBeUndefined();
  expect(apportionWithin([], 0)).toEqual([]);
});

test('adds up within the bounds, and a larger claim never gets less under equal bounds', () => {
  const party = fc.record({ claim: fc.integer({ min: 1, max: 400 }), least: fc.nat(4), room: fc.nat(30) });
  let compared = 0;
  fc.assert(
    fc.property(
      fc.array(party, { minLength: 1, maxLength: 8 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (p, at) => {
        const shares = p.map(({ claim, least, room }) => share(claim, least, least + 10 * Math.ceil(room / 10)));
        const least = shares.reduce((sum, s) => sum + s.least, 0);
        const total = least + Math.round(at * shares.reduce((sum, s) => sum + s.most - s.least, 0));
        const counts = apportionWithin(shares, total) ?? [];
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(total);
        expect(shares.every((s, i) => s.least <= (counts[i] ?? -1) && (counts[i] ?? Infinity) <= s.most)).toBe(true);
        const larger = shares.flatMap((one, i) =>
          [...shares.entries()]
            .filter(([, other]) => one.least === other.least && one.most === other.most && one.claim > other.claim)
            .map(([j]) => ({ more: counts[i] ?? 0, less: counts[j] ?? 0 })),
        );
        compared += larger.length;
        expect(larger.filter(({ more, less }) => more < less)).toEqual([]);
      },
    ),
    { numRuns: 1000, seed: 4 },
  );
  expect(compared).toBeGreaterThan(200);
});
