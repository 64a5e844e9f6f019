import type { Estimate } from '../harness/summary.ts';

/** Suites as teams have them: cases, and the share of them in which two runs of one version differ. */
export const suites = [150, 300, 600].flatMap((cases) => [0.05, 0.15].map((discordance) => ({ cases, discordance })));

export const MARGINS = [0.03, 0.05, 0.1] as const;

const shapes = ['hard', 'thin'] as const;

/** What a team may have and lose: every suite, every way to lose a point, every limit; with the columns that name them. */
export const settings = suites.flatMap(({ cases, discordance }) =>
  shapes.flatMap((shape) =>
    MARGINS.map((margin) => ({
      cases,
      discordance,
      shape,
      margin,
      name: `N=${cases}, ψ=${discordance}, ${shape}, δ=${margin}`,
      columns: [String(cases), ofCases(discordance), shape, points(margin)],
    })),
  ),
);

/** A false pass may be at most this, by the upper 95% bound, and a false fail. */
export const FALSE_PASS = 0.07;
export const FALSE_FAIL = 0.055;

/** `4.9% (4.3 – 5.6)` */
export function withInterval({ value, lower, upper }: Estimate): string {
  return `${tenths(value)}% (${tenths(Math.max(0, lower))} – ${tenths(upper)})`;
}

export function points(share: number): string {
  return share === 0 ? '0' : `${share < 0 ? '−' : ''}${Number((Math.abs(share) * 100).toFixed(1))} pp`;
}

export function ofCases(share: number): string {
  return `${(share * 100).toFixed(0)}%`;
}

/** A share in percent, without its sign. */
export function tenths(share: number): string {
  return (share * 100).toFixed(1);
}
