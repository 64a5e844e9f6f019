import type { RandomSource } from '../../src/stats/random.ts';
import type { Cell, Row } from './cell.ts';
import { WORST } from './false-pass.ts';
import { baselineWithLuck } from './luck.ts';
import { designOf, pairings, passes } from './play.ts';
import { rateAtMost, shownRate } from './rows.ts';
import type { Estimate } from '../harness/summary.ts';
import { ask, type SimulatedCase } from './world.ts';
import { binaryLaw, CHANCES } from './worlds/laws.ts';
import { productWorld } from './worlds/product.ts';

/** Margin, which is the drop, and cases of a pull request; one candidate trial each. */
interface Size {
  readonly margin: number;
  readonly cases: number;
}

const usual: Size = { margin: 0.1, cases: 200 };

/** Small against the flips of two runs of one version: a baseline's luck is most of what there is. */
const narrow: Size = { margin: 0.03, cases: 600 };

/** By stored trials a case: what the 5% luckiest baselines may let through, and what reports say of the 95th percentile. */
const stored = [
  { trials: 1, tail: undefined, percentile: 0.22 },
  { trials: 3, tail: 0.13, percentile: 0.11 },
  { trials: 10, tail: 0.1, percentile: 0.07 },
] as const;

/**
 * In standard deviations of a baseline's luck; a low baseline is lucky for a candidate that is worse. Luck comes in steps
 * of one answer, a quarter of a standard deviation at one stored trial: the band around the percentile is wider than that.
 */
const LOWEST = { from: -Infinity, to: -1.645 };
const PERCENTILE = { from: -1.845, to: -1.445 };

/**
 * The change costs exactly the margin, and the stored baseline happens to be low: how often is it let through then? And
 * where both arms run live, how often whatever the provider did since?
 */
export const luckyBaselines: readonly Cell[] = [
  ...stored.flatMap(({ trials, tail, percentile }) => [
    given('the 5% lowest baselines', LOWEST, trials, usual, tail),
    given('the baseline at the 95th percentile of luck', PERCENTILE, trials, usual, percentile),
    given('the baseline at the 95th percentile of luck', PERCENTILE, trials, narrow, percentile),
  ]),
  ...[-2, 2].map((drift) =>
    cell(`control: always, drift ${drift < 0 ? '−' : '+'}2δ`, 40_000, { ...usual, drift }, WORST, (cases, random) =>
      ask(cases, 'base', 1, random),
    ),
  ),
  cell('for contrast: stored, k=1 v 3, drift +1δ', 2_000, { ...usual, drift: 1 }, undefined, (cases, random) =>
    ask(cases, 'stored', 3, random),
  ),
];

function given(name: string, luck: typeof LOWEST, trials: number, size: Size, limit: number | undefined): Cell {
  return cell(`${name}, k=1 v ${trials}`, size === usual ? 10_000 : 3_000, size, limit, (cases, random) =>
    baselineWithLuck(cases, trials, luck, random),
  );
}

function cell(
  what: string,
  replicates: number,
  { margin, cases: count, drift = 0 }: Size & { readonly drift?: number },
  limit: number | undefined,
  otherArm: (cases: readonly SimulatedCase[], random: RandomSource) => ReturnType<typeof ask>,
): Cell {
  const name = `binary, wavering, ${what}, δ=${margin}, N=${count}`;
  const world = productWorld({ law: binaryLaw(CHANCES, margin), drop: margin, drift: drift * margin });
  return {
    bar: 2,
    name,
    replicates,
    play(random) {
      const cases = world.draw(count, random);
      const pairingAt = pairings(world, cases, ask(cases, 'candidate', 1, random), otherArm(cases, random));
      const passed = (stopping: 'fixed' | 'looks') =>
        passes({ world, design: designOf(world, cases, stopping), pairingAt, random }) ? 1 : 0;
      return { fixed: passed('fixed'), looks: passed('looks') };
    },
    rows: (of) => [row('fixed', of.share('fixed')), row('looks', of.share('looks'))],
  };

  function row(stopping: string, rate: Estimate): Row {
    const text = `${name}, ${stopping}, P(PASS at −δ)`;
    return limit === undefined ? shownRate(text, rate) : rateAtMost(text, rate, limit);
  }
}
