/**
 * Whether every expected item can be given a received item of its own that matches it, in any order. Each received item
 * serves once; more received than expected items are the caller's concern. Augmenting paths, because taking the first
 * match greedily can block a later item whose only match it was.
 */
export function matchAnyOrder<Expected, Received>(
  expected: readonly Expected[],
  received: readonly Received[],
  matches: (expected: Expected, received: Received) => boolean,
): boolean {
  const choices = expected.map((item) => received.flatMap((other, at) => (matches(item, other) ? [at] : [])));
  const takenBy = new Map<number, number>();

  function place(item: number, tried: Set<number>): boolean {
    for (const at of choices[item] ?? []) {
      if (tried.has(at)) continue;
      tried.add(at);
      const holder = takenBy.get(at);
      if (holder === undefined || place(holder, tried)) {
        takenBy.set(at, item);
        return true;
      }
    }
    return false;
  }

  return expected.every((_, item) => place(item, new Set()));
}
