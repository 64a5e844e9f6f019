import type { Suite } from '../domain/suite.ts';
import type { Issue } from '../domain/usage-error.ts';

/**
 * Suites of one tree that share a name. Everything else tells suites apart by it, so a second one could stand in for
 * the first: each such pair is an issue that names both folders.
 */
export function sameNameIssues(suites: readonly Pick<Suite, 'name' | 'directory'>[]): readonly Issue[] {
  return suites.flatMap(({ name, directory }, index): Issue[] => {
    const first = suites.find((other) => other.name === name);
    if (first === undefined || first === suites[index]) return [];
    return [
      {
        where: `${directory}/suite.yaml`,
        path: 'name',
        expected: 'a name that no other suite has',
        received: `"${name}", which ${first.directory}/suite.yaml has too`,
        mend: 'give one of them another `name:`',
      },
    ];
  });
}
