import { type CaseObservations, scoresOf } from './observe.ts';

/** A case of the plan, as pairing and the tests need it. */
export interface PlannedCase {
  readonly id: string;
  readonly cluster?: string;
  readonly tags?: readonly string[];
  /** Positive, in any unit; cases weigh the same where left out. */
  readonly weight?: number;
}

/** A unit of comparison: one case in both arms (whole trials, all metrics), with the cluster it belongs to. */
export interface Pair extends Omit<PlannedCase, 'id'> {
  readonly caseId: string;
  readonly candidate: readonly (readonly (number | null)[])[];
  readonly baseline: readonly (readonly (number | null)[])[];
  /** Trials of this case that the infrastructure lost, by arm. */
  readonly lost: { readonly candidate: number; readonly baseline: number };
}

/** Cases of the plan that lack one arm: lost to the infrastructure (they count against a PASS) or never run. */
export interface Pairing {
  readonly pairs: readonly Pair[];
  readonly excluded: readonly PlannedCase[];
}

/**
 * Pairs the two arms case by case over the planned cases, in plan order. A case with no observed trial in either arm is
 * excluded; the PASS test must later survive it at its worst.
 */
export function pairArms(
  planned: readonly PlannedCase[],
  candidate: ReadonlyMap<string, CaseObservations>,
  baseline: ReadonlyMap<string, CaseObservations>,
): Pairing {
  const pairs: Pair[] = [];
  const excluded: PlannedCase[] = [];
  for (const { id, ...rest } of planned) {
    const c = candidate.get(id)?.rows ?? [];
    const b = baseline.get(id)?.rows ?? [];
    if (c.length === 0 || b.length === 0) {
      excluded.push({ ...rest, id });
      continue;
    }
    pairs.push({
      ...rest,
      caseId: id,
      candidate: c,
      baseline: b,
      lost: { candidate: candidate.get(id)?.excluded ?? 0, baseline: baseline.get(id)?.excluded ?? 0 },
    });
  }
  return { pairs, excluded };
}

/** One metric of one pair: the scored values of each arm (unit scale), both non-empty. */
export interface MetricPair extends Omit<PlannedCase, 'id' | 'tags'> {
  readonly caseId: string;
  readonly candidate: readonly number[];
  readonly baseline: readonly number[];
  /** Trials that were lost or could not be scored, by arm: a PASS must hold with each of them at its worst. */
  readonly missing: { readonly candidate: number; readonly baseline: number };
}

/**
 * The pairs in which the metric at `column` was scored in both arms, and the cases in which it was not; with a `tag`, of
 * the cases that carry it alone.
 */
export function metricPairs(
  pairs: readonly Pair[],
  { column, tag }: { readonly column: number; readonly tag?: string },
): { readonly scored: readonly MetricPair[]; readonly unscored: readonly Pair[] } {
  const scored: MetricPair[] = [];
  const unscored: Pair[] = [];
  for (const pair of pairs) {
    if (!carries(pair, tag)) continue;
    const candidate = scoresOf(pair.candidate, column);
    const baseline = scoresOf(pair.baseline, column);
    if (candidate.length === 0 || baseline.length === 0) {
      unscored.push(pair);
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
      ...(pair.weight === undefined ? {} : { weight: pair.weight }),
    });
  }
  return { scored, unscored };
}

/** Whether a case belongs to the slice of a tag; without a tag every case does. */
export function carries(of: Pick<PlannedCase, 'tags'>, tag: string | undefined): boolean {
  return tag === undefined || of.tags?.includes(tag) === true;
}
