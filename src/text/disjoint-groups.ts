/** Things 0 … count − 1 that fall into groups as links between them become known. Every thing begins alone. */
export interface DisjointGroups {
  /** The one member that stands for the group of a thing, until the next link. */
  representative(thing: number): number;
  link(one: number, other: number): void;
  /** The groups of two or more, members ascending, in the order of their first members. */
  groups(): readonly (readonly number[])[];
}

/**
 * Union–find, in practically constant time a question.
 *
 * Source: Tarjan and van Leeuwen (1984), Journal of the ACM 31:245–281 (union by size, path halving).
 */
export function disjointGroups(count: number): DisjointGroups {
  const above = Int32Array.from({ length: count }, (_, thing) => thing);
  const sizes = new Int32Array(count).fill(1);
  const aboveOf = (thing: number) => above[thing] ?? thing;

  function representative(thing: number): number {
    let at = thing;
    while (aboveOf(at) !== at) {
      above[at] = aboveOf(aboveOf(at));
      at = aboveOf(at);
    }
    return at;
  }

  return {
    representative,
    link(one, other) {
      const [a, b] = [representative(one), representative(other)];
      if (a === b) return;
      const [sizeA, sizeB] = [sizes[a] ?? 1, sizes[b] ?? 1];
      const [large, small] = sizeA >= sizeB ? [a, b] : [b, a];
      above[small] = large;
      sizes[large] = sizeA + sizeB;
    },
    groups() {
      const members = Map.groupBy(above.keys(), representative);
      return [...members.values()].filter((group) => group.length > 1);
    },
  };
}
