import { expect, test } from 'vitest';
import { pairNumbers } from '../../src/text/pair-numbers.ts';

test('numbers pairs in the order of their first asking, and tells (1, 2) from (2, 1)', () => {
  const numberOf = pairNumbers();
  const asked = [numberOf(1, 2), numberOf(2, 1), numberOf(1, 2), numberOf(0, 0), numberOf(2 ** 31 - 1, 0)];
  expect(asked).toEqual([0, 1, 0, 2, 3]);
});

test('keeps every number as it grows', () => {
  const numberOf = pairNumbers();
  const pairs = Array.from({ length: 20_000 }, (_, i) => [i % 150, Math.floor(i / 150)] as const);
  const once = pairs.map(([a, b]) => numberOf(a, b));
  expect(once).toEqual(pairs.map((_, i) => i));
  expect(pairs.map(([a, b]) => numberOf(a, b))).toEqual(once);
});
