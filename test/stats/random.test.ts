import { describe, expect, test } from 'vitest';
import { seededRandom, shuffle } from '../../src/stats/random.ts';

describe('seededRandom', () => {
  test('gives the numbers written down here on every machine', () => {
    const random = seededRandom('9f86d081884c7d65');
    expect(Array.from({ length: 6 }, () => random.below(1000))).toEqual([29, 681, 979, 75, 62, 532]);
    expect(random.next()).toBe(0.6431999870450705);
  });

  test('tells any two seeds apart, also an empty one and ones that differ in one character', () => {
    const firsts = ['', '0', '1', 'a', 'b', 'aa', 'ä', '\u0000', '日本'].map((seed) => seededRandom(seed).next());
    expect(new Set(firsts).size).toBe(firsts.length);
  });

  test('stays in range and is even: chi-squared over the values of below(n)', () => {
    for (const n of [1, 2, 3, 4, 7, 64, 100]) {
      const random = seededRandom(`even ${n}`);
      const counts = Array.from({ length: n }, () => 0);
      for (let draw = 0; draw < 200 * n; draw++) {
        const value = random.below(n);
        counts[value] = (counts[value] ?? NaN) + 1;
      }
      expect(counts).toHaveLength(n);
      const chiSquared = counts.reduce((sum, count) => sum + (count - 200) ** 2 / 200, 0);
      // Mean n − 1, standard deviation √(2(n − 1)): five of those above is out of the question.
      expect(chiSquared).toBeLessThan(n - 1 + 5 * Math.sqrt(2 * n));
    }
  });

  test('below() answers a power of two like any other number, by the high bits', () => {
    const [one, other] = [seededRandom('same'), seededRandom('same')];
    for (let draw = 0; draw < 100; draw++) expect(one.below(8)).toBe(Math.floor(other.below(2 ** 31) / 2 ** 28));
  });

  test('word() has four even bytes, also the lowest, and the same words on every machine', () => {
    const random = seededRandom('words');
    const words = Array.from({ length: 51_200 }, () => random.word());
    expect(words.slice(0, 3)).toEqual([-1193596570, -1985315066, -988459963]);
    for (const shift of [0, 8, 16, 24]) {
      const counts = new Float64Array(256);
      for (const word of words) counts[(word >>> shift) & 255] = (counts[(word >>> shift) & 255] ?? 0) + 1;
      const chiSquared = counts.reduce((sum, count) => sum + (count - 200) ** 2 / 200, 0);
      expect(Math.abs(chiSquared - 255)).toBeLessThan(5 * Math.sqrt(2 * 255));
    }
  });

  test('next() is uniform on [0, 1)', () => {
    const random = seededRandom('uniform');
    const values = Array.from({ length: 20_000 }, () => random.next());
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThan(1);
    expect(values.reduce((sum, value) => sum + value, 0) / values.length).toBeCloseTo(0.5, 2);
  });
});

describe('shuffle', () => {
  test('keeps the items, leaves the input alone, and makes every order of three equally often', () => {
    const random = seededRandom('orders');
    const items = ['a', 'b', 'c'];
    const counts = new Map<string, number>();
    for (let draw = 0; draw < 6000; draw++) {
      const order = shuffle(items, random).join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(items).toEqual(['a', 'b', 'c']);
    expect([...counts.keys()].sort()).toEqual(['abc', 'acb', 'bac', 'bca', 'cab', 'cba']);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(5 * Math.sqrt(1000));
  });

  test('handles undefined items and empty lists', () => {
    expect(shuffle([], seededRandom('x'))).toEqual([]);
    expect(shuffle([undefined, undefined], seededRandom('x'))).toEqual([undefined, undefined]);
    const mixed = shuffle([1, undefined, 2, undefined, 3], seededRandom('y'));
    expect(mixed.filter((item) => item === undefined)).toHaveLength(2);
    expect(new Set(mixed)).toEqual(new Set([1, 2, 3, undefined]));
    expect(mixed).toHaveLength(5);
  });
});
