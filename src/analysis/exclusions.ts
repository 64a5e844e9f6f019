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
      return `${tally.excluded} of ${ran(tally)} answers of the ${versionOf(tally)} were lost on the way to or from the model, more than a verdict may do without (${percent(smallestUnitMargin / 2)}, half of the smallest limit)`;
    }
  }
  const [first, second] = tallies;
  if (first === undefined || second === undefined || first.excluded + second.excluded === 0) return undefined;
  const p = fisherExact([
    [first.excluded, ran(first) - first.excluded],
    [second.excluded, ran(second) - second.excluded],
  ]);
  if (p >= DIFFERING_LOSSES) return undefined;
  return `the two versions lost answers at different rates on the way to or from the model: ${first.excluded} of ${ran(first)} of the ${versionOf(first)}, ${second.excluded} of ${ran(second)} of the ${versionOf(second)}`;
}

/** As people call the arms. */
function versionOf({ arm }: ArmTally): string {
  return arm === 'candidate' ? 'new version' : 'version before';
}

function ran(tally: ArmTally): number {
  return tally.completed + tally.failedByProduct + tally.excluded;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}
