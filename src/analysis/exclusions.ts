import type { ArmTally } from '../domain/report.ts';
import type { Trial } from '../domain/trial.ts';
import { fisherExact } from '../stats/fisher-exact.ts';

/** What became of the trials of one arm. */
export function tallyArm(suite: string, arm: string, trials: readonly Trial[]): ArmTally {
  const errored = trials.filter((trial) => trial.status === 'errored');
  const byProduct = errored.filter((trial) => trial.error.blame === 'product').length;
  return {
    suite,
    arm,
    completed: trials.filter((trial) => trial.status === 'completed').length,
    failedByProduct: byProduct,
    excluded: errored.length - byProduct,
    skipped: trials.filter((trial) => trial.status === 'skipped').length,
  };
}

/** p below which the arms are said to lose trials at different rates. */
const DIFFERING_LOSSES = 0.01;

/**
 * Whether the infrastructure lost so much that no verdict may rest on the rest (statistics.md §6): an arm lost more than
 * half the smallest margin, or the arms lost at different rates. A sentence saying which, or undefined.
 */
export function tooManyExcluded(tallies: readonly ArmTally[], smallestUnitMargin: number): string | undefined {
  for (const tally of tallies) {
    const share = tally.excluded / Math.max(1, ran(tally));
    if (share > smallestUnitMargin / 2) {
      return `${tally.excluded} of ${ran(tally)} ${tally.arm} trials were lost to the infrastructure, more than half the margin allows (${percent(smallestUnitMargin / 2)})`;
    }
  }
  const [first, second] = tallies;
  if (first === undefined || second === undefined || first.excluded + second.excluded === 0) return undefined;
  const p = fisherExact([
    [first.excluded, ran(first) - first.excluded],
    [second.excluded, ran(second) - second.excluded],
  ]);
  if (p >= DIFFERING_LOSSES) return undefined;
  return `the arms lost trials at different rates: ${first.excluded} of ${ran(first)} (${first.arm}), ${second.excluded} of ${ran(second)} (${second.arm})`;
}

function ran(tally: ArmTally): number {
  return tally.completed + tally.failedByProduct + tally.excluded;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}
