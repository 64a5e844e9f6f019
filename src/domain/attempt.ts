import type { Trial } from './trial.ts';

/**
 * `running`: registered, and nothing said since, so it counts as any other that did not pass. `before-first-look`: ended
 * before anything could be decided; no attempt. `unknown`: stands for attempts that could not be read.
 */
export const attemptOutcomes = ['running', 'pass', 'fail', 'inconclusive', 'before-first-look', 'unknown'] as const;

export type AttemptOutcome = (typeof attemptOutcomes)[number];

/** The label by which a maintainer allows attempts to go on. */
export const MORE_ATTEMPTS = 'steelyard: more attempts';

/** Both versions of a product in the suites that gate, and how they are compared, each as one SHA-256. */
export interface EvaluatedChange {
  /** What is asked: the suites, both versions, the sample, the design. Depends on nothing that changes by itself. */
  readonly digest: string;
  /** The version under test alone: what a second branch cannot rename. */
  readonly candidate: string;
  /** The same of the version it is compared with. */
  readonly base: string;
  readonly commit: string;
}

/** One evaluation of one digest, as a ledger keeps it. */
export interface AttemptEntry extends EvaluatedChange {
  /** ISO 8601, UTC: with the digest, what tells entries apart. */
  readonly at: string;
  readonly branch: string;
  readonly outcome: AttemptOutcome;
  /** SHA-256 of the trials that were stored for it. */
  readonly trials?: string;
  /** Of a FAIL: the marks of the suites that failed (`suiteMark`). Absent where that was not kept. */
  readonly failed?: readonly string[];
}

/** Where the ledger of a change is kept. `pull-request`: a merge queue reads that one, and adds only what did not pass. */
export type AttemptKeeper = 'check-run' | 'comment' | 'journal' | 'pull-request';

/** What a ledger holds on one change, its own entries and those that count for it. */
export interface KnownAttempts {
  /** In order of time. */
  readonly entries: readonly AttemptEntry[];
  /** False: there may be entries that nobody can see any more. */
  readonly readable: boolean;
  /** The newest entry of this very digest whose stored trials are those it was decided on. */
  readonly stored?: { readonly entry: AttemptEntry; readonly trials: readonly Trial[] };
}

/** Which attempt at a change a report tells of, and what that asked of it. */
export interface Attempt {
  /** 1 is the first. */
  readonly number: number;
  /** A PASS has to be repeated on fresh runs of both arms. */
  readonly mustRepeat: boolean;
  /** Earlier attempts that did not pass, a ledger that could not be read, or one that could not be written. */
  readonly because?: 'earlier' | 'unreadable' | 'unwritable';
  /** Absent where it could not be kept anywhere. */
  readonly kept?: AttemptKeeper;
  /** What was evaluated, as one SHA-256: runs of the same are one attempt, and their trials are stored under it. Absent in reports of earlier versions. */
  readonly digest?: string;
  /** When the trials were run that this report reads again; absent where it ran its own. */
  readonly replayOf?: string;
}

/** Whether two records tell of one evaluation. */
export function isSameEntry(one: AttemptEntry, other: AttemptEntry): boolean {
  return one.digest === other.digest && one.at === other.at;
}
