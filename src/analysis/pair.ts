import type { CaseObservations } from './observe.ts';

/** A unit of comparison: one case in both arms (whole trials, all metrics), with the cluster it belongs to. */
export interface Pair {
  readonly caseId: string;
  readonly cluster?: string;
  readonly candidate: readonly (readonly (number | null)[])[];
  readonly baseline: readonly (readonly (number | null)[])[];
  /** Trials of this case that the infrastructure lost, by arm. */
  readonly lost: { readonly candidate: number; readonly baseline: number };
}

/** Cases of the plan that lack one arm: lost to the infrastructure (they count against a PASS) or never run. */
export interface Pairing {
  readonly pairs: readonly Pair[];
  readonly excluded: readonly string[];
}

/**
 * Pairs the two arms case by case over the planned cases, in plan order. A case with no observed trial in either arm is
 * excluded; the PASS test must later survive it at its worst.
 */
export function pairArms(
  planned: readonly { readonly id: string; readonly cluster?: string }[],
  candidate: ReadonlyMap<string, CaseObservations>,
  baseline: ReadonlyMap<string, CaseObservations>,
): Pairing {
  const pairs: Pair[] = [];
  const excluded: string[] = [];
  for (const { id, cluster } of planned) {
    const c = candidate.get(id)?.rows ?? [];
    const b = baseline.get(id)?.rows ?? [];
    if (c.length === 0 || b.length === 0) {
      excluded.push(id);
      continue;
    }
    pairs.push({
      caseId: id,
      candidate: c,
      baseline: b,
      lost: { candidate: candidate.get(id)?.excluded ?? 0, baseline: baseline.get(id)?.excluded ?? 0 },
      ...(cluster === undefined ? {} : { cluster }),
    });
  }
  return { pairs, excluded };
}

/** One metric of one pair: the scored values of each arm (unit scale), both non-empty. */
export interface MetricPair {
  readonly caseId: string;
  readonly cluster?: string;
  readonly candidate: readonly number[];
  readonly baseline: readonly number[];
  /** Trials that were lost or could not be scored, by arm: a PASS must hold with each of them at its worst. */
  readonly missing: { readonly candidate: number; readonly baseline: number };
}

/** The pairs in which the metric at `column` was scored in both arms, and the cases in which it was not. */
export function metricPairs(
  pairs: readonly Pair[],
  column: number,
): { readonly scored: readonly MetricPair[]; readonly unscored: readonly string[] } {
  const scored: MetricPair[] = [];
  const unscored: string[] = [];
  for (const pair of pairs) {
    const candidate = columnOf(pair.candidate, column);
    const baseline = columnOf(pair.baseline, column);
    if (candidate.length === 0 || baseline.length === 0) {
      unscored.push(pair.caseId);
      continue;
    }
    scored.push({
      caseId: pair.caseId,
      candidate,
      baseline,
      missing: {
        candidate: pair.lost.candidate + pair.candidate.length - candidate.length,
        baseline: pair.lost.baseline + pair.baseline.length - baseline.length,
      },
      ...(pair.cluster === undefined ? {} : { cluster: pair.cluster }),
    });
  }
  return { scored, unscored };
}

function columnOf(rows: readonly (readonly (number | null)[])[], column: number): readonly number[] {
  return rows.map((row) => row[column] ?? null).filter((value) => value !== null);
}
