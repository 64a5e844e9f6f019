import type { SuitePlan } from '../domain/plan.ts';
import type { SettlingSize, StageDecision } from '../domain/report.ts';
import { settlingSampleSize } from '../stats/settling-sample-size.ts';
import type { TestedMetric } from './test-suite.ts';

const POWER = 0.8;

/**
 * For each gated metric that stayed open: how many cases would settle it, PASS or FAIL, 8 times in 10, if things are as
 * they look. Nothing where more cases alone would not settle it.
 */
export function settlingSizes(
  plan: Pick<SuitePlan, 'suite' | 'design'>,
  tested: readonly TestedMetric[],
  decisions: readonly StageDecision[],
): readonly SettlingSize[] {
  const open = new Set(decisions.filter(({ decision }) => decision === 'open').map(({ metric }) => metric));
  return (
    tested
      // Where only losses stand in the way of a PASS, more cases are not what settles it.
      .filter(({ metric, pass }) => open.has(metric.name) && !pass.holdsButForExcluded)
      .flatMap(({ metric, unitMargin, pass }) => {
        const { differences } = pass;
        const cases = settlingSampleSize({
          differences: differences.values,
          margin: unitMargin,
          alpha: plan.design.alphaPass,
          power: POWER,
        });
        return cases === undefined ? [] : [{ suite: plan.suite, metric: metric.name, cases }];
      })
  );
}
