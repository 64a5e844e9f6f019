import type { Row } from './cell.ts';

/** Bars that do not hold as they are set, with the reason: printed as missed, and no news. */
interface KnownMiss {
  /** Of the name of the row. */
  readonly rows: RegExp;
  readonly why: string;
}

export const knownMisses: readonly KnownMiss[] = [
  {
    rows: /^binary, k=1 v 1, n=\d+, (?:lowest|highest)/,
    why: "Tango's interval: a score interval on a discrete outcome undercovers at single points (93% where nothing but regressions happen, or few cases flip) though its mean over all points is 95% to 97%; from n = 500 it holds everywhere.",
  },
  {
    rows: /the 5% lowest baselines, k=1 v 3/,
    why: 'Lucky baselines: over the lowest 5% the mean is near 15.5% at 3 stored trials, and near 14% with looks; reports print the rate at the 95th percentile of luck as the normal limit, 17 in 100.',
  },
  {
    rows: /the baseline at the 95th percentile of luck/,
    why: 'The 95th percentile of luck: the figures .215, .110 and .068 fit no single world. What reports print is the normal limit Φ(z.95·√r − z.95·√(1 + r)): .25, .17 and .11, which these figures stay below.',
  },
  {
    rows: /^ψ=0\.05, δ=0\.1, /,
    why: 'ψ = .05 at δ = .10: n₈ is 49 cases, and looks at 25 and 37 of them lie below the 44 and 42 flawless cases that a PASS takes at their levels, so nothing can be settled early and a drop is seen as late.',
  },
  {
    rows: /binary, (?:ψ=1|nothing but regressions).*N=(?:30|42).*fixed|^worst of \d+ cells: binary, ψ=1, N=30, fixed/,
    why: "Tango's test at the smallest samples: 7.1% where every case flips (n = 30), by enumeration; `strict: true` never exceeds α.",
  },
];

/** The reason for a row, where there is one. */
export function knownMiss(row: Row): KnownMiss | undefined {
  return row.standing === 'MISSED' || row.standing === 'missed'
    ? knownMisses.find(({ rows }) => rows.test(row.cell))
    : undefined;
}
