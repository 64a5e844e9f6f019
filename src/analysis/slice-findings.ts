import type { Finding } from '../domain/finding.ts';
import type { Compared } from './compare-suite.ts';
import { meanDifference } from './differences.ts';
import { signReversals } from './sign-reversal.ts';

/**
 * The rate at which a slice is worth a warning. Stricter than the .10 at which the details show a slice as moved: at .10
 * some slice would be named on up to one in thirteen changes that did nothing.
 */
const WARN_AT = 0.02;

/** Names slices of which the total does not tell: worse although it passes, or moving against it (statistics.md §8). */
export function sliceFindings(
  suite: string,
  of: {
    /** The gated metrics on all cases, with whether each has passed. */
    readonly totals: readonly { readonly compared: Compared; readonly passed: boolean }[];
    readonly slices: readonly Compared[];
  },
): readonly Finding[] {
  return of.totals.flatMap(({ compared, passed }): readonly Finding[] => {
    const { metric, title } = compared.comparison;
    const slices = of.slices.filter(({ comparison }) => comparison.metric === metric);
    const hidden = signReversals(
      slices.map(({ tested }) => ({
        slice: tested.tag ?? '',
        difference: meanDifference(tested.pass.differences),
        pValue: tested.fail.pValue,
      })),
      { total: meanDifference(compared.tested.pass.differences), passes: passed, level: WARN_AT },
    );
    return hidden.map(({ slice, worse }): Finding => {
      const cases = slices.find(({ tested }) => tested.tag === slice)?.comparison.pairs ?? 0;
      return worse
        ? {
            ruleId: 'masked-slice',
            suite,
            metric,
            message: `${title} stays within its limit over all cases, and looks worse on the ${cases} tagged \`${slice}\`. Look at them; to make that slice decide, list it under \`slices:\` in suite.yaml with \`gate: true\``,
          }
        : {
            ruleId: 'sign-reversal',
            suite,
            metric,
            message: `${title} moved one way over all cases and the other way on the ${cases} tagged \`${slice}\``,
          };
    });
  });
}
