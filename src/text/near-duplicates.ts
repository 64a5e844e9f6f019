import { type ComparisonTokens, comparisonTokens } from './comparison-tokens.ts';
import { type DisjointGroups, disjointGroups } from './disjoint-groups.ts';
import { gramSets } from './gram-sets.ts';
import { linkSimilarSets } from './link-similar-sets.ts';

/**
 * Which texts say nearly the same: groups of indices, connected by pairs whose 5-grams have a Jaccard similarity of at
 * least .8 (statistics.md §8). Only groups of two or more, members ascending, in the order of their first members; so
 * the number of different texts is `texts.length` less, for each group, its members but one.
 *
 * Grams are of words, or of characters where most letters are Chinese, Japanese, Korean or Thai; a text of the one kind
 * is never compared with one of the other. What counts as the same word: `comparisonTokens`. Texts of fewer than five
 * words (characters) have no whole gram and are duplicates only when all their words are equal.
 *
 * A word changed anywhere breaks five grams (blanks around the text give the first and the last word their five too),
 * so two texts that differ in one word are alike only from 41 words on, in an inserted or missing word from 36: "Is 17
 * prime?" and "Is 18 prime?" are never one question, a page-long problem with one number replaced is one.
 *
 * Exact. 10,000 texts of 200 words take a few seconds, also where they share a document, are variants of a few, or are
 * all the same. Only texts of a handful of different words, all of much the same grams and yet not alike, are compared
 * pair by pair.
 */
export function nearDuplicates(texts: readonly string[]): readonly (readonly number[])[] {
  const groups = disjointGroups(texts.length);
  const distinct = linkEqual(texts.map(comparisonTokens), groups);
  for (const kind of ['words', 'characters'] as const) {
    const long = distinct.filter(({ compared }) => compared.kind === kind && compared.tokens.length >= SHORTEST);
    const among = disjointGroups(long.length);
    linkSimilarSets(gramSets(long.map(({ compared }) => compared.tokens)), among);
    for (const [first, ...others] of among.groups()) {
      for (const other of others) groups.link(long[first ?? 0]?.index ?? 0, long[other]?.index ?? 0);
    }
  }
  return groups.groups();
}

/** Below it there is no gram without a blank. */
const SHORTEST = 5;

interface Distinct {
  readonly index: number;
  readonly compared: ComparisonTokens;
}

/** Links texts whose tokens are all equal; returns the first of each. */
function linkEqual(texts: readonly ComparisonTokens[], groups: DisjointGroups): readonly Distinct[] {
  const firsts = new Map<string, Distinct>();
  for (const [index, compared] of texts.entries()) {
    const key = `${compared.kind} ${compared.tokens.join(' ')}`;
    const first = firsts.get(key);
    if (first === undefined) firsts.set(key, { index, compared });
    else groups.link(first.index, index);
  }
  return [...firsts.values()];
}
