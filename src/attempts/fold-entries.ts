import type { AttemptEntry } from '../domain/attempt.ts';

/** One entry for each evaluation, as it was said last, in the order in which they were registered. */
export function foldEntries(entries: readonly AttemptEntry[]): readonly AttemptEntry[] {
  const last = new Map(entries.map((entry) => [`${entry.digest} ${entry.at}`, entry]));
  return [...last.values()].sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
}

/**
 * Entries after the last that has landed: what was under test then is the base by now, so what came before was another
 * change. Only where nobody else can make it so: on a developer's own machine.
 */
export function sinceLanded(entries: readonly AttemptEntry[], base: string): readonly AttemptEntry[] {
  const landed = entries.findLastIndex((entry) => entry.candidate === base && entry.base !== entry.candidate);
  return entries.slice(landed + 1);
}
