import type { RandomSource } from '../../src/stats/random.ts';
import type { Cell } from './cell.ts';
import { designOf, pairings, passes } from './play.ts';
import { rateAtMost } from './rows.ts';
import { ask, type World } from './world.ts';
import { binaryLaw, CHANCES, ordinalLaw } from './worlds/laws.ts';
import { loseFailures } from './worlds/losses.ts';
import { clustered, exploding, weighted } from './worlds/structured.ts';
import { flips, levelsDown, rareHardDrops, skewedLosses } from './worlds/fixed-differences.ts';
import { productWorld } from './worlds/product.ts';

/** The worst cell may say PASS this often at Δ = −δ, on average over baselines. */
export const WORST = 0.07;

/** One population with one size of pull request. */
interface Setting {
  readonly name: string;
  readonly world: World;
  readonly cases: number;
  readonly trials?: number;
  readonly storedTrials?: number;
  /** The infrastructure loses answers of this share of the cases, failures of the candidate first. */
  readonly lost?: number;
  readonly replicates?: number;
}

const law = binaryLaw(CHANCES);
const fine = binaryLaw(CHANCES, 0.05);

const settings: readonly Setting[] = [
  ...[30, 42, 60, 200].map((cases) => flipsOf(cases, 0.1, 0.1)),
  ...[60, 200].flatMap((cases) => [flipsOf(cases, 0.1, 0.15), flipsOf(cases, 0.1, 0.3)]),
  flipsOf(30, 0.1, 1),
  flipsOf(120, 0.05, 0.05),
  flipsOf(400, 0.05, 0.15),
  flipsOf(400, 0.03, 0.05),
  ...[60, 200].map((cases) => ({ name: 'binary, wavering, k=1 v 1', world: productWorld({ law, drop: 0.1 }), cases })),
  ...[42, 60, 200].map((cases) => ({
    name: 'binary, wavering, k=1 v 3',
    world: productWorld({ law, drop: 0.1 }),
    cases,
    storedTrials: 3,
  })),
  {
    name: 'binary, wavering, k=1 v 3, δ=.05',
    world: productWorld({ law: fine, drop: 0.05 }),
    cases: 300,
    storedTrials: 3,
  },
  // Shares at which a sample without a single hard drop, or with just one, is about as likely as the level.
  ...hardDrops(0.1, [
    [60, 0.045],
    [100, 0.027],
    [100, 0.045],
    [100, 0.09],
    [200, 0.0139],
    [200, 0.09],
    [300, 0.009],
  ]),
  ...hardDrops(0.05, [[200, 0.0135]]),
  ...[60, 200].flatMap((cases) => [
    { name: 'skewed losses', world: skewedLosses({ margin: 0.1 }), cases },
    { name: 'skewed losses beside a gain', world: skewedLosses({ margin: 0.1, gain: 0.1 }), cases },
  ]),
  { name: 'ordinal, a level down', world: levelsDown({ margin: 0.1 }), cases: 60 },
  ...[60, 200].map((cases) => ({
    name: 'ordinal, wavering, k=1 v 3',
    world: productWorld({ law: ordinalLaw(), drop: 0.1 }),
    cases,
    storedTrials: 3,
  })),
  ...(
    [
      [60, 0.09],
      [120, 0.045],
      [200, 0.045],
      [200, 0.09],
    ] as const
  ).map(([cases, share]) => ({
    name: `weights 4:1, ${share * 100}% of the heavy fall hard`,
    world: weighted({ margin: 0.1, where: 'heavy', share }),
    cases,
  })),
  { name: 'weights 4:1, the light fall', world: weighted({ margin: 0.1, where: 'light', share: 0.49 }), cases: 200 },
  {
    name: 'clusters of 1–8, always right before',
    world: clustered({ margin: 0.1, chances: [1] }),
    cases: 270,
  },
  {
    name: 'clusters of 1–8, wavering',
    world: clustered({ margin: 0.1, chances: CHANCES }),
    cases: 270,
    storedTrials: 3,
  },
  ...(
    [
      [60, 0.02],
      [100, 0.02],
      [200, 0.01],
      [200, 0.06],
    ] as const
  ).map(([cases, share]) => ({
    name: `latency, ${share * 100}% explode`,
    world: exploding({ margin: 0.1, share }),
    cases,
    storedTrials: 3,
  })),
  ...[100, 200].map((cases) => ({
    name: 'binary, δ/2 lost, failures first',
    world: productWorld({ law, drop: 0.1 }),
    cases,
    lost: 0.05,
  })),
];

function flipsOf(cases: number, margin: number, discordance: number): Setting {
  const name = discordance === margin ? 'nothing but regressions' : `ψ=${discordance}`;
  return { name: `binary, ${name}, δ=${margin}`, world: flips({ margin, discordance }), cases };
}

function hardDrops(margin: number, of: readonly (readonly [cases: number, share: number])[]): readonly Setting[] {
  return of.map(([cases, share]) => ({
    name: `${(share * 100).toPrecision(2)}% hard drops beside a constant loss, δ=${margin}`,
    world: rareHardDrops({ margin, share }),
    cases,
  }));
}

/**
 * The change costs exactly the margin: how often is it let through? On average over baselines, in the populations that
 * are hardest on a test for means, with one look and with three looks, which are taken at the same answers.
 */
export const falsePass: readonly Cell[] = settings.map((setting): Cell => {
  const { world, cases: count, trials = 1, storedTrials = 1, replicates = 40_000 } = setting;
  const name = `${setting.name}, N=${count}`;
  return {
    bar: 2,
    name,
    replicates,
    play(random) {
      const cases = world.draw(count, random);
      const other = ask(cases, 'stored', storedTrials, random);
      const asked = ask(cases, 'candidate', trials, random);
      const candidate = setting.lost === undefined ? asked : loseFailures(asked, setting.lost);
      const pairingAt = pairings(world, cases, candidate, other);
      const passed = (stopping: 'fixed' | 'looks', random: RandomSource): number =>
        passes({ world, design: designOf(world, cases, stopping), pairingAt, random }) ? 1 : 0;
      return { fixed: passed('fixed', random), looks: passed('looks', random) };
    },
    rows: (of) =>
      (['fixed', 'looks'] as const).map((stopping) => {
        const rate = of.share(stopping);
        return { ...rateAtMost(`${name}, ${stopping}, P(PASS at −δ)`, rate, WORST), marginal: rate.value };
      }),
  };
});
