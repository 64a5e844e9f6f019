import type { Case } from '../domain/case.ts';
import type { Finding } from '../domain/finding.ts';
import type { PlannedSuite } from './plan-gate.ts';

/** Whether a case is one that `steelyard init` wrote to be replaced. */
export function isExample({ tags }: Pick<Case, 'tags'>): boolean {
  return tags.includes('example');
}

/** Examples that are still there: they measure nothing of the product. */
export function exampleCases(suites: readonly PlannedSuite[]): readonly Finding[] {
  return suites.flatMap(({ plan, compared: { suite } }): readonly Finding[] => {
    const left = suite.cases.filter(isExample).length;
    if (left === 0) return [];
    return [
      {
        ruleId: 'example-cases',
        suite: plan.suite,
        message: `${left} of the ${suite.cases.length} cases of \`${plan.suite}\` are still the examples of \`steelyard init\` (tag \`example\`): replace them with your own`,
      },
    ];
  });
}
