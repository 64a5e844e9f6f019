/**
 * The place where a continuous function crosses zero between two points at which it has opposite signs.
 *
 * Brent's method: as sure as bisection, and nearly as fast as the secant once it is close. Found to the last digit or
 * two. A zero at either end is returned as it is. Throws a RangeError when the signs are equal.
 *
 * Source: Brent (1973), Algorithms for Minimization without Derivatives, chapter 4 (`zeroin`).
 */
export function findRoot(f: (x: number) => number, lower: number, upper: number): number {
  let [a, b] = [lower, upper];
  let [fa, fb] = [f(a), f(b)];
  if (fa === 0) return a;
  if (fb === 0) return b;
  if (fa > 0 === fb > 0) throw new RangeError(`no change of sign between ${lower} and ${upper}`);
  let [c, fc] = [a, fa];
  let step = b - a;
  let previousStep = step;
  for (let iteration = 0; iteration < 200; iteration++) {
    if (Math.abs(fc) < Math.abs(fb)) [a, b, c, fa, fb, fc] = [b, c, b, fb, fc, fb];
    const tolerance = 2 * Number.EPSILON * Math.abs(b) + Number.MIN_VALUE;
    const half = (c - b) / 2;
    if (Math.abs(half) <= tolerance || fb === 0) return b;
    const interpolated = interpolate(a, b, c, fa, fb, fc);
    const limit = Math.min((3 * Math.abs(half)) / 2, Math.abs(previousStep / 2));
    const inside = Math.sign(interpolated) === Math.sign(half) && Math.abs(interpolated) < limit;
    previousStep = inside ? step : half;
    step = inside ? interpolated : half;
    [a, fa] = [b, fb];
    b += Math.abs(step) > tolerance ? step : Math.sign(half) * tolerance;
    fb = f(b);
    if (fb > 0 === fc > 0) {
      [c, fc] = [a, fa];
      step = b - a;
      previousStep = step;
    }
  }
  return b;
}

/** The step from b to the zero of the line through two points, or of the inverse parabola through three. */
function interpolate(a: number, b: number, c: number, fa: number, fb: number, fc: number): number {
  const s = fb / fa;
  if (a === c) return (-(c - b) * s) / (1 - s);
  const q = fa / fc;
  const r = fb / fc;
  const numerator = s * ((c - b) * q * (q - r) - (b - a) * (r - 1));
  return -numerator / ((q - 1) * (r - 1) * (s - 1));
}
