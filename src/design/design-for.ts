import type { Design } from '../domain/plan.ts';
import type { Settings } from '../domain/settings.ts';
import { confirmLooks, screenLooks } from './look-plan.ts';

/** The rules of one suite's run, fixed before any data is seen: α₂ is split evenly over the suites gated on this change. */
export function designFor(
  settings: Pick<Settings, 'alpha' | 'strict' | 'stopping'>,
  of: {
    readonly gatedSuites: number;
    readonly seed: string;
    /** In the pre-registered order. */
    readonly sample: readonly { readonly cluster?: string }[];
  },
): Design {
  const { stopping, strict } = settings;
  const alphaPass = settings.alpha.pass;
  const alphaFail = settings.alpha.fail / Math.max(1, of.gatedSuites);
  return {
    alphaPass,
    alphaFail,
    strict,
    stopping,
    screen: screenLooks(of.sample, { stopping, alphaPass }),
    confirm: confirmLooks(of.sample, { stopping, alphaFail }),
    seed: of.seed,
  };
}
