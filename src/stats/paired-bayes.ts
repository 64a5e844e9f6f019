import { betaCdf } from './distributions.ts';
import type { PairedCounts } from './tango.ts';

/**
 * What to believe about a binary metric after seeing the flips: for display, never for a verdict.
 *
 * With a Dirichlet(½, ½, ½) prior on (regressed, fixed, unchanged): the probability that the candidate is worse,
 * P(Beta(regressed + ½, fixed + ½) > ½), and mean and standard deviation of the difference candidate − baseline.
 *
 * Source: Jeffreys' prior for the trinomial; Lindley (1965).
 */
export function pairedBayes({ regressed, fixed, pairs }: PairedCounts): {
  worse: number;
  mean: number;
  standardDeviation: number;
} {
  const [worse, better] = [regressed + 0.5, fixed + 0.5];
  const total = pairs + 1.5;
  const mean = (better - worse) / total;
  const variance = ((worse + better) / total - mean ** 2) / (total + 1);
  return { worse: betaCdf(0.5, better, worse), mean, standardDeviation: Math.sqrt(variance) };
}
