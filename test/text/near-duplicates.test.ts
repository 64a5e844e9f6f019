import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../src/stats/random.ts';
import { comparisonTokens } from '../../src/text/comparison-tokens.ts';
import { nearDuplicates } from '../../src/text/near-duplicates.ts';

const words = (count: number, first = 0): readonly string[] => Array.from({ length: count }, (_, i) => `w${first + i}`);
const said = (tokens: readonly string[]): string => tokens.join(' ');

describe('against every pair compared by hand', () => {
  /** Texts of few different words, and variants of them with a few words exchanged: many pairs on either side of .8. */
  const family = fc
    .record({
      base: fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'), { minLength: 1, maxLength: 70 }),
      edits: fc.array(
        fc.array(fc.record({ at: fc.nat(69), to: fc.constantFrom('x', 'y', 'a'), cut: fc.boolean() }), {
          maxLength: 3,
        }),
        { maxLength: 4 },
      ),
    })
    .map(({ base, edits }) => [
      said(base),
      ...edits.map((changes) => {
        const variant: string[] = [...base];
        for (const { at, to, cut } of changes) variant.splice(at % variant.length, cut ? 1 : 0, to);
        return said(variant);
      }),
    ]);

  test('finds exactly the same groups', () => {
    let [grouped, apart] = [0, 0];
    fc.assert(
      fc.property(fc.array(family, { maxLength: 5 }), (families) => {
        const texts = families.flat();
        const expected = groupsByHand(texts);
        grouped += expected.flat().length;
        apart += texts.length - expected.flat().length;
        expect(nearDuplicates(texts)).toEqual(expected);
      }),
      { numRuns: 400, seed: 5 },
    );
    // Both answers were asked for, often.
    expect(Math.min(grouped, apart)).toBeGreaterThan(500);
  });

  test('also among many texts of much the same grams', () => {
    const random = seededRandom('few words');
    for (const [vocabulary, length] of [
      [2, 40],
      [3, 60],
      [12, 80],
    ] as const) {
      const texts = Array.from({ length: 60 }, () =>
        said(Array.from({ length: length + random.below(20) }, () => `v${random.below(vocabulary)}`)),
      );
      expect(nearDuplicates(texts)).toEqual(groupsByHand(texts));
    }
  });

  test('also where documents are shared in part', () => {
    const random = seededRandom('shared documents');
    const shared = words(120);
    const texts = Array.from({ length: 80 }, (_, i) =>
      said([...shared.slice(0, 100 + random.below(20)), ...words(random.below(25), 1000 + 100 * i)]),
    );
    const expected = groupsByHand(texts);
    expect(expected.flat().length).toBeGreaterThan(10);
    expect(expected.flat().length).toBeLessThan(80);
    expect(nearDuplicates(texts)).toEqual(expected);
  });
});

describe('what is one question and what is two', () => {
  test('short texts that differ in a single word are never merged, wherever it stands', () => {
    expect(nearDuplicates(['is 17 prime?', 'is 18 prime?'])).toEqual([]);
    for (let length = 1; length <= 40; length++) {
      const text = words(length);
      const variants = text.map((_, at) => said(text.with(at, 'other')));
      expect(nearDuplicates([said(text), ...variants]).flat()).not.toContain(0);
    }
  });

  test('from 41 words on they are', () => {
    for (const at of [0, 20, 40]) {
      expect(nearDuplicates([said(words(41)), said(words(41).with(at, 'other'))])).toEqual([[0, 1]]);
    }
    expect(nearDuplicates([said(words(36)), said(words(36).toSpliced(17, 0, 'more'))])).toEqual([[0, 1]]);
    expect(nearDuplicates([said(words(35)), said(words(35).toSpliced(17, 0, 'more'))])).toEqual([]);
  });

  test('exactly .8 is alike', () => {
    const pair = [said(words(41)), said(words(41).with(40, 'other'))];
    expect(jaccardByHand(pair[0] ?? '', pair[1] ?? '')).toEqual({ common: 40, all: 50 });
    expect(nearDuplicates(pair)).toEqual([[0, 1]]);
  });

  test('texts below five words are duplicates only when equal', () => {
    expect(nearDuplicates(['no no no no', 'no no no no no', 'No, no no NO!', 'no'])).toEqual([[0, 2]]);
    expect(nearDuplicates(['2 + 2', '2 - 2', '2 + 2?', '22', '2²'])).toEqual([[0, 2]]);
  });

  test('groups are chained, ascending, and in the order of their first members', () => {
    const [a, z] = [words(60), words(60, 500)];
    const steps = [a, a.with(10, 'p'), a.with(10, 'p').with(40, 'q'), a.with(10, 'p').with(40, 'q').with(50, 'r')];
    expect(jaccardByHand(said(a), said(steps[3] ?? [])).common / 64).toBeLessThan(0.8);
    const texts = [z, steps[3] ?? [], words(5, 900), steps[1] ?? [], z, a, steps[2] ?? []].map(said);
    expect(nearDuplicates(texts)).toEqual([
      [0, 4],
      [1, 3, 5, 6],
    ]);
  });

  test('Chinese is compared by characters, and never with text in words', () => {
    const text = Array.from({ length: 60 }, (_, i) => String.fromCodePoint(0x4e00 + i)).join('');
    const changed = `${text.slice(0, 30)}龍${text.slice(31)}`;
    expect(nearDuplicates([text, changed, text.slice(10, 50), changed.slice(10, 50)])).toEqual([[0, 1]]);
    expect(nearDuplicates(['17は素数ですか', '18は素数ですか', '17は素数ですか。'])).toEqual([[0, 2]]);
    expect(nearDuplicates(['素', 'a 素 a b c d'])).toEqual([]);
  });

  test('nothing and next to nothing', () => {
    expect(nearDuplicates([])).toEqual([]);
    expect(nearDuplicates(['only one'])).toEqual([]);
    expect(nearDuplicates(['', 'a', ' \n'])).toEqual([[0, 2]]);
  });
});

describe('at size', () => {
  const random = seededRandom('at size');
  const own = (count: number): string[] => Array.from({ length: count }, () => `o${random.below(20_000)}`);
  const document: readonly string[] = own(170);

  test.each([
    ['different texts', () => said(own(200)), 0],
    ['one text', () => said(document), 1],
    ['a long document and too many words of their own', () => said([...document, ...own(30)]), 0],
    ['a long document and few words of their own', () => said([...document, ...own(8)]), 1],
  ])('2,000 of %s', (_, text, groups) => {
    expect(nearDuplicates(Array.from({ length: 2000 }, text))).toHaveLength(groups);
  });

  test('texts of 200 kB', () => {
    const long = said(own(30_000));
    const others = ['a '.repeat(100_000), 'x'.repeat(200_000), '.'.repeat(200_000), '一'.repeat(100_000)];
    expect(nearDuplicates([long, ...others, `${long} end`])).toEqual([[0, 5]]);
  });
});

/** The definition, word for word, over all pairs. */
function groupsByHand(texts: readonly string[]): number[][] {
  let groups = texts.map((_, i) => [i]);
  for (const [i, a] of texts.entries()) {
    for (const [j, b] of texts.entries()) {
      if (j <= i || !areAlike(a, b)) continue;
      const joined = groups.filter((group) => group.includes(i) || group.includes(j));
      groups = [...groups.filter((group) => !joined.includes(group)), joined.flat()];
    }
  }
  return groups
    .filter((group) => group.length > 1)
    .map((group) => group.toSorted((a, b) => a - b))
    .toSorted(([a = 0], [b = 0]) => a - b);
}

function areAlike(a: string, b: string): boolean {
  const [one, other] = [a, b].map((text) => comparisonTokens(text).tokens);
  if (said(one ?? []) === said(other ?? [])) return true;
  if (Math.min(one?.length ?? 0, other?.length ?? 0) < 5) return false;
  const { common, all } = jaccardByHand(a, b);
  return 10 * common >= 8 * all;
}

function jaccardByHand(a: string, b: string): { common: number; all: number } {
  const grams = (text: string): Set<string> => {
    const blanks = ['', '', '', ''];
    const padded = [...blanks, ...comparisonTokens(text).tokens, ...blanks];
    return new Set(Array.from({ length: padded.length - 4 }, (_, i) => padded.slice(i, i + 5).join('|')));
  };
  const [one, other] = [grams(a), grams(b)];
  return { common: [...one].filter((gram) => other.has(gram)).length, all: new Set([...one, ...other]).size };
}
