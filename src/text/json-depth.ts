/** Whether a parsed value nests deeper than `limit` levels of arrays and objects. Iterative: safe on hostile input. */
export function isDeeperThan(value: unknown, limit: number): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    const next: unknown[] = [];
    for (const item of level) {
      if (typeof item !== 'object' || item === null) continue;
      if (depth >= limit) return true;
      for (const member of Object.values(item)) next.push(member);
    }
    level = next;
  }
  return false;
}
