import { mean } from './describe.ts';

/** How the spread of repeated scores divides into cases that differ and a model that wavers. */
export interface VarianceComponents {
  readonly betweenMeanSquare: number;
  readonly withinMeanSquare: number;
  /** Variance of the cases' true means, not below 0. */
  readonly between: number;
  /** Variance of one trial around its case's true mean. */
  readonly within: number;
  /** The share of the variance that lies between cases. */
  readonly intraclassCorrelation: number;
}

/**
 * One-way analysis of variance of scores repeated within cases: one list of trials per case, unequal counts allowed.
 *
 * Equals REML when every case has as many trials. Undefined with fewer than two cases, or when no case has two trials.
 *
 * Source: Searle, Casella and McCulloch (1992), Variance Components, section 3.6; R `anova(lm(y ~ case))`.
 */
export function varianceComponents(cases: readonly (readonly number[])[]): VarianceComponents | undefined {
  const scored = cases.filter((trials) => trials.length > 0);
  const trials = scored.flat();
  const groups = scored.length;
  if (groups < 2 || trials.length === groups) return undefined;
  const overall = mean(trials);
  let betweenSquares = 0;
  let withinSquares = 0;
  let sizeSquares = 0;
  for (const own of scored) {
    const ownMean = mean(own);
    betweenSquares += own.length * (ownMean - overall) ** 2;
    withinSquares += own.reduce((sum, value) => sum + (value - ownMean) ** 2, 0);
    sizeSquares += own.length ** 2;
  }
  const betweenMeanSquare = betweenSquares / (groups - 1);
  const within = withinSquares / (trials.length - groups);
  const trialsPerCase = (trials.length - sizeSquares / trials.length) / (groups - 1);
  const between = Math.max(0, (betweenMeanSquare - within) / trialsPerCase);
  const total = between + within;
  const intraclassCorrelation = total === 0 ? 0 : between / total;
  return { betweenMeanSquare, withinMeanSquare: within, between, within, intraclassCorrelation };
}

/**
 * How often a binary case flips between two trials of the same configuration: ψ_AA, the discordance to plan with.
 *
 * The mean over cases of 2·k/(k − 1)·p̂(1 − p̂), the unbiased estimate from k trials of one case. Cases with fewer than
 * two trials say nothing about it; undefined when there are no others.
 */
export function flipRate(cases: readonly (readonly number[])[]): number | undefined {
  const rates = cases
    .filter((trials) => trials.length > 1)
    .map((trials) => {
      const share = mean(trials);
      return (2 * trials.length * share * (1 - share)) / (trials.length - 1);
    });
  return rates.length === 0 ? undefined : mean(rates);
}
