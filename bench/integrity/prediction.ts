import { predictVerdicts } from '../../src/analysis/predict.ts';
import type { Cell } from './cell.ts';
import { designOf, playPullRequest } from './play.ts';
import { differenceWithin, percent, shown } from './rows.ts';
import { ask, type World } from './world.ts';
import { binaryLaw, CHANCES, type Law, latencyLaw, ordinalLaw } from './worlds/laws.ts';
import { productWorld } from './worlds/product.ts';

/** Predicted and observed P(INCONCLUSIVE) may lie this far apart. */
const APART = 0.03;

const STORED_TRIALS = 3;

const products: readonly {
  readonly name: string;
  readonly law: Law;
  readonly cases: number;
  readonly metrics: number;
}[] = [
  { name: 'binary', law: binaryLaw(CHANCES), cases: 240, metrics: 1 },
  { name: 'binary', law: binaryLaw(CHANCES), cases: 100, metrics: 1 },
  { name: 'binary, M=2', law: binaryLaw(CHANCES), cases: 150, metrics: 2 },
  { name: 'ordinal', law: ordinalLaw(), cases: 60, metrics: 1 },
  { name: 'latency', law: latencyLaw(), cases: 100, metrics: 1 },
];

/**
 * Does `plan` say beforehand how often a run will stay undecided? Each replicate stores a baseline of its own, predicts
 * from that baseline alone, and plays the pull request in the world that the baseline came from.
 */
export const prediction: readonly Cell[] = products.flatMap(({ name: product, law, cases: count, metrics }) =>
  ([0, -1, -2] as const).map((effect): Cell => {
    const name = `plan, ${product}, k=1 v ${STORED_TRIALS}, N=${count}, Δ=${effect === 0 ? '0' : `−${-effect}δ`}`;
    const world = (): World => {
      const margin = law.kind === 'ratio' ? Math.log(1 + law.margin) / Math.log(4) : law.margin;
      return productWorld({ law, metrics, drop: -effect * margin });
    };
    return {
      bar: 3,
      name,
      replicates: 2_500,
      play(random) {
        const simulated = world();
        const cases = simulated.draw(count, random);
        const baseline = ask(cases, 'stored', STORED_TRIALS, random);
        const design = designOf(simulated, cases, 'looks', String(random.next()));
        const [predicted] = predictVerdicts(
          {
            metrics: simulated.metrics,
            design,
            cases: cases.map(({ planned }) => planned),
            shares: undefined,
            trials: 1,
            storedTrials: STORED_TRIALS,
            population: [...baseline.values()],
          },
          1,
          [effect],
        );
        if (predicted === undefined) throw new Error('nothing was predicted');
        const candidate = ask(cases, 'candidate', 1, random);
        const { outcome } = playPullRequest({
          world: simulated,
          cases,
          design,
          candidate,
          other: baseline,
          trials: 1,
          random,
        });
        const observed = outcome === 'inconclusive' ? 1 : 0;
        return { predicted: predicted.inconclusive, observed, apart: predicted.inconclusive - observed };
      },
      rows: (of) => [
        differenceWithin(`${name}: P(INCONCLUSIVE), predicted − observed`, of.mean('apart'), APART, 'both'),
        shown(
          `${name}: P(INCONCLUSIVE)`,
          `predicted ${percent(of.mean('predicted').value, 1)}, observed ${percent(of.mean('observed').value, 1)}`,
        ),
      ],
    };
  }),
);
