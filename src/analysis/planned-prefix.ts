import type { PlannedCase } from './pair.ts';

/** A sampled case with the stratum it was drawn from, where strata weigh unequally. */
export interface SampledCase extends Omit<PlannedCase, 'weight'> {
  readonly stratum?: string;
}

/**
 * The first `cases` of the sample, as a look pairs them. Where strata were not sampled in proportion, each case carries
 * w_h = W_h·n/n_h: its stratum's share of the suite over its share of this prefix, so that the weighted mean estimates the
 * mean over the suite at every look. Counted in units (clusters whole).
 *
 * @param shares W_h by stratum; undefined where the allocation is proportional and all cases weigh the same
 */
export function plannedPrefix(
  sample: readonly SampledCase[],
  cases: number,
  shares: ReadonlyMap<string, number> | undefined,
): readonly PlannedCase[] {
  const prefix = sample.slice(0, cases);
  if (shares === undefined) return prefix;
  const units = new Map<string, Set<string>>();
  for (const { id, cluster, stratum = '' } of prefix) {
    const own = units.get(stratum) ?? new Set();
    own.add(cluster === undefined ? `case ${id}` : `cluster ${cluster}`);
    units.set(stratum, own);
  }
  const all = [...units.values()].reduce((sum, { size }) => sum + size, 0);
  // A stratum that this prefix has not met yet leaves its share to the others.
  const met = [...units.keys()].reduce((sum, stratum) => sum + (shares.get(stratum) ?? 0), 0);
  return prefix.map(({ stratum = '', ...rest }) => ({
    ...rest,
    weight: ((shares.get(stratum) ?? 0) / met) * (all / (units.get(stratum)?.size ?? 1)),
  }));
}
