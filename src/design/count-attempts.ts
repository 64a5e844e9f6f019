import { type Attempt, type AttemptEntry, isSameEntry, type KnownAttempts } from '../domain/attempt.ts';

/** The last attempt that needs nobody's leave. */
export const MOST_ATTEMPTS = 10;

/** Which attempt it is, and what that asks of it. */
export type CountedAttempt = Pick<Attempt, 'number' | 'mustRepeat' | 'because'>;

/**
 * What an attempt may spend (statistics.md §5). The first has the full α_PASS; after any that did not pass, a PASS has to
 * be repeated on fresh runs, so that ten tries at a bad change pass about as rarely as one. A ledger that cannot be read
 * counts as one attempt that did not pass. An entry whose stored trials are read again keeps the number it had.
 */
export function countAttempts({ entries, readable, stored }: KnownAttempts): CountedAttempt {
  const place = stored === undefined ? -1 : entries.findIndex((entry) => isSameEntry(entry, stored.entry));
  const earlier = (place < 0 ? entries : entries.slice(0, place)).filter(counts);
  const number = Math.max(earlier.length + 1, readable ? 1 : 2);
  const unknown = !readable || earlier.some(({ outcome }) => outcome === 'unknown');
  if (unknown) return { number, mustRepeat: true, because: 'unreadable' };
  const failed = earlier.some(({ outcome }) => outcome !== 'pass');
  return failed ? { number, mustRepeat: true, because: 'earlier' } : { number, mustRepeat: false };
}

/** The same where registering failed: the next attempt will not know of this one, so this one may not have what a first has. */
export function unregistered({ number }: CountedAttempt): CountedAttempt {
  return { number: Math.max(2, number), mustRepeat: true, because: 'unwritable' };
}

function counts({ outcome }: AttemptEntry): boolean {
  return outcome !== 'before-first-look';
}
