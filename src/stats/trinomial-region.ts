import { tangoScore } from './tango.ts';

/**
 * The outcomes of a paired binary comparison whose Tango score at −margin is at least `score`.
 *
 * Answered as, for each number of regressions 0 … pairs, the smallest number of fixes that belongs to the region
 * (pairs + 1 where none does): the score grows with fixes and falls with regressions, so this describes it whole.
 * Scores within 1e-10 of the threshold count as reaching it.
 */
export function tangoRegion({ pairs, margin, score }: { pairs: number; margin: number; score: number }): Int32Array {
  const smallest = new Int32Array(pairs + 1).fill(pairs + 1);
  let fixed = 0;
  for (let regressed = 0; regressed <= pairs; regressed++) {
    while (fixed <= pairs - regressed && !reaches(regressed, fixed)) fixed += 1;
    if (fixed > pairs - regressed) break;
    smallest[regressed] = fixed;
  }
  return smallest;

  function reaches(regressed: number, fixed: number): boolean {
    return tangoScore({ regressed, fixed, pairs, difference: -margin }) >= score - 1e-10;
  }
}

/**
 * The probability that a paired binary comparison lands in a region as `tangoRegion` describes it.
 *
 * `regressed` and `fixed` are the chances of a flip each way per pair. Summed from the empty end, so that every term is
 * positive and nothing is lost to cancellation; about two binomial terms per pair.
 */
export function trinomialProbability(region: Int32Array, { regressed, fixed }: { regressed: number; fixed: number }) {
  const pairs = region.length - 1;
  const given = regressed < 1 ? Math.min(1, fixed / (1 - regressed)) : 0;
  let tail = 0; // P(fixes ≥ smallest | count regressions)
  let previous = pairs + 1;
  let total = 0;
  for (let count = pairs; count >= 0; count--) {
    const others = pairs - count;
    const smallest = region[count] ?? pairs + 1;
    // One more pair that is free to be fixed, then as many smaller thresholds as the region needs.
    if (others > 0 && previous >= 1) tail += given * binomialTerm(previous - 1, others - 1, given);
    for (; previous > smallest; previous--) tail += binomialTerm(previous - 1, others, given);
    total += binomialTerm(count, pairs, regressed) * tail;
  }
  return Math.min(1, total);
}

/** P(X = successes) for X ~ Binomial(trials, chance). */
function binomialTerm(successes: number, trials: number, chance: number): number {
  if (successes < 0 || successes > trials) return 0;
  if (chance <= 0) return successes === 0 ? 1 : 0;
  if (chance >= 1) return successes === trials ? 1 : 0;
  const orders = logFactorial(trials) - logFactorial(successes) - logFactorial(trials - successes);
  return Math.exp(orders + successes * Math.log(chance) + (trials - successes) * Math.log1p(-chance));
}

const logFactorials = [0];

/** ln(n!), from a table that grows as it is asked. */
function logFactorial(n: number): number {
  for (let next = logFactorials.length; next <= n; next++) {
    logFactorials.push((logFactorials[next - 1] ?? 0) + Math.log(next));
  }
  return logFactorials[n] ?? 0;
}
