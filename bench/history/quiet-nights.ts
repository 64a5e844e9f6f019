import { percent, rateAtMost } from '../integrity/rows.ts';
import type { Cell } from './cell.ts';
import { STORED } from './drift-nights.ts';
import { NIGHTS, playNights, POOLED_AGAINST } from './nights.ts';
import { ofCases, suites, withInterval } from './settings.ts';

/** Two-sided, over all metrics: what one announcement may be wrong. */
const LEVEL = 0.01;

/** Nothing moved: how often is a drift announced, and how often of the same baseline again and again? */
export const quietNights: readonly Cell[] = suites.flatMap(({ cases, discordance }) =>
  STORED.map((storedTrials): Cell => {
    const name = `N=${cases}, ψ=${discordance}, v ${storedTrials}`;
    return {
      bar: 'B3',
      name,
      replicates: 200,
      play(random) {
        const nights = playNights({ cases, discordance, storedTrials, drift: 0 }, random, () => false);
        const told = nights.filter(({ own }) => own).length;
        const toldPooled = nights.filter(({ pooled }) => pooled).length;
        const again = nights.filter(({ own }, i) => own && nights[i + 1]?.own === true).length;
        return {
          night: told / NIGHTS,
          first: nights[0]?.own === true ? 1 : 0,
          any: told > 0 ? 1 : 0,
          two: told > 1 ? 1 : 0,
          five: told > 4 ? 1 : 0,
          // Nights with a night after them, and those of them after which it was told again.
          before: nights.slice(0, -1).filter(({ own }) => own).length,
          again,
          pooledNight: toldPooled / NIGHTS,
          pooledAny: toldPooled > 0 ? 1 : 0,
        };
      },
      line: (of) => {
        // The nights against one baseline hang together: the interval is that of a mean over baselines.
        const night = of.mean('night');
        const before = of.mean('before').value;
        return {
          values: [
            String(cases),
            ofCases(discordance),
            String(storedTrials),
            withInterval(night),
            ...['first', 'any', 'two', 'five'].map((one) => withInterval(of.share(one))),
            before === 0 ? '–' : percent(of.mean('again').value / before, 0),
            ...(storedTrials === POOLED_AGAINST
              ? [withInterval(of.mean('pooledNight')), withInterval(of.share('pooledAny'))]
              : ['–', '–']),
          ],
          checks: [rateAtMost(`${name}: announced in a night`, night, LEVEL)],
        };
      },
    };
  }),
);
