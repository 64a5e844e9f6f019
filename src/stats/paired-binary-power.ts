import { binomialCdf, normalQuantile } from './distributions.ts';
import { mcnemarExact, mcnemarMidP } from './mcnemar.ts';

/** A drop of a binary metric to be detected: `discordance` is the share of flipped cases, at least `drop`. */
export interface PairedDrop {
  readonly discordance: number;
  readonly drop: number;
  /** One-sided false-fail rate. */
  readonly level: number;
}

/**
 * How likely McNemar's one-sided test (mid-p; exact with `strict`) is to show a drop, with this many pairs.
 *
 * By enumeration: the flips are Binomial(pairs, discordance), the regressions among them Binomial with the share that
 * the drop implies, and the test's own critical value is used for each number of flips.
 */
export function pairedBinaryPower({ pairs, ...test }: PairedDrop & { pairs: number; strict?: boolean }): number {
  return power(pairs, test.discordance, rejection(test));
}

/**
 * The fewest pairs with which McNemar's one-sided test shows the drop with the given `power`.
 *
 * By bisection between the half and the double of Connor's formula: power rises with the number of pairs, except that
 * it ripples when nearly every case flips, where the answer may be a few pairs off.
 */
export function pairedBinarySampleSize(test: PairedDrop & { power: number; strict?: boolean }): number {
  const reject = rejection(test);
  const connor = connorSampleSize(test);
  let tooFew = Math.floor(connor / 2);
  let enough = Math.ceil(connor * 2) + 1;
  while (enough - tooFew > 1) {
    const middle = Math.floor((tooFew + enough) / 2);
    if (power(middle, test.discordance, reject) < test.power) tooFew = middle;
    else enough = middle;
  }
  return enough;
}

/**
 * The same by Connor's formula, (z_level·√ψ + z_power·√(ψ − δ²))²/δ², not rounded.
 *
 * Source: Connor (1987), Biometrics 43:207–211.
 */
export function connorSampleSize({ discordance, drop, level, power }: PairedDrop & { power: number }): number {
  const spread = normalQuantile(1 - level) * Math.sqrt(discordance);
  return (spread + normalQuantile(power) * Math.sqrt(discordance - drop ** 2)) ** 2 / drop ** 2;
}

/**
 * What any sequential test must spend: Wald's boundaries for the log likelihood ratio of "dropped" against "unchanged",
 * and Hoeffding's lower bounds for the expected number of pairs under each.
 *
 * Source: Wald (1947), Sequential Analysis; Hoeffding (1953), Annals of Mathematical Statistics 24.
 */
export function sequentialBounds({ discordance, drop, level, power }: PairedDrop & { power: number }): {
  upper: number;
  lower: number;
  expectedIfDropped: number;
  expectedIfUnchanged: number;
} {
  const upper = Math.log(power / level);
  const lower = Math.log((1 - power) / (1 - level));
  const even = discordance / 2;
  const [regressed, fixed] = [even + drop / 2, even - drop / 2];
  const perPairIfDropped = regressed * Math.log(regressed / even) + fixed * Math.log(fixed / even);
  const perPairIfUnchanged = even * Math.log(even / regressed) + even * Math.log(even / fixed);
  return {
    upper,
    lower,
    expectedIfDropped: (power * upper + (1 - power) * lower) / perPairIfDropped,
    expectedIfUnchanged: -(level * upper + (1 - level) * lower) / perPairIfUnchanged,
  };
}

type Rejection = (flips: number) => number;

/** P(the test rejects | number of flips), remembered: it does not depend on the number of pairs. */
function rejection(test: PairedDrop & { strict?: boolean }): Rejection {
  const share = (test.discordance + test.drop) / (2 * test.discordance);
  const pValue = test.strict === true ? mcnemarExact : mcnemarMidP;
  const known: number[] = [];
  let critical = 0; // the fewest regressions that reject; it never falls as flips are added
  return (flips) => {
    for (let count = known.length; count <= flips; count++) {
      while (critical <= count && pValue({ regressed: critical, fixed: count - critical }).worse > test.level)
        critical += 1;
      known.push(critical > count ? 0 : binomialCdf(count - critical, count, 1 - share));
    }
    return known[flips] ?? 0;
  };
}

function power(pairs: number, discordance: number, reject: Rejection): number {
  let total = 0;
  let below = 0;
  for (let flips = 0; flips <= pairs; flips++) {
    const upTo = binomialCdf(flips, pairs, discordance);
    total += (upTo - below) * reject(flips);
    below = upTo;
  }
  return total;
}
