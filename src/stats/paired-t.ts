import { mean, standardDeviation } from './describe.ts';
import { studentTCdf, studentTQuantile } from './distributions.ts';

/**
 * The paired t test of "no mean difference", with its interval at a two-sided confidence `level`.
 *
 * Advisory: shown so that figures of other tools can be recognised. It never gates, because it fails to bound rare hard
 * drops (statistics.md §0). Differences are candidate − baseline; `worse` is the one-sided p-value, small when the
 * candidate is worse; `upper` of `oneSided` is the upper limit at the same level, one-sided. Undefined below two
 * differences or when all are equal: the statistic has no value there.
 *
 * Source: Student (1908); R `t.test(paired = TRUE)`.
 */
export function pairedT({ differences, level }: { readonly differences: readonly number[]; readonly level: number }):
  | {
      statistic: number;
      degrees: number;
      worse: number;
      twoSided: number;
      interval: { lower: number; upper: number };
      oneSided: { upper: number };
    }
  | undefined {
  const degrees = differences.length - 1;
  const deviation = standardDeviation(differences);
  if (degrees < 1 || deviation === 0) return undefined;
  const estimate = mean(differences);
  const error = deviation / Math.sqrt(differences.length);
  const statistic = estimate / error;
  const reach = error * studentTQuantile((1 + level) / 2, degrees);
  return {
    statistic,
    degrees,
    worse: studentTCdf(statistic, degrees),
    twoSided: 2 * studentTCdf(-Math.abs(statistic), degrees),
    interval: { lower: estimate - reach, upper: estimate + reach },
    oneSided: { upper: estimate + error * studentTQuantile(level, degrees) },
  };
}
