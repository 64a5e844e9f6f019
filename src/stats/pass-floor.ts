/**
 * The fewest cases with which a PASS is possible at all: below it, even flawless cases cannot rule out a drop of the
 * margin.
 *
 * If a share `margin` of all cases regressed, n cases would show none of it with probability (1 − margin)ⁿ; the floor
 * is the smallest n at which that is no more than the `level` spent: 29, 59 and 99 for margins .10, .05 and .03 at .05.
 * Both in (0, 1).
 */
export function passFloor(margin: number, level: number): number {
  const cases = Math.log(level) / Math.log1p(-margin);
  // A quotient that is a whole number but for the last digits must not be rounded up to the next.
  return Math.max(1, Math.ceil(cases * (1 - 1e-12)));
}

/** The other way round: the largest drop that `cases` flawless cases leave possible, 1 − level^(1/cases). */
export function flawlessBound(cases: number, level: number): number {
  return cases === 0 ? 1 : -Math.expm1(Math.log(level) / cases);
}
