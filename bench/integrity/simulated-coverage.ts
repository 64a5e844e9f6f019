import { metricPairs } from '../../src/analysis/pair.ts';
import { passInterval, passTest, REPORTED_LEVEL } from '../../src/analysis/pass-test.ts';
import type { Cell } from './cell.ts';
import { pairings } from './play.ts';
import { coverageWithin } from './rows.ts';
import { ask, type World } from './world.ts';
import { skewedLosses } from './worlds/fixed-differences.ts';
import { binaryLaw, CHANCES, latencyLaw, ordinalLaw } from './worlds/laws.ts';
import { productWorld } from './worlds/product.ts';
import { clustered, weighted } from './worlds/structured.ts';

const LEAST = 0.94;

/** Worlds with their trials, and cases for one unit of comparison. */
const worlds: readonly {
  readonly name: string;
  readonly world: World;
  readonly trials: number;
  readonly perUnit?: number;
}[] = [
  { name: 'binary, k=1 v 3', world: productWorld({ law: binaryLaw(CHANCES), drop: 0.1 }), trials: 3 },
  { name: 'binary, k=1 v 3, unchanged', world: productWorld({ law: binaryLaw(CHANCES) }), trials: 3 },
  { name: 'ordinal, k=1 v 3', world: productWorld({ law: ordinalLaw(), drop: 0.1 }), trials: 3 },
  { name: 'latency, k=1 v 3', world: productWorld({ law: latencyLaw() }), trials: 3 },
  { name: 'skewed losses', world: skewedLosses({ margin: 0.1 }), trials: 1 },
  { name: 'skewed losses beside a gain', world: skewedLosses({ margin: 0.1, gain: 0.1 }), trials: 1 },
  { name: 'weights 4:1', world: weighted({ margin: 0.1, where: 'heavy', share: 0.09 }), trials: 1 },
  { name: 'clusters of 1–8', world: clustered({ margin: 0.1, chances: CHANCES }), trials: 3, perUnit: 4.5 },
];

/** How often the printed interval of every other metric contains the truth, where differences are hard on a mean. */
export const simulatedCoverage: readonly Cell[] = worlds.flatMap(({ name: kind, world, trials, perUnit = 1 }) =>
  [30, 100, 300, 1000].map((units): Cell => {
    const name = `${kind}, n=${units}`;
    return {
      bar: 4,
      name,
      replicates: units < 1000 ? 10_000 : 5_000,
      play(random) {
        const cases = world.draw(Math.round(units * perUnit), random);
        const pairingAt = pairings(
          world,
          cases,
          ask(cases, 'candidate', 1, random),
          ask(cases, 'stored', trials, random),
        );
        const [compared] = world.metrics;
        if (compared === undefined) throw new Error('this world has no metric');
        const { scored } = metricPairs(pairingAt(cases.length).pairs, compared);
        const rules = {
          kind: compared.metric.kind,
          unitMargin: compared.unitMargin,
          level: 0.05,
          strict: false,
          excluded: [],
        };
        const { interval } = passInterval(passTest(scored, rules), REPORTED_LEVEL);
        return { covered: interval.lower <= world.difference && world.difference <= interval.upper ? 1 : 0 };
      },
      rows: (of) => [coverageWithin(name, of.share('covered'), { least: LEAST })],
    };
  }),
);
