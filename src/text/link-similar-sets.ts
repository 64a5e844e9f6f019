import type { DisjointGroups } from './disjoint-groups.ts';
import type { GramSet } from './gram-sets.ts';

/**
 * Links every two sets whose Jaccard similarity |a ∩ b| / |a ∪ b| is at least .8, unless they are in one group already.
 * No pair is missed and none is guessed; the arithmetic is in whole numbers (9·|a ∩ b| ≥ 4·(|a| + |b|)).
 *
 * Sets are met in order of size. Two that are similar hold a common gram among the first few of each, rarest first, or
 * they would differ in too many; so each set looks up only its first |a| − ⌈.8|a|⌉ + 1 grams, among the first |b| −
 * ⌈8|b|/9⌉ + 1 of the smaller ones before it. From the first common gram on a pair is counted through, and given up as
 * soon as it cannot get there any more.
 *
 * Lists of sets that are all in one group are passed over in one step by whoever is in it too, so that thousands of
 * variants of one text cost no more than as many different ones.
 *
 * Source: Bayardo, Ma and Srikant (2007), Scaling up all pairs similarity search, WWW; Xiao, Wang, Lin and Yu (2008),
 * Efficient similarity joins for near duplicate detection, WWW (the prefix and the position filter).
 */
export function linkSimilarSets(sets: readonly GramSet[], groups: DisjointGroups): void {
  const bySize = [...sets.entries()].sort(([, a], [, b]) => a.size - b.size);
  const holders = new Map<number, Holders>();
  const metBy = new Int32Array(sets.length).fill(-1);
  for (const [one, set] of bySize) {
    const unshared = set.size - set.shared.length;
    const lookedUp = Math.min(set.shared.length, set.size - Math.ceil((4 * set.size) / 5) + 1 - unshared);
    for (let place = 0; place < lookedUp; place++) {
      const list = holders.get(set.shared[place] ?? -1);
      if (list !== undefined) linkToHolders({ one, set, place }, { list, sets, groups, metBy });
    }
    const noted = Math.min(set.shared.length, set.size - Math.ceil((8 * set.size) / 9) + 1 - unshared);
    for (let place = 0; place < noted; place++) note(holders, set.shared[place] ?? -1, one, place, groups);
  }
}

/** The sets that hold one gram among their first few, in order of size, each followed by the gram's place in it. */
interface Holders {
  readonly entries: number[];
  /** Entries before it are too small for any set still to come. */
  from: number;
  /** All are known to be in one group. */
  united: boolean;
}

function linkToHolders(
  { one, set, place }: { readonly one: number; readonly set: GramSet; readonly place: number },
  {
    list,
    sets,
    groups,
    metBy,
  }: {
    readonly list: Holders;
    readonly sets: readonly GramSet[];
    readonly groups: DisjointGroups;
    /** By set: the last one it was compared with. */
    readonly metBy: Int32Array;
  },
): void {
  const { entries } = list;
  while (list.from < entries.length && 5 * (sets[entries[list.from] ?? 0]?.size ?? 0) < 4 * set.size) list.from += 2;
  if (list.from >= entries.length) return;
  if (list.united && groups.representative(entries[list.from] ?? 0) === groups.representative(one)) return;
  let own = groups.representative(one);
  let united = true;
  const first = groups.representative(entries[list.from] ?? 0);
  for (let at = list.from; at < entries.length; at += 2) {
    const other = entries[at] ?? 0;
    const theirs = groups.representative(other);
    if (theirs !== first) united = false;
    if (theirs === own || metBy[other] === one) continue;
    metBy[other] = one;
    const otherSet = sets[other];
    if (otherSet === undefined || !isSimilar(set, place, otherSet, entries[at + 1] ?? 0)) continue;
    groups.link(one, other);
    own = groups.representative(one);
  }
  list.united = united;
}

function note(holders: Map<number, Holders>, gram: number, one: number, place: number, groups: DisjointGroups): void {
  const list = holders.get(gram);
  if (list === undefined) {
    holders.set(gram, { entries: [one, place], from: 0, united: true });
    return;
  }
  const before = list.entries.at(-2);
  if (before !== undefined && groups.representative(before) !== groups.representative(one)) list.united = false;
  list.entries.push(one, place);
}

/** Whether two sets are similar whose first common gram stands at these places. */
function isSimilar(a: GramSet, placeInA: number, b: GramSet, placeInB: number): boolean {
  const needed = Math.ceil((4 * (a.size + b.size)) / 9);
  let [i, j, common] = [placeInA, placeInB, 0];
  for (;;) {
    if (common + Math.min(a.shared.length - i, b.shared.length - j) < needed) return false;
    const [left, right] = [a.shared[i], b.shared[j]];
    if (left === undefined || right === undefined) return common >= needed;
    if (left === right) common += 1;
    if (left <= right) i += 1;
    if (right <= left) j += 1;
  }
}
