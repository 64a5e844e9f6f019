import type { Settings } from '../domain/settings.ts';
import { inconclusiveReasons } from '../domain/verdict.ts';

/**
 * What a caller may ask for beyond the policy. Each can only make a green check harder to get; none can undo what the
 * policy says. Exact tests are not among them: they make a PASS harder, and a FAIL too.
 */
export interface Tightening {
  readonly controlAlways: boolean;
  /** The caller gave a limit of their own: where it ends the run, the policy's word on running out does not count. */
  readonly limited: boolean;
  readonly failOnInconclusive: boolean;
}

/** The policy with the caller's wishes on top. */
export function tighten(settings: Settings, wishes: Tightening): Settings {
  return {
    ...settings,
    ...(wishes.controlAlways ? { control: 'always' as const } : {}),
    levels: {
      ...settings.levels,
      ...(wishes.limited ? { 'over-budget': 'fail' as const } : {}),
      ...(wishes.failOnInconclusive ? allFail(settings.levels) : {}),
    },
  };
}

function allFail(levels: Settings['levels']): Settings['levels'] {
  return inconclusiveReasons.reduce((all, reason) => ({ ...all, [reason]: 'fail' }), levels);
}
