import { pairNumbers } from './pair-numbers.ts';

/** The distinct 5-grams of one text among others. */
export interface GramSet {
  /** How many there are, those that no other text holds included. */
  readonly size: number;
  /** Those that other texts hold too, as ranks: ascending, which is rarest first. */
  readonly shared: Int32Array;
}

/**
 * The 5-grams of each text, given as its tokens (words, or characters), ranked by how many of the texts hold them.
 *
 * A gram is five tokens in a row, with four blanks before the first token and after the last. The blanks give every
 * token, also the last, its place in five grams: `tokens + 4` grams in all, before equal ones fall together. Grams are
 * told apart exactly, not by a hash.
 */
export function gramSets(texts: readonly (readonly string[])[]): readonly GramSet[] {
  const sets = distinctGrams(texts);
  const frequency = frequencies(sets);
  const rank = ranks(frequency);
  return sets.map((grams): GramSet => {
    const shared = grams.filter((gram) => (frequency[gram] ?? 0) > 1).map((gram) => rank[gram] ?? 0);
    return { size: grams.length, shared: shared.sort() };
  });
}

const BLANK = 0;

function distinctGrams(texts: readonly (readonly string[])[]): readonly Int32Array[] {
  const numbers = new Map<string, number>();
  const numberOf = (token: string): number => {
    const known = numbers.get(token);
    if (known !== undefined) return known;
    const next = BLANK + 1 + numbers.size;
    numbers.set(token, next);
    return next;
  };
  const [two, four, five] = [pairNumbers(), pairNumbers(), pairNumbers()];
  return texts.map((tokens) => {
    const padded = new Int32Array(tokens.length + 8).fill(BLANK);
    for (const [i, token] of tokens.entries()) padded[i + 4] = numberOf(token);
    const at = (i: number) => padded[i] ?? BLANK;
    const grams = Int32Array.from({ length: tokens.length + 4 }, (_, i) =>
      five(four(two(at(i), at(i + 1)), two(at(i + 2), at(i + 3))), at(i + 4)),
    ).sort();
    return grams.filter((gram, i) => gram !== grams[i - 1]);
  });
}

/** By gram: in how many of the sets it is. */
function frequencies(sets: readonly Int32Array[]): Int32Array {
  const largest = sets.reduce((most, grams) => Math.max(most, grams.at(-1) ?? 0), 0);
  const counts = new Int32Array(largest + 1);
  for (const grams of sets) for (const gram of grams) counts[gram] = (counts[gram] ?? 0) + 1;
  return counts;
}

/** By gram: its place among the grams that more than one set holds, the rarest first. */
function ranks(frequency: Int32Array): Int32Array {
  const shared = Int32Array.from(frequency.keys()).filter((gram) => (frequency[gram] ?? 0) > 1);
  shared.sort((a, b) => (frequency[a] ?? 0) - (frequency[b] ?? 0) || a - b);
  const rank = new Int32Array(frequency.length);
  for (const [place, gram] of shared.entries()) rank[gram] = place;
  return rank;
}
