import type { Case } from '../domain/case.ts';
import { type RandomSource, shuffle } from '../stats/random.ts';

/**
 * Which cases run, in their pre-registered random order: a seeded stratified permutation cut at `size`.
 *
 * Every prefix is stratified with proportional allocation, so a look at any prefix sees the suite in small: the j-th unit
 * of a stratum of N_h units stands at (j + u_h) / N_h with one uniform u_h a stratum (systematic sampling with a random
 * start), which gives every case the same chance of selection. Cases of one cluster are one unit and stay together; the
 * cut takes whole units only, so it can exceed `size` by less than one cluster.
 *
 * @param stratifyBy tag prefix that names the strata (`task` reads tags `task:…`); without it there is one stratum
 */
export function sampleCases(
  cases: readonly Case[],
  options: { readonly size?: number; readonly stratifyBy?: string; readonly random: RandomSource },
): readonly Case[] {
  const strata = Map.groupBy(unitsOf(cases), (unit) => stratumOf(unit, options.stratifyBy));
  const placed = [...strata.keys()].sort().flatMap((name) => {
    const units = shuffle(strata.get(name) ?? [], options.random);
    const start = options.random.next();
    return units.map((unit, j) => ({ unit, at: (j + start) / units.length, name }));
  });
  placed.sort((a, b) => a.at - b.at || (a.name < b.name ? -1 : 1));
  const size = Math.min(options.size ?? cases.length, cases.length);
  const sample: Case[] = [];
  for (const { unit } of placed) {
    if (sample.length >= size) break;
    sample.push(...unit);
  }
  return sample;
}

function unitsOf(cases: readonly Case[]): readonly (readonly Case[])[] {
  // Sorted by id first: the sample is a function of the suite's content, not of the order of its lines.
  const sorted = [...cases].sort((a, b) => (a.id < b.id ? -1 : 1));
  return [...Map.groupBy(sorted, (c) => (c.cluster === undefined ? `case ${c.id}` : `cluster ${c.cluster}`)).values()];
}

function stratumOf(unit: readonly Case[], prefix: string | undefined): string {
  if (prefix === undefined) return '';
  return unit[0]?.tags.find((tag) => tag.startsWith(`${prefix}:`)) ?? '';
}
