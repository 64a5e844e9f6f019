import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { seededRandom, shuffle } from '../../src/stats/random.ts';
import { disjointGroups } from '../../src/text/disjoint-groups.ts';
import { linkSimilarSets } from '../../src/text/link-similar-sets.ts';

/**
 * A few fixed members and a choice in each of several slots, now and then one left out: sets that lie on either side of .8
 * in every way, in groups that later sets bridge. Members are renumbered at random, as ranks may come.
 */
const collections = fc
  .record({
    fixed: fc.integer({ min: 4, max: 14 }),
    slots: fc.integer({ min: 4, max: 9 }),
    choices: fc.integer({ min: 2, max: 4 }),
    sets: fc.integer({ min: 3, max: 30 }),
    seed: fc.string({ minLength: 8, maxLength: 8 }),
  })
  .map(({ fixed, slots, choices, sets, seed }) => {
    const random = seededRandom(seed);
    const renumbered = shuffle([...Array.from({ length: fixed + slots * choices }).keys()], random);
    return Array.from({ length: sets }, () => {
      const chosen = Array.from({ length: slots }, (_, slot) => fixed + slot * choices + random.below(choices));
      const members = [...Array.from({ length: fixed }).keys(), ...chosen].filter(() => random.below(12) > 0);
      return members.map((member) => renumbered[member] ?? 0);
    });
  });

test('links exactly what pairs of .8 and more connect, whatever the ranks', () => {
  let groupsFound = 0;
  let collectionsInSeveral = 0;
  fc.assert(
    fc.property(collections, (sets) => {
      const found = disjointGroups(sets.length);
      linkSimilarSets(
        sets.map((members) => ({ size: members.length, shared: Int32Array.from(members).sort() })),
        found,
      );
      const expected = disjointGroups(sets.length);
      for (const [i, a] of sets.entries()) {
        for (const [j, b] of sets.entries()) {
          const common = a.filter((n) => b.includes(n)).length;
          if (10 * common >= 8 * (a.length + b.length - common)) expected.link(i, j);
        }
      }
      expect(found.groups()).toEqual(expected.groups());
      groupsFound += expected.groups().length;
      if (expected.groups().length > 1) collectionsInSeveral += 1;
    }),
    { numRuns: 3000, seed: 8 },
  );
  expect(groupsFound).toBeGreaterThan(2000);
  expect(collectionsInSeveral).toBeGreaterThan(500);
});

test('a set within a larger one, at exactly .8', () => {
  const [large, small, tooSmall] = [10, 8, 7].map((size) => ({
    size,
    // What only the larger one holds comes first, as rare things do.
    shared: Int32Array.from({ length: size }, (_, i) => 10 - size + i),
  }));
  if (large === undefined || small === undefined || tooSmall === undefined) throw new Error('three sets');
  const groups = disjointGroups(3);
  linkSimilarSets([large, small, tooSmall], groups);
  // 7 is linked to 8, not to 10.
  expect(groups.groups()).toEqual([[0, 1, 2]]);
  const apart = disjointGroups(2);
  linkSimilarSets([large, tooSmall], apart);
  expect(apart.groups()).toEqual([]);
});

test('grams that no other set holds count for the size alone', () => {
  const shared = Int32Array.from({ length: 8 }, (_, i) => i);
  const linked = (size: number): number => {
    const groups = disjointGroups(2);
    linkSimilarSets(
      [
        { size: 8, shared },
        { size, shared },
      ],
      groups,
    );
    return groups.groups().length;
  };
  expect([8, 9, 10, 11].map(linked)).toEqual([1, 1, 1, 0]);
});

test('a set that bridges two groups is compared with both, though it joins the one first', () => {
  const common = [3, 4, 5, 6, 7, 8, 9];
  const sets = [
    [0, 1, ...common, 11],
    [1, 2, ...common, 10],
    [0, 1, ...common, 10],
  ].map((members) => ({ size: 10, shared: Int32Array.from(members) }));
  const groups = disjointGroups(3);
  linkSimilarSets(sets, groups);
  expect(groups.groups()).toEqual([[0, 1, 2]]);
  const without = disjointGroups(2);
  linkSimilarSets(sets.slice(0, 2), without);
  expect(without.groups()).toEqual([]);
});
