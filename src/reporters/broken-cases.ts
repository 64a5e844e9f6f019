import type { Report, RoleCase } from '../domain/report.ts';
import { regressions } from './picks.ts';

/** A must-not-fail case with the suite that it fails. */
export interface BrokenCase extends RoleCase {
  readonly suite: string;
}

/** The sentinels and invariants that the candidate broke, in the report's order. */
export function brokenCases(report: Report): readonly BrokenCase[] {
  return (report.roles ?? []).flatMap(({ suite, cases }) =>
    cases.filter(({ outcome }) => outcome === 'broken').map((one) => ({ ...one, suite })),
  );
}

/** Nothing fell on average: must-not-fail cases alone failed the check. */
export function onlyBroken(report: Report): boolean {
  return brokenCases(report).length > 0 && regressions(report).length === 0;
}
