import type { Baseline, BaselineRun, StoredTrial } from '../domain/baseline.ts';
import { DAY_MS } from './baseline-age.ts';
import { differingFactors } from './compatibility.ts';

/** Days after which a run is no longer pooled. */
const POOLED_DAYS = 30;

/** A fresh baseline with the runs before it. */
export interface Pooled {
  readonly baseline: Baseline;
  /** Runs taken from earlier ones. */
  readonly runs: number;
}

/**
 * Pools a fresh run with earlier ones of the same configuration (statistics.md §9): newest first, whole runs, none left out
 * for its result, until the cases have `wanted` trials. A baseline of few trials can be a lucky day; one of ten for each of
 * the candidate's is hardly ever.
 *
 * Not pooled: another fingerprint, other metrics, a run older than 30 days, one that another model answered, or one not
 * made by `refresh`; of a case whose content changed, what was before. A run that several baselines hold is taken once.
 *
 * @param earlier the stored baseline, and what waits to be stored
 * @param now milliseconds since the epoch
 */
export function poolBaselines(
  fresh: Baseline,
  earlier: readonly Baseline[],
  of: { readonly now: number; readonly wanted: number },
): Pooled {
  const answeredBy = JSON.stringify(fresh.runs[0]?.answeredBy.toSorted());
  const known = new Set(fresh.runs.map(({ id }) => id));
  const usable = earlier
    .filter((baseline) => isAlike(fresh, baseline))
    .flatMap((baseline) => baseline.runs.map((run, index) => ({ run, index, from: baseline })))
    .filter(({ run }) => isRecent(run, of.now) && run.job === 'refresh')
    .filter(({ run }) => JSON.stringify(run.answeredBy.toSorted()) === answeredBy)
    .sort((a, b) => Date.parse(b.run.at) - Date.parse(a.run.at))
    .filter(({ run }) => known.size < known.add(run.id).size);
  const runs = [...fresh.runs];
  const cases = new Map([...fresh.cases].map(([id, stored]) => [id, { ...stored, trials: [...stored.trials] }]));
  for (const { run, index, from } of usable) {
    if (fewest([...cases.values()].map(({ trials }) => trials.length)) >= of.wanted) break;
    const place = runs.push(run) - 1;
    for (const [id, stored] of cases) {
      const before = from.cases.get(id);
      if (before === undefined || before.hash !== stored.hash) continue;
      stored.trials.push(
        ...before.trials.filter((t) => t.run === index).map((t): StoredTrial => ({ ...t, run: place })),
      );
    }
  }
  return { baseline: { ...fresh, runs, cases }, runs: runs.length - fresh.runs.length };
}

function isAlike(fresh: Baseline, previous: Baseline): boolean {
  const sameFactors = differingFactors(fresh.fingerprint, previous.fingerprint).length === 0;
  return sameFactors && JSON.stringify(fresh.metrics) === JSON.stringify(previous.metrics);
}

function isRecent({ at }: BaselineRun, now: number): boolean {
  const age = now - Date.parse(at);
  return age >= 0 && age <= POOLED_DAYS * DAY_MS;
}

function fewest(counts: readonly number[]): number {
  return counts.reduce((least, count) => Math.min(least, count), Infinity);
}
