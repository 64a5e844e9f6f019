import { mostSentinels, SENTINEL_FALSE_FAIL } from '../design/sentinel-bound.ts';
import type { Settings } from '../domain/settings.ts';
import type { Suite } from '../domain/suite.ts';
import type { Issue } from '../domain/usage-error.ts';
import { sharersOf } from './plan-roles.ts';

/**
 * More sentinels than the false-fail rate can pay for. Counted over every gated suite of a tree, because a change that
 * touches them all must be able to land too.
 */
export function sentinelIssues(
  suites: readonly Pick<Suite, 'metrics' | 'cases'>[],
  { alpha }: Pick<Settings, 'alpha'>,
  where: string,
): readonly Issue[] {
  const { sentinels } = sharersOf(suites.map((suite) => ({ suite })));
  const most = mostSentinels(alpha.fail);
  if (sentinels <= most) return [];
  return [
    {
      where,
      path: 'alpha.fail',
      expected: `at most ${most} sentinels in all gated suites together (each takes ${SENTINEL_FALSE_FAIL.toFixed(5)} of \`alpha.fail\`, half of which is left to the metrics)`,
      received: `${sentinels}, at ${alpha.fail}`,
      mend: 'take `role: sentinel` off some cases, or raise `alpha.fail`',
    },
  ];
}
