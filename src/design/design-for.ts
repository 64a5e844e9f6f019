import type { Design } from '../domain/plan.ts';
import type { Settings } from '../domain/settings.ts';

/** Adjusted p at which a single look triggers the confirmation (statistics.md §4, `stopping: fixed`); not scaled with α₂. */
const SCREEN_LEVEL = 0.1;

/** The rules of one suite's run, fixed before any data is seen: α₂ is split evenly over the suites gated on this change. */
export function designFor(
  settings: Pick<Settings, 'alpha' | 'strict' | 'stopping'>,
  of: { readonly gatedSuites: number; readonly seed: string },
): Design {
  return {
    alphaPass: settings.alpha.pass,
    alphaFail: settings.alpha.fail / Math.max(1, of.gatedSuites),
    screenLevel: SCREEN_LEVEL,
    strict: settings.strict,
    stopping: settings.stopping,
    seed: of.seed,
  };
}
