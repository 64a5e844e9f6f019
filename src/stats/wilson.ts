import { normalQuantile } from './distributions.ts';

/**
 * Wilson's score interval for a share, at a two-sided confidence `level`.
 *
 * Stays within [0, 1] and keeps close to its level at small totals and extreme shares. Without any trial: [0, 1].
 *
 * Source: Wilson (1927), Journal of the American Statistical Association 22; R `prop.test(correct = FALSE)`.
 */
export function wilsonInterval({
  successes,
  total,
  level,
}: {
  readonly successes: number;
  readonly total: number;
  readonly level: number;
}): { lower: number; upper: number } {
  if (total === 0) return { lower: 0, upper: 1 };
  const z = normalQuantile((1 + level) / 2);
  const failures = total - successes;
  const halfWidth = z * Math.sqrt((successes * failures) / total + (z * z) / 4);
  const centre = successes + (z * z) / 2;
  return {
    lower: successes === 0 ? 0 : (centre - halfWidth) / (total + z * z),
    upper: failures === 0 ? 1 : (centre + halfWidth) / (total + z * z),
  };
}
