import type { FaultKind } from '../domain/fault.ts';
import type { Score } from '../domain/score.ts';
import type { Output } from '../domain/target.ts';

/** One trial as a results file tells it. */
export type ResultTrial = {
  readonly caseId: string;
  /** 0 … k−1. */
  readonly index: number;
  readonly cluster?: string;
  readonly tags: readonly string[];
  readonly output?: Output;
  readonly latencyMs?: number;
  /** As written: tools count differently. */
  readonly usage?: Readonly<Record<string, unknown>>;
} & (
  | { readonly status: 'completed'; /** By metric name. */ readonly scores: ReadonlyMap<string, Score> }
  | {
      readonly status: 'errored';
      readonly error: {
        /** A `FaultKind` where it is one of ours. */
        readonly kind: FaultKind | (string & {});
        /** Of a kind unknown to us: `infrastructure`, so that it is excluded and counted, never scored. */
        readonly blame: 'product' | 'infrastructure';
        readonly message: string;
      };
    }
);

/** What a results file holds. */
export interface ResultFile {
  readonly trials: readonly ResultTrial[];
}

/** Reads the results of one eval tool. */
export interface Importer {
  /** Whether the text looks like this tool's; the path is a hint. Cheap, and may be wrong about broken files. */
  recognises(text: string, path: string): boolean;
  /** Throws a UsageError that names the line. */
  read(text: string, path: string): ResultFile;
}
