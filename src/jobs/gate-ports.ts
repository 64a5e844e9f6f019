import type { ReadAcceptance } from '../domain/acceptance.ts';
import type { AttemptLedger, BaselineStore, Clock, Progress, RepositoryPort, TargetStarter } from '../domain/ports.ts';
import type { Limits } from '../domain/settings.ts';
import type { Trial } from '../domain/trial.ts';
import type { Tightening } from '../policy/tighten.ts';

/** The world as a gate sees it. Each has an in-memory twin in test/support. */
export interface GatePorts {
  readonly repository: RepositoryPort;
  /** Stored baselines of the base commit, under the folder the base's policy names. */
  readonly baselines: (directory: string) => Promise<BaselineStore>;
  readonly targets: TargetStarter;
  readonly clock: Clock;
  readonly progress: Progress;
  /** Every trial as soon as its stage is over, so that nothing is lost where a later step fails. */
  readonly keep: (trials: readonly Trial[]) => void;
  readonly signal: AbortSignal;
  /** Undefined where attempts are nobody's in particular: a push that has landed. */
  readonly ledger?: AttemptLedger;
  /** What somebody said about accepting what was evaluated, by its digest; asked only of what failed. Never throws. */
  readonly acceptance?: (digest: string) => Promise<ReadAcceptance>;
}

/** A change by somebody who may not be trusted with secrets or programs. */
export interface Untrusted {
  readonly from: 'fork' | 'dependabot';
  /** Whether an environment variable holds anything. */
  isSet(variable: string): boolean;
}

/** What a caller may ask beyond the policy: tighter limits, stricter rules, fewer suites. */
export interface GateRequest {
  /** Names of suites to run; all where empty. */
  readonly only: readonly string[];
  /** Each the smaller of this and the policy's. */
  readonly limits: Limits;
  /** On top of the policy; nothing where undefined. */
  readonly tightening?: Tightening;
  /** Undefined: the change comes from the repository itself. */
  readonly untrusted?: Untrusted;
  /** Version of this program, for the report. */
  readonly version: string;
  /** In CI recorded outputs decide nothing. */
  readonly inContinuousIntegration: boolean;
  /** Nobody is there to read what decides nothing, so it does not run. */
  readonly inQueue?: boolean;
  /** Simulated runs behind the predicted chance of each verdict; the plan's default where undefined. */
  readonly simulatedRuns?: number;
}
