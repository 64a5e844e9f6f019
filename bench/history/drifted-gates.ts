import { designOf, playPullRequest } from '../integrity/play.ts';
import { boundAtMost } from '../integrity/rows.ts';
import { ask } from '../integrity/world.ts';
import { waveringLaw } from '../integrity/worlds/laws.ts';
import { productWorld } from '../integrity/worlds/product.ts';
import type { Cell } from './cell.ts';
import { FALSE_FAIL, MARGINS, ofCases, points, suites, withInterval } from './settings.ts';

const STORED_TRIALS = 3;

/** In margins: what the provider did since the baseline was stored. */
const drifts = [0, -0.5, -1, -2] as const;

/** A pull request that changes nothing meets a baseline that the provider has left behind. */
export const driftedGates: readonly Cell[] = suites.flatMap(({ cases: count, discordance }) =>
  MARGINS.flatMap((margin) =>
    drifts.map((drift): Cell => {
      const name = `N=${count}, ψ=${discordance}, δ=${margin}, drift ${drift}δ`;
      const world = productWorld({ law: waveringLaw(discordance, margin), drift: drift * margin });
      return {
        bar: 'B1',
        name,
        replicates: 800,
        play(random) {
          const cases = world.draw(count, random);
          const other = ask(cases, 'stored', STORED_TRIALS, random);
          const candidate = ask(cases, 'candidate', 1, random);
          const design = designOf(world, cases, 'looks');
          const played = playPullRequest({ world, cases, design, candidate, other, trials: 1, random });
          return {
            screens: played.confirm === undefined ? 0 : 1,
            red: played.outcome === 'fail' ? 1 : 0,
            open: played.outcome === 'inconclusive' ? 1 : 0,
            passed: played.outcome === 'pass' ? 1 : 0,
          };
        },
        line: (of) => ({
          values: [
            String(count),
            ofCases(discordance),
            points(margin),
            points(drift * margin),
            ...['screens', 'red', 'open', 'passed'].map((one) => withInterval(of.share(one))),
          ],
          checks: [boundAtMost(`${name}: P(red)`, of.share('red'), FALSE_FAIL)],
        }),
      };
    }),
  ),
);
