import type { Measured } from '../harness/playable.ts';
import type { Summary } from '../harness/summary.ts';
import type { Cell } from './cell.ts';
import { type Night, NIGHTS, playNights, POOLED_AGAINST } from './nights.ts';
import { ofCases, points, suites, withInterval } from './settings.ts';

export const STORED = [3, 10] as const;

/** −δ/2, −δ and −2δ of the limits in use: announcing knows no limit, so only the drift counts. */
const drifts = [-0.015, -0.03, -0.05, -0.1, -0.2] as const;

const kinds = ['own', 'pooled'] as const;

/** After how many nights is a drift announced? */
export const driftNights: readonly Cell[] = suites.flatMap(({ cases, discordance }) =>
  STORED.flatMap((storedTrials) =>
    drifts.map((drift): Cell => ({
      bar: 'B2',
      name: `N=${cases}, ψ=${discordance}, v ${storedTrials}, drift ${drift}`,
      replicates: 50,
      play(random) {
        const nights = playNights({ cases, discordance, storedTrials, drift }, random, (so) =>
          kinds.every((kind) => firstOf(so, kind) !== undefined),
        );
        return Object.assign({}, ...kinds.map((kind) => reachedBy(kind, firstOf(nights, kind)))) as Measured;
      },
      line: (of) => ({
        values: [
          String(cases),
          ofCases(discordance),
          String(storedTrials),
          points(drift),
          withInterval(of.share('own 1')),
          nightAt(of, 'own', 0.5),
          nightAt(of, 'own', 0.95),
          `${((1 - of.share(`own ${NIGHTS}`).value) * 100).toFixed(0)}%`,
          storedTrials === POOLED_AGAINST ? nightAt(of, 'pooled', 0.5) : '–',
          storedTrials === POOLED_AGAINST ? nightAt(of, 'pooled', 0.95) : '–',
        ],
        checks: [],
      }),
    })),
  ),
);

function firstOf(nights: readonly Night[], kind: (typeof kinds)[number]): number | undefined {
  const place = nights.findIndex((night) => night[kind]);
  return place === -1 ? undefined : place + 1;
}

/** Of each night: has it been announced by then? The shares of these are the distribution of the first announcement. */
function reachedBy(kind: string, first: number | undefined): Measured {
  return Object.fromEntries(
    Array.from({ length: NIGHTS }, (_, i) => [`${kind} ${i + 1}`, first !== undefined && first <= i + 1 ? 1 : 0]),
  );
}

/** The first night by which such a share of the drifts is announced. */
function nightAt(of: Summary, kind: string, share: number): string {
  for (let night = 1; night <= NIGHTS; night += 1) {
    if (of.share(`${kind} ${night}`).value >= share - 1e-12) return String(night);
  }
  return `> ${NIGHTS}`;
}
