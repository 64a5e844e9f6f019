import type { Settings } from '../domain/settings.ts';
import type { Target, TargetSpec } from '../domain/target.ts';
import type { Arm } from '../domain/trial.ts';

/** What a target is started with. Everything of the world comes in here: no target reads `process.env`. */
export interface TargetContext {
  readonly spec: TargetSpec;
  readonly arm: Arm;
  /** The caller's environment: keys by the names in `hosts`, proxies, and what `commandEnv` lets through. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Hosts that may be called, from the base commit's policy. */
  readonly hosts: Settings['hosts'];
  readonly commandEnv: readonly string[];
  /** Working directory of a command: the work tree, or a worktree of the base commit. */
  readonly directory: string;
  /** `directory` was made for this run, so `setup` has to run in it before the command starts. */
  readonly freshDirectory?: boolean;
  /** Calls that may be in flight at once. */
  readonly concurrency: number;
  /** Lines that a command writes to standard error, and notices about it. */
  readonly onStderr?: (line: string) => void;
}

/** Starts a system under test. Throws a UsageError for what is wrong in target.yaml, a Fault for what cannot start. */
export type TargetFactory = (context: TargetContext) => Promise<Target>;
