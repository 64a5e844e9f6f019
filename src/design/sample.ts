import type { Case } from '../domain/case.ts';
import { type RandomSource, shuffle } from '../stats/random.ts';

/**
 * Which cases run, in their pre-registered random order: a seeded stratified permutation cut at `size`.
 *
 * Every prefix is stratified, so a look at any prefix sees the suite in small: the j-th unit of a stratum that places n_h
 * units stands at (j + u_h) / n_h with one uniform u_h a stratum (systematic sampling with a random start). In proportion,
 * n_h is all N_h units, which gives every case the same chance of selection; with `counts` a stratum places that many of
 * them and no more, and the cases then weigh unequally. Cases of one cluster are one unit and stay together; the cut takes
 * whole units only, so it can exceed `size` by less than one cluster.
 *
 * @param stratifyBy tag prefix that names the strata (`task` reads tags `task:…`); without it there is one stratum
 */
export function sampleCases(
  cases: readonly Case[],
  options: {
    readonly size?: number;
    readonly stratifyBy?: string;
    /** Units to draw from each stratum, by name; all of them together are the sample. */
    readonly counts?: ReadonlyMap<string, number>;
    readonly random: RandomSource;
  },
): readonly Case[] {
  const strata = strataOf(cases, options.stratifyBy);
  const placed = [...strata.keys()].sort().flatMap((name) => {
    const units = shuffle(strata.get(name) ?? [], options.random);
    const start = options.random.next();
    const count = options.counts === undefined ? units.length : (options.counts.get(name) ?? 0);
    return units.slice(0, count).map((unit, j) => ({ unit, at: (j + start) / count, name }));
  });
  placed.sort((a, b) => a.at - b.at || (a.name < b.name ? -1 : 1));
  const size = options.counts === undefined ? Math.min(options.size ?? cases.length, cases.length) : cases.length;
  const sample: Case[] = [];
  for (const { unit } of placed) {
    if (sample.length >= size) break;
    sample.push(...unit);
  }
  return sample;
}

/** The units of each stratum by its name, clusters whole, in an order that does not depend on the order of the cases. */
export function strataOf(
  cases: readonly Case[],
  stratifyBy: string | undefined,
): ReadonlyMap<string, readonly (readonly Case[])[]> {
  return Map.groupBy(unitsOf(cases), ([first]) => (first === undefined ? '' : stratumOf(first, stratifyBy)));
}

/** The stratum of a case: its first tag with the prefix; of a cluster its first case says. */
export function stratumOf({ tags }: Pick<Case, 'tags'>, stratifyBy: string | undefined): string {
  return stratifyBy === undefined ? '' : (tags.find((tag) => tag.startsWith(`${stratifyBy}:`)) ?? '');
}

function unitsOf(cases: readonly Case[]): readonly (readonly Case[])[] {
  // Sorted by id first: the sample is a function of the suite's content, not of the order of its lines.
  const sorted = [...cases].sort((a, b) => (a.id < b.id ? -1 : 1));
  return [...Map.groupBy(sorted, (c) => (c.cluster === undefined ? `case ${c.id}` : `cluster ${c.cluster}`)).values()];
}
