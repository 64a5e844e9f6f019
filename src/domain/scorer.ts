import type { Case } from './case.ts';
import type { Score } from './score.ts';
import type { Output, Usage } from './target.ts';

/** What was measured about the call itself. */
export interface Measured {
  readonly latencyMs: number;
  readonly usage?: Usage;
  /** USD, where the price is known. */
  readonly cost?: number;
}

/** Output → score. Pure but for judges; never throws for what a model may answer. */
export type Scorer = (output: Output, testCase: Case, context: { readonly measured: Measured }) => Promise<Score>;
