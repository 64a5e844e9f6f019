/**
 * How many of the lost cases would have to come out at their worst (d = −1, a full drop) before a PASS is lost: the
 * sentence beside `too-many-errors`, and the measure of how far a PASS leans on what is missing (statistics.md §6).
 *
 * `passes(failing)` says whether the PASS test holds with that many of the `lost` cases at their worst and the rest
 * left out, as they are now: 0 is the test on what was observed, `lost` the one that a PASS must survive. Where cases
 * lost different amounts (whole cases, single trials) the caller lets the largest possible drops fail first, so that
 * the answer is the fewest that suffice.
 *
 * Assumes that a PASS once lost does not come back with more failures. So it is with every PASS test: the worst value
 * there is raises the p-value of Tango's score and of the empirical likelihood; the exact p-value can dip by a
 * hundredth as n grows, but from the PASS floor on not across .05. About log₂(lost) + 2 tests find the answer.
 *
 * 0: there is no PASS even without them. Undefined: all may have failed, and the PASS holds. Throws a RangeError unless
 * `lost` is a whole number from 0 on.
 *
 * Source: tipping-point analysis of missing data: Yan, Lee and Li (2009), Journal of Biopharmaceutical Statistics
 * 19:1085–1098.
 *
 * @example
 * tippingPoint(excluded, (failing) => test([...values, ...Array.from({ length: failing }, () => -1)]) < alpha)
 */
export function tippingPoint(lost: number, passes: (failing: number) => boolean): number | undefined {
  if (!Number.isSafeInteger(lost) || lost < 0) throw new RangeError(`${lost} is no number of lost cases`);
  if (passes(lost)) return undefined;
  let [most, least] = [lost, 0];
  while (least < most) {
    const middle = Math.floor((least + most) / 2);
    if (passes(middle)) least = middle + 1;
    else most = middle;
  }
  return most;
}
