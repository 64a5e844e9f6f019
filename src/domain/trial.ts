import type { Blame, FaultKind } from './fault.ts';
import type { Score } from './score.ts';
import type { Output, Usage } from './target.ts';

/** `candidate`: what would land; `control`: the base commit run live; `baseline`: stored trials; `ablation`: one factor swapped back. */
export type Arm = 'candidate' | 'control' | 'baseline' | 'ablation';

export const stages = [
  'screen',
  'screen-live',
  'confirm',
  'repeat',
  'refresh',
  'advisory',
  'sentinel',
  'sentinel-again',
  'invariant',
] as const;

/** What a run is for (`screen-live`: stage 1 again with both arms, because the provider moved the model; `repeat`: the PASS of a later attempt once more, both arms fresh; `sentinel-again`: sentinels that failed at first, both arms fresh). Trials of one stage never serve another (confirmation is on fresh runs). */
export type Stage = (typeof stages)[number];

export interface TrialKey {
  readonly suite: string;
  readonly stage: Stage;
  readonly arm: Arm;
  readonly caseId: string;
  /** 0 … k−1. */
  readonly index: number;
}

/** One execution of one case. */
export type Trial = {
  readonly key: TrialKey;
  /** Calls made for it, retries included. */
  readonly attempts: number;
} & (
  | {
      readonly status: 'completed';
      readonly output: Output;
      /** By metric name. */
      readonly scores: Readonly<Record<string, Score>>;
      readonly latencyMs: number;
      readonly usage?: Usage;
      /** USD, where the price is known. */
      readonly cost?: number;
      readonly answeredBy?: string;
    }
  | {
      readonly status: 'errored';
      readonly error: { readonly kind: FaultKind; readonly blame: Blame; readonly message: string };
      /** Time spent until it was given up; for what the product caused, the deadline. */
      readonly latencyMs: number;
    }
  | { readonly status: 'skipped'; readonly reason: 'over-budget' | 'cancelled' | 'stopped-early' }
);
