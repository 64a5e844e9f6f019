import { binomialCdf, normalUpperTail } from './distributions.ts';

/** The discordant pairs: cases that passed at the base and fail now (regressed), and the reverse (fixed). */
export interface Flips {
  readonly regressed: number;
  readonly fixed: number;
}

/** p-values against "a flip is as likely one way as the other": one-sided each way, and two-sided. */
export interface McNemarTest {
  /** Small when more cases regressed than chance explains. */
  readonly worse: number;
  /** Small when more cases were fixed than chance explains. */
  readonly better: number;
  readonly twoSided: number;
}

/**
 * McNemar's exact test: did more cases flip one way than the other?
 *
 * Given the number of flips, regressions are Binomial(flips, ½) when nothing changed. The p-value is the chance of a
 * split at least as lopsided, so the test never rejects too often, and usually too seldom. No flips give p = 1.
 * Assumes one binary trial per arm and independent cases.
 *
 * Source: McNemar (1947), Psychometrika 12; R `binom.test`.
 */
export function mcnemarExact({ regressed, fixed }: Flips): McNemarTest {
  const flips = regressed + fixed;
  const worse = binomialCdf(fixed, flips, 0.5);
  const better = binomialCdf(regressed, flips, 0.5);
  return { worse, better, twoSided: Math.min(1, 2 * Math.min(worse, better)) };
}

/**
 * McNemar's mid-p test: as the exact test, but a split exactly as lopsided as the observed one counts half.
 *
 * Gives up the guarantee of the exact test for a false-fail rate close to the nominal one; by enumeration it hardly
 * ever exceeds it. No flips give p = ½: the data say nothing.
 *
 * Source: Fagerland, Lydersen and Laake (2013), BMC Medical Research Methodology 13:91.
 */
export function mcnemarMidP({ regressed, fixed }: Flips): McNemarTest {
  const flips = regressed + fixed;
  const worse = belowAndHalfOf(fixed, flips);
  const better = belowAndHalfOf(regressed, flips);
  // An even split is the least lopsided of all: everything is at least as lopsided, and it counts half itself.
  const evenSplit = binomialCdf(fixed, flips, 0.5) - binomialCdf(fixed - 1, flips, 0.5);
  const twoSided = regressed === fixed ? 1 - evenSplit / 2 : 2 * Math.min(worse, better);
  return { worse, better, twoSided };
}

/**
 * McNemar's chi-squared statistic with its two-sided p-value, without and with Edwards' continuity correction.
 *
 * Advisory: shown so that figures of other tools can be recognised; too liberal with few flips, so it never gates.
 * No flips give statistic 0 and p = 1.
 *
 * Source: McNemar (1947); Edwards (1948); R `mcnemar.test`.
 */
export function mcnemarAsymptotic({ regressed, fixed }: Flips): {
  statistic: number;
  twoSided: number;
  twoSidedCorrected: number;
} {
  const flips = Math.max(1, regressed + fixed);
  const gap = Math.abs(regressed - fixed);
  const corrected = Math.max(0, gap - 1);
  const tail = (distance: number): number => 2 * normalUpperTail(distance / Math.sqrt(flips));
  return { statistic: gap ** 2 / flips, twoSided: tail(gap), twoSidedCorrected: tail(corrected) };
}

/** P(X < count) + ½ P(X = count) for X ~ Binomial(flips, ½), without taking a difference of nearly equal numbers. */
function belowAndHalfOf(count: number, flips: number): number {
  return (binomialCdf(count, flips, 0.5) + binomialCdf(count - 1, flips, 0.5)) / 2;
}
