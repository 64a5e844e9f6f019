import type { Acceptance } from './acceptance.ts';
import type { LevelledFinding } from './finding.ts';
import type { Level } from './settings.ts';

export const inconclusiveReasons = [
  'undecided',
  'unconfirmed',
  'no-baseline',
  'not-evaluated',
  'too-many-errors',
  'over-budget',
  'too-many-attempts',
  'target-missing',
  'metric-missing',
  'no-base-build',
  'incompatible',
  'cancelled',
] as const;

/** The closed list of reasons an outcome can be inconclusive for (product.md). `cancelled` always ends in exit 3. */
export type InconclusiveReason = (typeof inconclusiveReasons)[number];

export type Outcome = 'pass' | 'fail' | 'inconclusive';

export interface MetricVerdict {
  readonly suite: string;
  readonly metric: string;
  readonly outcome: Outcome;
  readonly reason?: InconclusiveReason;
  /** `not-decided`: the run stopped for another metric before this one was settled. */
  readonly note?: 'not-decided' | 'worse-within-margin' | 'improved';
}

export interface SuiteVerdict {
  readonly suite: string;
  readonly outcome: Outcome;
  readonly reason?: InconclusiveReason;
}

export interface Verdict {
  readonly outcome: Outcome;
  readonly reason?: InconclusiveReason;
  /** How an inconclusive outcome counts; `pass` for pass, `fail` for fail. */
  readonly level: Level;
  /** The outcome stays what it is, and this one commit may land all the same. */
  readonly accepted?: Acceptance;
  readonly because: readonly LevelledFinding[];
  readonly perSuite: readonly SuiteVerdict[];
  readonly perMetric: readonly MetricVerdict[];
}
