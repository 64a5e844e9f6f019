import { mean } from './describe.ts';
import { studentTQuantile } from './distributions.ts';

/** One case: its scored trials in each arm, both non-empty, and its weight (1 where left out). */
export interface RepeatedCase {
  readonly candidate: readonly number[];
  readonly baseline: readonly number[];
  readonly weight?: number | undefined;
}

/**
 * How much the mean difference over *these* cases is known to, were they all there is: model noise alone.
 *
 * With the cases held fixed only the trials vary: Var = Σ w²·s²(1/k_C + 1/k_B) / (Σ w)², where s² is the variance within a
 * case and arm, pooled over all that have two trials or more. The interval is Student's with the degrees of freedom of s².
 * It is narrower than one that speaks of questions not in the suite, and says nothing about them. Assumes that trials are
 * independent and about as noisy in both arms. Undefined where no case has two trials in an arm, or none of them varies.
 *
 * Source: Miller (2024), arXiv 2411.00640, section 3 (conditional on the questions); statistics.md §1.
 */
export function fixedSuiteInterval(
  cases: readonly RepeatedCase[],
  level: number,
): { readonly estimate: number; readonly lower: number; readonly upper: number } | undefined {
  let squares = 0;
  let degrees = 0;
  let sum = 0;
  let weights = 0;
  let spread = 0;
  for (const { candidate, baseline, weight = 1 } of cases) {
    for (const trials of [candidate, baseline]) {
      const own = mean(trials);
      squares += trials.reduce((total, value) => total + (value - own) ** 2, 0);
      degrees += trials.length - 1;
    }
    sum += weight * (mean(candidate) - mean(baseline));
    weights += weight;
    spread += weight ** 2 * (1 / candidate.length + 1 / baseline.length);
  }
  if (degrees === 0 || squares < 1e-18) return undefined;
  const estimate = sum / weights;
  const error = Math.sqrt((squares / degrees) * spread) / weights;
  const reach = studentTQuantile((1 + level) / 2, degrees) * error;
  return { estimate, lower: estimate - reach, upper: estimate + reach };
}
