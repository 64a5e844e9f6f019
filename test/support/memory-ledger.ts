import type { AttemptEntry, EvaluatedChange } from '../../src/domain/attempt.ts';
import type { AttemptLedger } from '../../src/domain/ports.ts';
import type { Trial } from '../../src/domain/trial.ts';

/** A ledger that only memory holds, and what a test may do to it. */
export interface MemoryLedger extends AttemptLedger {
  readonly entries: AttemptEntry[];
  readonly stored: Map<string, readonly Trial[]>;
  readable: boolean;
  writable: boolean;
  allows: boolean;
}

export function memoryLedger(): MemoryLedger {
  const entries: AttemptEntry[] = [];
  const stored = new Map<string, readonly Trial[]>();
  const put = (entry: AttemptEntry): void => {
    const place = entries.findIndex((one) => one.digest === entry.digest && one.at === entry.at);
    if (place < 0) entries.push(entry);
    else entries[place] = entry;
  };
  const ledger: MemoryLedger = {
    entries,
    stored,
    readable: true,
    writable: true,
    allows: false,
    mend: 'ask somebody',
    known({ digest }: EvaluatedChange) {
      const entry = entries.findLast((one) => one.digest === digest);
      const trials = stored.get(digest);
      return Promise.resolve({
        entries: [...entries],
        readable: ledger.readable,
        ...(entry === undefined || trials === undefined ? {} : { stored: { entry, trials } }),
      });
    },
    allowsMore: () => Promise.resolve(ledger.allows),
    register(change, at) {
      if (!ledger.writable) return Promise.resolve(undefined);
      put({ ...change, at, branch: 'topic', outcome: 'running' });
      return Promise.resolve('journal');
    },
    conclude({ change, at, outcome, trials }) {
      if (ledger.writable) put({ ...change, at, branch: 'topic', outcome });
      stored.set(change.digest, trials);
      return Promise.resolve();
    },
  };
  return ledger;
}
