import { tangoInterval } from '../../src/stats/tango.ts';
import type { Measured } from '../harness/playable.ts';
import type { Cell } from './cell.ts';
import { coverageWithin, percent, shown } from './rows.ts';
import type { Summary } from '../harness/summary.ts';

const LEVEL = 0.95;
/** ψ, and Δ as a share of it: at 1 there are regressions and nothing else. */
const discordances = [0.03, 0.05, 0.08, 0.1, 0.12, 0.15, 0.2, 0.25, 0.3, 0.5] as const;
const oneSided = [0, 0.3, 0.5, 0.7, 0.9, 1] as const;

/**
 * How often the printed interval of a binary metric contains the truth: exactly, by going through every outcome that is
 * not out of the question (together all but 1e-9 of the probability), over a grid of ψ and Δ.
 */
export const tangoCoverage: readonly Cell[] = [30, 40, 50, 60, 100, 200, 500, 1000].map((pairs): Cell => {
  const name = `binary, k=1 v 1, n=${pairs}`;
  return {
    bar: 4,
    name,
    replicates: 1,
    exact: true,
    play: () => measure(pairs),
    rows: (of) => [
      shown(`${name}, mean over ψ and Δ`, percent(of.mean('mean').value), 'exact'),
      row(`${name}, lowest over ψ and Δ`, of, 'low', { least: 0.94 }),
      ...(pairs < 50
        ? []
        : [
            row(`${name}, lowest where ψ ≥ .10`, of, 'lowFlipping', { least: 0.94, most: 0.97 }),
            row(`${name}, highest where ψ ≥ .10`, of, 'highFlipping', { least: 0.94, most: 0.97 }),
          ]),
    ],
  };
});

function row(cell: string, of: Summary, name: string, limits: { readonly least: number; readonly most?: number }) {
  const value = of.mean(name).value;
  const at = `ψ=${of.mean(`${name} ψ`).value}, Δ=−${Number(of.mean(`${name} Δ`).value.toFixed(3))}`;
  return coverageWithin(
    `${cell} (${at})`,
    { value, lower: value, upper: value, wide: { lower: value, upper: value } },
    { ...limits, exact: true },
  );
}

function measure(pairs: number): Measured {
  const intervals = new Map<number, { readonly lower: number; readonly upper: number }>();
  const grid = discordances.flatMap((discordance) =>
    oneSided.map((share) => {
      const drop = share * discordance;
      return { discordance, drop, covered: coverage(pairs, discordance, drop, intervals) };
    }),
  );
  const flipping = grid.filter(({ discordance }) => discordance >= 0.1);
  const measured: Record<string, number> = {
    mean: grid.reduce((sum, { covered }) => sum + covered, 0) / grid.length,
  };
  const keep = (name: string, of: typeof grid, better: (one: number, other: number) => boolean): void => {
    const [first, ...rest] = of;
    if (first === undefined) return;
    const most = rest.reduce((one, other) => (better(other.covered, one.covered) ? other : one), first);
    Object.assign(measured, { [name]: most.covered, [`${name} ψ`]: most.discordance, [`${name} Δ`]: most.drop });
  };
  keep('low', grid, (one, other) => one < other);
  keep('lowFlipping', flipping, (one, other) => one < other);
  keep('highFlipping', flipping, (one, other) => one > other);
  return measured;
}

function coverage(
  pairs: number,
  discordance: number,
  drop: number,
  known: Map<number, { readonly lower: number; readonly upper: number }>,
): number {
  const [regressing, fixing] = [(discordance + drop) / 2, (discordance - drop) / 2];
  let covered = 0;
  for (let regressed = 0; regressed <= pairs; regressed += 1) {
    const first = binomial(regressed, pairs, regressing);
    if (first < 1e-13) continue;
    for (let fixed = 0; fixed <= pairs - regressed; fixed += 1) {
      const probability = first * binomial(fixed, pairs - regressed, fixing / (1 - regressing));
      if (probability < 1e-15) continue;
      const key = regressed * (pairs + 1) + fixed;
      const { lower, upper } = known.get(key) ?? tangoInterval({ regressed, fixed, pairs, level: LEVEL });
      known.set(key, { lower, upper });
      if (lower <= -drop && -drop <= upper) covered += probability;
    }
  }
  return covered;
}

const logFactorials = [0];

function binomial(successes: number, trials: number, chance: number): number {
  if (chance === 0) return successes === 0 ? 1 : 0;
  for (let n = logFactorials.length; n <= trials; n += 1) logFactorials.push((logFactorials[n - 1] ?? 0) + Math.log(n));
  const of = (n: number): number => logFactorials[n] ?? 0;
  const orders = of(trials) - of(successes) - of(trials - successes);
  return Math.exp(orders + successes * Math.log(chance) + (trials - successes) * Math.log1p(-chance));
}
