import { callsOf } from '../../src/analysis/predict.ts';
import { sequentialBounds } from '../../src/stats/paired-binary-power.ts';
import { passPower } from '../../src/stats/pass-power.ts';
import type { Cell } from './cell.ts';
import { designOf, playPullRequest } from './play.ts';
import { callsAtMost, differenceWithin, multiple, percent, shown } from './rows.ts';
import type { Summary } from '../harness/summary.ts';
import { ask } from './world.ts';
import { waveringLaw } from './worlds/laws.ts';
import { productWorld } from './worlds/product.ts';

/** Sizes of a run in multiples of n₈, with the calls, in multiples of N, that looks may take on average (statistics.md §4). */
const sizes = [
  { times: 1, unchanged: 1.12, fallen: 2.4 },
  { times: 1.5, unchanged: 0.92, fallen: 2 },
  { times: 2.5, unchanged: 0.68, fallen: 1.75 },
] as const;

const effects = [0, -1, -2] as const;

/** Looks may cost this much of the power of one look at N. */
const POWER_COST = 0.04;

const products = [
  { discordance: 0.05, margin: 0.1 },
  { discordance: 0.15, margin: 0.1 },
  { discordance: 0.25, margin: 0.1 },
  { discordance: 0.05, margin: 0.05 },
] as const;

/**
 * One binary metric, one trial in each arm: how often PASS, FAIL and INCONCLUSIVE, and for how many calls? With looks
 * (the default), with one look, with both arms live from the start (the same verdicts, since one stored trial is worth
 * one live one here, for twice the calls of stage 1), and what no sequential test of drop against no drop can go below.
 * ψ is the discordance of two runs of one version; a drop breaks cases for good.
 */
export const power: readonly Cell[] = products.flatMap((product) =>
  sizes.flatMap((size) => effects.map((effect) => cell(product, size, effect))),
);

function cell(
  { discordance, margin }: (typeof products)[number],
  { times, unchanged, fallen }: (typeof sizes)[number],
  effect: (typeof effects)[number],
): Cell {
  const count = Math.round(times * enough(discordance, margin));
  const world = productWorld({ law: waveringLaw(discordance, margin), drop: -effect * margin });
  const truth = effect === 0 ? 'Δ=0' : effect === -1 ? 'Δ=−δ' : 'Δ=−2δ';
  const name = `ψ=${discordance}, δ=${margin}, N=${times} n₈=${count}, ${truth}`;
  return {
    bar: 3,
    name,
    replicates: 5_000,
    play(random) {
      const cases = world.draw(count, random);
      const other = ask(cases, 'stored', 1, random);
      const candidate = ask(cases, 'candidate', 1, random);
      const play = (stopping: 'looks' | 'fixed') => {
        const design = designOf(world, cases, stopping);
        const played = playPullRequest({ world, cases, design, candidate, other, trials: 1, random });
        const calls = (storedTrials: number) => callsOf({ design, trials: 1, storedTrials }, played) / count;
        return { is: (outcome: string) => (played.outcome === outcome ? 1 : 0), calls };
      };
      const [looks, fixed] = [play('looks'), play('fixed')];
      return {
        looksPass: looks.is('pass'),
        looksFail: looks.is('fail'),
        looksCalls: looks.calls(1),
        liveCalls: looks.calls(0),
        fixedPass: fixed.is('pass'),
        fixedFail: fixed.is('fail'),
        fixedCalls: fixed.calls(1),
        gained: looks.is('pass') - fixed.is('pass'),
      };
    },
    rows: (of) => [
      shown(`${name}: PASS / FAIL / INCONCLUSIVE, calls`, overview(of, bound(discordance, margin, effect) / count)),
      ...(effect === 0
        ? [
            callsAtMost(`${name}: calls`, of.mean('looksCalls'), unchanged),
            differenceWithin(`${name}: P(PASS), looks − fixed`, of.mean('gained'), POWER_COST, 'below'),
          ]
        : []),
      ...(effect === -2 ? [callsAtMost(`${name}: calls`, of.mean('looksCalls'), fallen)] : []),
    ],
  };
}

/** n₈: the fewest cases with which one look at all of them passes 8 times in 10 where nothing changed. */
export function enough(discordance: number, margin: number): number {
  let pairs = 20;
  while (passPower({ pairs, margin, level: 0.05, difference: 0, discordance }) < 0.8) pairs += 1;
  return pairs;
}

/** Hoeffding's bound on the expected pairs at error rates of .05 and .2; NaN where drop and ψ leave none, or at −2δ. */
function bound(discordance: number, drop: number, effect: (typeof effects)[number]): number {
  if (effect === -2 || discordance <= drop) return NaN;
  const { expectedIfDropped, expectedIfUnchanged } = sequentialBounds({ discordance, drop, level: 0.05, power: 0.8 });
  return effect === 0 ? expectedIfUnchanged : expectedIfDropped;
}

function overview(of: Summary, bound: number): string {
  const rates = (by: 'looks' | 'fixed'): string => {
    const [pass, fail] = [of.mean(`${by}Pass`).value, of.mean(`${by}Fail`).value];
    return [pass, fail, 1 - pass - fail].map((rate) => percent(Math.abs(rate), 1)).join(' / ');
  };
  const calls = (by: string): string => multiple(of.mean(`${by}Calls`).value);
  return [
    `looks ${rates('looks')}, ${calls('looks')}`,
    `fixed ${rates('fixed')}, ${calls('fixed')}`,
    `both arms live ${calls('live')}`,
    ...(Number.isNaN(bound) ? [] : [`bound ${multiple(bound)}`]),
  ].join('; ');
}
