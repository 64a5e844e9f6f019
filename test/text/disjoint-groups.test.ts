import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { disjointGroups } from '../../src/text/disjoint-groups.ts';

test('groups are what links connect', () => {
  const link = fc.tuple(fc.nat(11), fc.nat(11));
  fc.assert(
    fc.property(fc.array(link, { maxLength: 15 }), (links) => {
      const groups = disjointGroups(12);
      for (const [one, other] of links) groups.link(one, other);
      for (let thing = 0; thing < 12; thing++) {
        const reached = new Set([thing]);
        for (let round = 0; round < 12; round++) {
          for (const [a, b] of links) if (reached.has(a) || reached.has(b)) reached.add(a).add(b);
        }
        for (let other = 0; other < 12; other++) {
          const together = groups.representative(thing) === groups.representative(other);
          expect(together).toBe(reached.has(other));
        }
        const own = groups.groups().find((group) => group.includes(thing)) ?? [thing];
        expect(own).toEqual([...reached].toSorted((a, b) => a - b));
      }
    }),
  );
});

test('every thing begins alone', () => {
  expect(disjointGroups(3).groups()).toEqual([]);
  expect(disjointGroups(0).groups()).toEqual([]);
});
