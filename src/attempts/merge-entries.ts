import type { AttemptEntry, AttemptOutcome } from '../domain/attempt.ts';

/** The more adverse last: of two records of one evaluation the one stands that says more against it, of two alike the later. */
const adverse: readonly AttemptOutcome[] = ['running', 'before-first-look', 'pass', 'inconclusive', 'fail', 'unknown'];

/** Entries of several records of the same ledger, each evaluation once, in order of time. */
export function mergeEntries(...records: readonly (readonly AttemptEntry[])[]): readonly AttemptEntry[] {
  const merged = new Map<string, AttemptEntry>();
  for (const entry of records.flat()) {
    const key = `${entry.digest} ${entry.at}`;
    const other = merged.get(key);
    // The trials are those that were stored last: a run that completes an earlier one replaces them.
    const { trials = other?.trials } = entry;
    const isWorse = other === undefined || adverse.indexOf(entry.outcome) >= adverse.indexOf(other.outcome);
    const told = isWorse ? entry : other;
    merged.set(key, trials === undefined ? told : { ...told, trials });
  }
  return [...merged.values()].sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
}
