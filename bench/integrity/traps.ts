import { plantedTraps, playClean, trapRules } from '../../test/support/planted-traps.ts';
import type { Cell } from './cell.ts';
import { rateAtMost, rateAtLeast } from './rows.ts';

/** On changes without a trap, the share that may be told of one. */
const FALSE_ALARMS = 0.02;

/** Every planted trap is caught, and clean changes are left alone: through the whole gate, files to findings. */
export const traps: readonly Cell[] = [
  ...plantedTraps.map((planted): Cell => ({
    bar: 6,
    name: planted.name,
    replicates: 50,
    async play(random) {
      const { findings } = await planted.play(String(random.next()));
      const told = new Set<string>(findings.map(({ ruleId }) => ruleId));
      return { caught: planted.caughtBy.every((rule) => told.has(rule)) ? 1 : 0 };
    },
    rows: (of) => [rateAtLeast(`${planted.name}: caught`, of.share('caught'), 1)],
  })),
  {
    bar: 6,
    name: 'clean changes',
    replicates: 1_000,
    async play(random) {
      const { findings } = await playClean(String(random.next()));
      return { alarmed: findings.some(({ ruleId }) => trapRules.includes(ruleId)) ? 1 : 0 };
    },
    rows: (of) => [rateAtMost('clean changes: told of a trap', of.share('alarmed'), FALSE_ALARMS)],
  },
];
