import type { Finding } from '../domain/finding.ts';
import type { PlannedMetric } from '../domain/plan.ts';

/** That so few cases (clusters) could not pass a metric even if every one were flawless; undefined where they could. */
export function tooFewCases(
  suite: string,
  metric: Pick<PlannedMetric, 'name' | 'margin' | 'passFloor'>,
  cases: number,
): Finding | undefined {
  if (cases >= metric.passFloor) return undefined;
  return {
    ruleId: 'too-few-cases',
    suite,
    metric: metric.name,
    message: `${cases} cases cannot rule out a drop of ${metric.margin} in \`${metric.name}\`, even if every one is flawless: at least ${metric.passFloor} are needed; raise \`sampling.cases\` or add cases`,
  };
}
