import type { Change } from './change.ts';
import type { Baseline } from './baseline.ts';
import type { Target, TargetSpec } from './target.ts';
import type { Arm, Stage, Trial } from './trial.ts';

/** Files of one git tree (or of a test's memory). Paths are repository paths with `/`. */
export interface FileTree {
  /** For messages: `base 3f9c2ab`. */
  readonly name: string;
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
