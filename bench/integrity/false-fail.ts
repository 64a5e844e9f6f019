import type { Cell } from './cell.ts';
import { luckyBaseline } from './luck.ts';
import { designOf, playPullRequest } from './play.ts';
import { boundAtMost, rateAtMost } from './rows.ts';
import { ask } from './world.ts';
import { binaryLaw, CHANCES, type Law, latencyLaw, ordinalLaw } from './worlds/laws.ts';
import { productWorld } from './worlds/product.ts';

/** What a red check may cost where nothing changed: α₂ = .05, and how far a bound over it may lie; ordinarily far less. */
const MOST = 0.055;
const ORDINARILY = 0.01;

/** A kind of metric with its trials a case, today and stored. */
interface Kind {
  readonly name: string;
  readonly law: Law;
  readonly trials: number;
  readonly storedTrials: number;
  /** So few cases that hardly a PASS can be shown: a confirmation that shows one is not red, however small its p. */
  readonly few: number;
}

/** Cases of a pull request in all other cells. */
const CASES = 200;

const kinds: readonly Kind[] = [
  { name: 'binary k=1 v 1', law: binaryLaw(CHANCES), trials: 1, storedTrials: 1, few: 60 },
  { name: 'binary k=3 v 3', law: binaryLaw(CHANCES), trials: 3, storedTrials: 3, few: 40 },
  { name: 'ordinal k=1 v 3', law: ordinalLaw(), trials: 1, storedTrials: 3, few: 30 },
  { name: 'latency k=1 v 3', law: latencyLaw(), trials: 1, storedTrials: 3, few: 60 },
];

type Condition = 'ordinary' | '5% luckiest baselines' | 'drift −2δ' | 'drift +2δ';

/**
 * Nothing changed, and still: how often red? With 1, 4 and 8 gated metrics that move together, against an ordinary stored
 * baseline, against one that was lucky, and with a provider that moved since by twice the margin either way.
 */
export const falseFail: readonly Cell[] = kinds.flatMap((kind) =>
  [1, 4, 8].flatMap((metrics) => [
    cell(kind, metrics, 'ordinary', CASES, 1_500),
    cell(kind, metrics, '5% luckiest baselines', CASES, 600),
    // Stage 1 screens every time here, so that all rests on stage 2 and its own rate, near the bar.
    cell(kind, metrics, 'drift −2δ', CASES, 2_500),
    cell(kind, metrics, 'drift −2δ', kind.few, metrics === 1 ? 10_000 : 4_000),
    cell(kind, metrics, 'drift +2δ', CASES, 400),
  ]),
);

function cell(kind: Kind, metrics: number, condition: Condition, count: number, replicates: number): Cell {
  const name = `${kind.name}, M=${metrics}, N=${count}: ${condition}`;
  return {
    bar: 1,
    name,
    replicates,
    play(random) {
      const { law, trials, storedTrials } = kind;
      const margin = law.kind === 'ratio' ? Math.log(1 + law.margin) / Math.log(4) : law.margin;
      const drift = condition === 'drift −2δ' ? -2 * margin : condition === 'drift +2δ' ? 2 * margin : 0;
      const world = productWorld({ law, metrics, drift });
      const cases = world.draw(count, random);
      const other =
        condition === '5% luckiest baselines'
          ? luckyBaseline(cases, storedTrials, random)
          : ask(cases, 'stored', storedTrials, random);
      const candidate = ask(cases, 'candidate', trials, random);
      const design = designOf(world, cases, 'looks');
      const { outcome } = playPullRequest({ world, cases, design, candidate, other, trials, random });
      return { fail: outcome === 'fail' ? 1 : 0 };
    },
    rows: (of) => [
      condition === 'ordinary'
        ? rateAtMost(`${name}, P(FAIL)`, of.share('fail'), ORDINARILY)
        : boundAtMost(`${name}, upper bound of P(FAIL)`, of.share('fail'), MOST),
    ],
  };
}
