import type { Verdict } from '../domain/verdict.ts';

/** Usage, configuration or infrastructure: what broke never looks like what decided. */
export const COULD_NOT_RUN = 3;

/** The CLI's contract: 0 pass, 1 fail, 2 inconclusive (0 where its level is `pass`), 3 it could not run or was cancelled. */
export function cliExitCode(verdict: Pick<Verdict, 'outcome' | 'reason' | 'level' | 'accepted'>): 0 | 1 | 2 | 3 {
  if (verdict.reason === 'cancelled') return 3;
  if (verdict.accepted !== undefined) return 0;
  if (verdict.outcome === 'pass') return 0;
  if (verdict.outcome === 'fail') return 1;
  return verdict.level === 'pass' ? 0 : 2;
}

/** The Action's step: 0 for pass and warn, 1 for fail, 2 for an inconclusive verdict whose level is `fail`, 3 as above. */
export function stepExitCode(verdict: Pick<Verdict, 'outcome' | 'reason' | 'level' | 'accepted'>): 0 | 1 | 2 | 3 {
  const code = cliExitCode(verdict);
  return code === 2 && verdict.level === 'warn' ? 0 : code;
}
