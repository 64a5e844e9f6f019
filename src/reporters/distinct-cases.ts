import type { RegressedCase } from '../domain/report.ts';

/** One case with every metric it fell on, in the report's order. */
export type DistinctCase = readonly [RegressedCase, ...RegressedCase[]];

/** A case that fell on two metrics is one case to look at. */
export function distinctCases(fallen: readonly RegressedCase[]): readonly DistinctCase[] {
  const found = new Map<string, [RegressedCase, ...RegressedCase[]]>();
  for (const one of fallen) {
    const key = JSON.stringify([one.suite, one.caseId]);
    const known = found.get(key);
    if (known === undefined) found.set(key, [one]);
    else known.push(one);
  }
  return [...found.values()];
}
