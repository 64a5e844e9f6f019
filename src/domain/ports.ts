import type { AttemptEntry, AttemptKeeper, EvaluatedChange, KnownAttempts } from './attempt.ts';
import type { Change } from './change.ts';
import type { Baseline } from './baseline.ts';
import type { Target, TargetSpec } from './target.ts';
import type { Arm, Stage, Trial } from './trial.ts';

/** Files of one git tree (or of a test's memory). Paths are repository paths with `/`, or relative to `folder`. */
export interface FileTree {
  /** For messages: `base 3f9c2ab`. */
  readonly name: string;
  /** Repository path of the folder that paths are relative to; left out where that is the repository's top. */
  readonly folder?: string;
  /** The text, or undefined where there is no such regular file. Throws a UsageError for a symlink or a file too large. */
  read(path: string): Promise<string | undefined>;
  /** Every regular file below `directory` ('' = all), sorted. */
  list(directory: string): Promise<readonly string[]>;
}

/** The change under test, both sides as trees, never the work tree. */
export interface RepositoryPort {
  change(): Promise<Change>;
  base(): Promise<FileTree>;
  head(): Promise<FileTree>;
  /** Whether the base's files can be put on disk here, which a build of it needs. */
  canCheckOutBase(): Promise<boolean>;
}

/** Where stored baselines are read from: the base commit's tree in a gate. */
export interface BaselineStore {
  /** Undefined where none is stored; throws UsageError where one is and cannot be read. */
  load(suite: string): Promise<Baseline | undefined>;
}

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Progress of long work. Counts only: scores are never shown before a look. */
export interface Progress {
  start(task: { readonly stage: Stage; readonly suite: string; readonly trials: number }): void;
  done(trial: Trial): void;
  finish(): void;
}

/** Starts the system under test of one arm. Throws UsageError where policy forbids it. */
export interface TargetStarter {
  start(spec: TargetSpec, arm: Arm, options: { readonly codeChanged: boolean }): Promise<Target>;
}

/**
 * Where the attempts at a change are counted, out of its author's reach. Nothing here throws: what cannot be read or
 * written is said, and counts against the change (statistics.md §5).
 */
export interface AttemptLedger {
  /** What is known before the first call. */
  known(change: EvaluatedChange): Promise<KnownAttempts>;
  /** Whoever may allow more attempts has done so. Asked only where they are used up. */
  allowsMore(): Promise<boolean>;
  /** Keeps an entry before its first call. Resolves to where it is kept; undefined where it could not be. */
  register(change: EvaluatedChange, at: string): Promise<AttemptKeeper | undefined>;
  /** Says of a registered entry how it ended, and keeps its trials where there is a place for them. */
  conclude(of: {
    readonly change: EvaluatedChange;
    readonly at: string;
    readonly outcome: AttemptEntry['outcome'];
    /** Names of the suites that failed; left out where none did. */
    readonly failedSuites?: readonly string[];
    readonly trials: readonly Trial[];
  }): Promise<void>;
  /** Where attempts are counted, in words for whoever has used them up, and what to do about it. */
  readonly mend: string;
}
