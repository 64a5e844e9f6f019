import type { CaseObservations } from '../../../src/analysis/observe.ts';

/** The arm with every trial of a share of its cases lost to the infrastructure: the cases that failed first of all. */
export function loseFailures(
  arm: ReadonlyMap<string, CaseObservations>,
  share: number,
): ReadonlyMap<string, CaseObservations> {
  const failed = [...arm.values()].filter(({ rows }) => rows.some(([score]) => score === 0));
  const lost = failed.slice(0, Math.floor(share * arm.size));
  return new Map([
    ...arm,
    ...lost.map(({ caseId, rows }) => [caseId, { caseId, rows: [], excluded: rows.length }] as const),
  ]);
}
