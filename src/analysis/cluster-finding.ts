import type { Finding } from '../domain/finding.ts';
import { meanDifference } from './differences.ts';
import type { TestedMetric } from './test-suite.ts';

/** Share of the margin by which the two means may differ before it is said. */
const SHARE_OF_MARGIN = 1 / 4;

/**
 * That large and small clusters do not agree: the mean over clusters, which decides, lies more than a quarter of the margin
 * from the mean over cases. Undefined where they agree, or there are no clusters.
 */
export function clusterFinding(
  suite: string,
  { metric, unitMargin, pass }: Pick<TestedMetric, 'metric' | 'unitMargin' | 'pass'>,
): Finding | undefined {
  const { differences } = pass;
  if (!differences.clustered) return undefined;
  if (Math.abs(meanDifference(differences) - differences.caseWeighted) <= unitMargin * SHARE_OF_MARGIN)
    return undefined;
  return {
    ruleId: 'clusters-differ',
    suite,
    metric: metric.name,
    message: `\`${metric.name}\` moved differently in large clusters and in small ones: every cluster counts once here, and counted case by case the change looks different (both are in the report). Decide which of the two your users meet`,
  };
}
