import type { Drops } from '../../test/support/simulated-product.ts';

/** The product, the size of its suite, and how answers waver: ψ_AA = 2·mean p(1 − p) = .153, mean p = .906. */
export const SETTING = {
  casesInSuite: 300,
  /** N: cases of a gate run, drawn anew for each run. */
  cases: 240,
  margin: 0.1,
  alphaFail: 0.05,
  chances: [1, 1, 1, 0.95, 0.9, 0.8, 0.85, 0.75],
  /** Of each part of an answer; `complete` is the share of four parts. */
  partChances: [0.95, 0.85, 1, 0.75, 0.9, 0.8, 1, 0.95],
  /** Trials a case of a stored baseline, as `refresh` makes it. */
  baselineTrials: 3,
  /** Simulated runs behind each run's own prediction; few, since they are averaged over all runs. */
  simulatedRuns: 3,
} as const;

export interface Scenario {
  readonly product: 'binary' | 'binary + continuous';
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

/** Every combination, and for two metrics the drop in one of them, which is the hardest for the promise about a PASS. */
export const scenarios: readonly Scenario[] = (['binary', 'binary + continuous'] as const).flatMap((product) =>
  controls.flatMap((control): readonly Scenario[] => [
    ...changes.map((change) => ({ product, control, ...change })),
    ...(product === 'binary'
      ? []
      : [{ product, control, change: '−δ in one metric' as const, drops: { correct: margin, complete: 0 } }]),
  ]),
);
