import { isDeeperThan } from '../text/json-depth.ts';

export const DEEPEST_VALUE = 64;

/** What makes a parsed value unfit to be read further, as what was expected instead; undefined where it is plain JSON. */
export function jsonShapeProblem(value: unknown): string | undefined {
  // First, so that everything after it may recurse.
  if (isDeeperThan(value, DEEPEST_VALUE)) return `at most ${DEEPEST_VALUE} levels of nesting`;
  return unfit(value);
}

function unfit(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : 'finite numbers';
  if (typeof value === 'bigint') return 'numbers within double precision';
  if (typeof value !== 'object' || value === null) return undefined;
  // An own `__proto__` survives parsing and becomes a prototype wherever it is assigned.
  if (Object.hasOwn(value, '__proto__')) return 'no key named `__proto__`';
  for (const member of Object.values(value)) {
    const problem = unfit(member);
    if (problem !== undefined) return problem;
  }
  return undefined;
}
