import { boundAtMost } from '../integrity/rows.ts';
import type { Cell } from './cell.ts';
import { livingSuite, STEP, STEPS } from './living-suite.ts';
import { releaseRuns } from './release.ts';
import { FALSE_PASS, MARGINS, ofCases, points, settings, suites, tenths, withInterval } from './settings.ts';

/** Points that were lost after so many steps, in whole steps: .03 is three of them, whatever the last digits. */
const stepsOf = (margin: number): number => Math.round(margin / STEP);

/** What the release says after each of the twelve. */
const curves = settings.map(({ cases, discordance, shape, margin, name, columns }): Cell => {
  const steps = Array.from({ length: STEPS }, (_, i) => i + 1);
  return {
    bar: 'A2',
    name,
    replicates: 250,
    play(random) {
      const suite = livingSuite(cases, { discordance, shape }, random);
      return Object.fromEntries(
        steps.flatMap((k) => {
          const outcome = releaseRuns(suite, k, random).outcome(margin);
          return [
            [`pass ${k}`, outcome === 'pass' ? 1 : 0],
            [`fail ${k}`, outcome === 'fail' ? 1 : 0],
          ];
        }),
      );
    },
    line: (of) => ({
      values: [
        ...columns,
        ...steps.map((k) => {
          const pass = of.share(`pass ${k}`);
          const halfWidth = (pass.upper - pass.lower) / 2;
          return `${tenths(pass.value)} ±${tenths(halfWidth)} (${(of.share(`fail ${k}`).value * 100).toFixed(0)})`;
        }),
      ],
      // At the limit itself, so few replicates cannot show it: that is the next table's.
      checks: steps
        .filter((k) => k > stepsOf(margin))
        .map((k) => boundAtMost(`${name}, k=${k}: P(PASS)`, of.share(`pass ${k}`), FALSE_PASS)),
    }),
  };
});

/** As many points as the limit has. */
const atTheLimit = settings.map(({ cases, discordance, shape, margin, name, columns }): Cell => ({
  bar: 'A3',
  name,
  replicates: 2_500,
  play(random) {
    const suite = livingSuite(cases, { discordance, shape }, random);
    const release = releaseRuns(suite, stepsOf(margin), random);
    return { looks: release.passes(margin, 'looks'), fixed: release.passes(margin, 'fixed') };
  },
  line: (of) => ({
    values: [...columns, withInterval(of.share('looks')), withInterval(of.share('fixed'))],
    checks: (['looks', 'fixed'] as const).map((stopping) =>
      boundAtMost(`${name}, ${stopping}: P(PASS)`, of.share(stopping), FALSE_PASS),
    ),
  }),
}));

/** Nothing was lost. */
const nothingLost: readonly Cell[] = suites.flatMap(({ cases: count, discordance }) =>
  MARGINS.map((margin): Cell => ({
    bar: 'A4',
    name: `N=${count}, ψ=${discordance}, δ=${margin}`,
    replicates: 1_000,
    play(random) {
      const suite = livingSuite(count, { discordance, shape: 'nothing' }, random);
      const release = releaseRuns(suite, STEPS, random);
      const outcome = release.outcome(margin);
      return {
        looks: outcome === 'pass' ? 1 : 0,
        fixed: release.passes(margin, 'fixed'),
        fail: outcome === 'fail' ? 1 : 0,
      };
    },
    line: (of) => ({
      values: [
        String(count),
        ofCases(discordance),
        points(margin),
        withInterval(of.share('looks')),
        withInterval(of.share('fixed')),
        withInterval(of.share('fail')),
      ],
      checks: [],
    }),
  })),
);

export const releases: readonly Cell[] = [...curves, ...atTheLimit, ...nothingLost];
