import type { Case } from './case.ts';

/** The cases of a suite by what they are for. */
export interface CasesByRole {
  /** Without a role: they are sampled, paired and estimated from. */
  readonly measured: readonly Case[];
  readonly sentinels: readonly Case[];
  readonly invariants: readonly Case[];
}

/** Splits a suite's cases by role, in their order. Every estimate, sample and prediction is of the measured ones alone. */
export function casesByRole(cases: readonly Case[]): CasesByRole {
  return {
    measured: cases.filter(({ role }) => role === undefined),
    sentinels: cases.filter(({ role }) => role === 'sentinel'),
    invariants: cases.filter(({ role }) => role === 'invariant'),
  };
}
