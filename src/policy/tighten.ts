import type { Settings } from '../domain/settings.ts';
import { inconclusiveReasons } from '../domain/verdict.ts';

/** What a caller may ask for beyond the policy. Each can only make a pass harder; none can undo what the policy says. */
export interface Tightening {
  readonly controlAlways: boolean;
  readonly strict: boolean;
  readonly failOnInconclusive: boolean;
}

/** The policy with the caller's wishes on top. */
export function tighten(settings: Settings, wishes: Tightening): Settings {
  return {
    ...settings,
    ...(wishes.controlAlways ? { control: 'always' as const } : {}),
    ...(wishes.strict ? { strict: true } : {}),
    ...(wishes.failOnInconclusive ? { levels: allFail(settings.levels) } : {}),
  };
}

function allFail(levels: Settings['levels']): Settings['levels'] {
  return inconclusiveReasons.reduce((all, reason) => ({ ...all, [reason]: 'fail' }), levels);
}
