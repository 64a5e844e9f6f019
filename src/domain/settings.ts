import type { InconclusiveReason } from './verdict.ts';

/** How an inconclusive reason counts: shown only, shown with a warning, or a failed check. */
export type Level = 'pass' | 'warn' | 'fail';

/** Dollars for one million tokens. */
export interface Price {
  readonly input: number;
  readonly output: number;
  readonly cachedInput?: number;
}

/** What may be spent. Reserved before dispatch, so never exceeded. */
export interface Limits {
  readonly maxCalls?: number;
  /** USD. */
  readonly maxCost?: number;
  readonly maxMinutes?: number;
}

/** steelyard.yaml: the team's policy, always read from the base commit. */
export interface Settings {
  /** Globs of suite folders. */
  readonly suites: readonly string[];
  /** Folder of the stored baselines. */
  readonly baselines: string;
  /** False-pass and false-fail rates. */
  readonly alpha: { readonly pass: number; readonly fail: number };
  /** Exact tests where the default is a mid-p or an asymptotic one. */
  readonly strict: boolean;
  /** `looks`: stage 1 and 2 look early and stop when they can; `fixed`: one look each. */
  readonly stopping: 'looks' | 'fixed';
  /** `auto`: live control only where the baseline cannot serve; `always`: both arms live from the start. */
  readonly control: 'auto' | 'always';
  /** Days after which a stored baseline no longer serves. */
  readonly maxAgeDays: number;
  readonly levels: Readonly<Record<InconclusiveReason, Level>>;
  readonly limits: Limits;
  readonly concurrency: number;
  /** Deadline of one call, seconds. */
  readonly timeoutSeconds: number;
  /** By model id. */
  readonly prices: Readonly<Record<string, Price>>;
  /** Host (optionally `host:port`) → name of the environment variable that holds its key; null: no key. */
  readonly hosts: Readonly<Record<string, string | null>>;
  /** Environment variables a command target may see besides PATH and HOME. */
  readonly commandEnv: readonly string[];
  readonly storeOutputs: 'none' | 'first';
  readonly showOutputs: 'none' | 'excerpt';
  /** Replaces the pull request's number in the sampling seed. */
  readonly seedKey?: string;
}
