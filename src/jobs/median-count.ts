/** The upper median of counts: a number that occurs, as "3 stored trials a case" must be. 0 where there are none. */
export function medianCount(counts: readonly number[]): number {
  const sorted = [...counts].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
