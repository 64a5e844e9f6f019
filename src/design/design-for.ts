import type { Design } from '../domain/plan.ts';
import type { Settings } from '../domain/settings.ts';
import { confirmLooks, screenLooks } from './look-plan.ts';
import { SENTINEL_FALSE_FAIL } from './sentinel-bound.ts';

/**
 * The rules of one suite's run, fixed before any data is seen: what the sentinels of all suites gated on this change leave
 * of α₂ is split evenly over these suites. Evenly, so that no suite with many sentinels is left without a rate of its own.
 */
export function designFor(
  settings: Pick<Settings, 'alpha' | 'strict' | 'stopping'>,
  of: {
    readonly gatedSuites: number;
    /** Of all suites gated on this change together. */
    readonly sentinels: number;
    readonly seed: string;
    /** In the pre-registered order. */
    readonly sample: readonly { readonly cluster?: string }[];
    /** Of the gated metrics, unit scale. */
    readonly margins: readonly number[];
  },
): Design {
  const { stopping, strict } = settings;
  const alphaPass = settings.alpha.pass;
  const left = settings.alpha.fail - SENTINEL_FALSE_FAIL * of.sentinels;
  const alphaFail = Math.max(0, left) / Math.max(1, of.gatedSuites);
  return {
    alphaPass,
    alphaFail,
    strict,
    stopping,
    screen: screenLooks(of.sample, { stopping, alphaPass, largestMargin: Math.max(0, ...of.margins) }),
    confirm: confirmLooks(of.sample, { stopping, alphaFail }),
    seed: of.seed,
  };
}
