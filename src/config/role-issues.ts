import type { Case } from '../domain/case.ts';
import { casesByRole } from '../domain/cases-by-role.ts';
import type { Metric } from '../domain/suite.ts';
import type { Issue } from '../domain/usage-error.ts';

/** Each sentinel takes a little of the rate at which a change that did nothing may fail (statistics.md §5). */
const MOST_SENTINELS = 20;

/**
 * What makes the must-not-fail cases of a suite unfit to run: nothing says when one fails, there are too many to be told
 * from chance, or there is nothing else to compare.
 */
export function roleIssues(
  cases: readonly Case[],
  metrics: readonly Pick<Metric, 'gate' | 'kind'>[],
  where: { readonly suite: string; readonly cases: string },
): readonly Issue[] {
  const { measured, sentinels, invariants } = casesByRole(cases);
  const withRole = sentinels.length + invariants.length;
  if (withRole === 0) return [];
  const issues: Issue[] = [];
  if (!metrics.some(({ gate, kind }) => gate && kind !== 'ratio')) {
    issues.push({
      where: where.suite,
      path: 'metrics',
      expected: 'a gated metric that is not a ratio, which says whether a sentinel or invariant fails',
      received: `none, and ${withRole} ${withRole === 1 ? 'case' : 'cases'} with a \`role\``,
      mend: 'set `gate: true` for one, or take `role` off the cases',
    });
  }
  if (sentinels.length > MOST_SENTINELS) {
    issues.push({
      where: where.cases,
      path: 'role',
      expected: `at most ${MOST_SENTINELS} sentinels`,
      received: String(sentinels.length),
      mend: 'keep the ones that matter most, and take `role` off the others',
    });
  }
  if (measured.length === 0) {
    issues.push({
      where: where.cases,
      path: 'role',
      expected: 'at least one case without a `role`, for the versions to be compared on',
      received: 'none',
      mend: 'add ordinary cases, or take `role` off some',
    });
  }
  return issues;
}
