import type { Drops } from '../../test/support/simulated-product.ts';

/** The product, the size of its suite, and how answers waver: ψ_AA = 2·mean p(1 − p) = .153, mean p = .906. */
export const SETTING = {
  /** Cases of the suite for each case of a gate run: the sample is drawn anew for each run. */
  casesInSuite: 1.25,
  margin: 0.1,
  alphaFail: 0.05,
  chances: [1, 1, 1, 0.95, 0.9, 0.8, 0.85, 0.75],
  /** Of each part of an answer; `complete` is the share of four parts. */
  partChances: [0.95, 0.85, 1, 0.75, 0.9, 0.8, 1, 0.95],
  /** Trials a case of a stored baseline, as `refresh` makes it. */
  baselineTrials: 3,
  /** Simulated runs behind each run's own prediction; few, since they are averaged over all runs. */
  simulatedRuns: 2,
} as const;

export interface Scenario {
  readonly product: 'binary' | 'binary + continuous';
  /** N: cases of a gate run. */
  readonly cases: number;
  readonly control: 'baseline' | 'live';
  readonly change: 'none' | '−δ' | '−2δ' | '−δ in one metric';
  readonly drops: Drops;
  /** Which of the plan's predictions stands beside it; undefined where the plan makes none. */
  readonly atMargins?: number;
}

const { margin } = SETTING;

const changes: readonly Pick<Scenario, 'change' | 'drops' | 'atMargins'>[] = [
  { change: 'none', drops: { correct: 0, complete: 0 }, atMargins: 0 },
  { change: '−δ', drops: { correct: margin, complete: margin }, atMargins: -1 },
  { change: '−2δ', drops: { correct: 2 * margin, complete: 2 * margin }, atMargins: -2 },
];

const controls = ['baseline', 'live'] as const;

/**
 * One metric with cases to spare, one with too few (where a prediction is not trivial), and two metrics, of which also
 * only one may fall: the hardest for the promise about a PASS.
 */
export const scenarios: readonly Scenario[] = [
  ...cross('binary', 240, changes),
  ...cross('binary', 100, changes),
  ...cross('binary + continuous', 240, [
    ...changes,
    { change: '−δ in one metric', drops: { correct: margin, complete: 0 } },
  ]),
];

function cross(product: Scenario['product'], cases: number, of: typeof changes): readonly Scenario[] {
  return controls.flatMap((control) => of.map((change) => ({ product, cases, control, ...change })));
}
