import type { PredictedVerdict } from '../domain/plan.ts';
import { normalQuantile } from '../stats/distributions.ts';

/** The chance at which a drop counts as seen. */
const SEEN = 0.8;

/**
 * The smallest drop, in margins, that a planned gate fails 8 times in 10, read off its own predicted chances so that the two
 * never disagree: between the drops that were played, and a margin beyond the largest, on the scale on which power is
 * nearly straight (probits). Undefined where the largest drop played is not seen that often even so.
 *
 * @param runs simulated runs behind each chance: one that never came is taken for half a run
 */
export function dropSeen(predicted: readonly PredictedVerdict[], runs: number): number | undefined {
  const points = predicted
    .map(({ atMargins, fail }) => ({ drop: -atMargins, height: probit(fail, runs) }))
    .sort((a, b) => a.drop - b.drop);
  const wanted = normalQuantile(SEEN);
  for (const [i, to] of points.entries()) {
    const from = points[i - 1];
    if (from === undefined || to.height <= from.height) continue;
    const last = i === points.length - 1;
    const at = from.drop + ((wanted - from.height) / (to.height - from.height)) * (to.drop - from.drop);
    if (at <= to.drop || (last && at <= to.drop + 1)) return Math.max(at, from.drop);
  }
  return undefined;
}

function probit(share: number, runs: number): number {
  const least = 0.5 / runs;
  return normalQuantile(Math.min(1 - least, Math.max(least, share)));
}
