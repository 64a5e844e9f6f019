import { unitsOf } from '../design/units-of.ts';
import type { Case } from '../domain/case.ts';
import type { Json } from '../domain/json.ts';
import { nearDuplicates } from '../text/near-duplicates.ts';

/** Cases with the clusters that are declared and those that near-duplicates make (statistics.md §8). */
export interface ClusteredCases {
  readonly cases: readonly Case[];
  /** Ids of cases that say nearly the same and were not declared a cluster, group by group. */
  readonly nearDuplicates: readonly (readonly string[])[];
  /** Clusters and lone cases: what n counts. */
  readonly units: number;
}

/**
 * Puts cases whose inputs say nearly the same into one cluster: ten wordings of one question are closer to one question
 * than to ten. A group that meets a declared cluster joins it, and clusters that share one become one.
 */
export function clusterCases(cases: readonly Case[]): ClusteredCases {
  const groups = nearDuplicates(cases.map(({ input }) => textsOf(input).join('\n')));
  const names = new Map(cases.map(({ id, cluster }) => [id, cluster]));
  const undeclared: (readonly string[])[] = [];
  for (const group of groups) {
    const members = group.flatMap((index) => cases[index] ?? []);
    const [first] = members;
    const declared = [...new Set(members.flatMap(({ id }) => names.get(id) ?? []))];
    if (first === undefined) continue;
    if (declared.length !== 1 || members.some(({ id }) => names.get(id) === undefined)) {
      undeclared.push(members.map(({ id }) => id));
    }
    const name = declared[0] ?? `near-duplicates of ${first.id}`;
    const joined = new Set(declared);
    for (const [id, cluster] of names) if (cluster !== undefined && joined.has(cluster)) names.set(id, name);
    for (const { id } of members) names.set(id, name);
  }
  const clustered = cases.map((one): Case => {
    const cluster = names.get(one.id);
    return cluster === undefined || cluster === one.cluster ? one : { ...one, cluster };
  });
  return { cases: clustered, nearDuplicates: undeclared, units: unitsOf(clustered) };
}

/** Every text of an input, in the order it is written. */
function textsOf(value: Json): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return value === null ? [] : [String(value)];
  return (Array.isArray(value) ? value : Object.values(value)).flatMap(textsOf);
}
