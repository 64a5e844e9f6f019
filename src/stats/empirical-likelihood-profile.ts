/** Oriented differences of the cases (candidate − baseline, positive is better, range of length 1), with weights. */
export interface WeightedDifferences {
  /** Each in [−1, 1]. */
  readonly differences: readonly number[];
  /** Positive, in any unit; equal when left out. */
  readonly weights?: readonly number[] | undefined;
}

/** Differences clipped to [−1, 1], and weights as shares of the largest one; `unit` brings them back to mean 1. */
export interface Sample {
  readonly differences: Float64Array;
  readonly shares: Float64Array;
  readonly unit: number;
}

/** Throws a RangeError on differences outside [−1, 1], and on weights that are missing or not positive. */
export function prepare({ differences, weights }: WeightedDifferences): Sample {
  for (const difference of differences) {
    if (!(Math.abs(difference) <= 1 + 1e-9)) throw new RangeError(`difference ${difference} is outside [-1, 1]`);
  }
  const shares = weights ? new Float64Array(weights) : new Float64Array(differences.length).fill(1);
  if (shares.length !== differences.length) throw new RangeError('there must be one weight for each difference');
  let largest = 0;
  for (const weight of shares) {
    if (!(weight > 0 && weight < Infinity)) throw new RangeError(`weight ${weight} is not a positive number`);
    largest = Math.max(largest, weight);
  }
  const clipped = new Float64Array(differences);
  let total = 0;
  for (let i = 0; i < clipped.length; i++) {
    clipped[i] = Math.min(1, Math.max(-1, clipped[i] ?? 0));
    total += shares[i] = (shares[i] ?? 0) / largest;
  }
  return { differences: clipped, shares, unit: differences.length / total };
}

/** `rate` is the derivative of `ratio` by the hypothesised difference (envelope theorem); `t` a start for the next. */
export interface Profile {
  readonly lambda: number;
  readonly ratio: number;
  readonly t: number;
  readonly rate: number;
}

/**
 * The supremum at a hypothesised difference, where it is reached, and how fast it falls with that difference.
 *
 * In the unit of the pseudo-case, y_i = x_i/|x_0| ≥ −1 and t = λ|x_0| in [0, 1): the slope falls from its value at 0 to
 * −∞ at 1, so its one zero is found by Newton's method inside a shrinking bracket.
 */
export function profile({ differences, shares, unit }: Sample, difference: number, start = 0.5): Profile {
  const nothing = { lambda: 0, ratio: 0, t: 0, rate: 0 };
  if (difference <= -1) return nothing;
  const pulls = new Float64Array(differences.length);
  let sum = -0.5;
  for (let i = 0; i < pulls.length; i++) {
    sum += pulls[i] = ((shares[i] ?? 0) * ((differences[i] ?? 0) - difference)) / (1 + difference);
  }
  if (sum <= 0) return nothing;

  let [low, high, t] = [0, 1, start];
  for (let iteration = 0; iteration < 200; iteration++) {
    const pole = 1 / (1 - t);
    let slope = -0.5 * pole;
    let curvature = 0.5 * pole * pole;
    for (let i = 0; i < pulls.length; i++) {
      const y = pulls[i] ?? 0;
      const term = y / (1 + t * y);
      slope += term;
      curvature += term * term;
    }
    if (slope > 0) low = t;
    else high = t;
    // Newton on slope·(1 − t), which the pole at 1 leaves finite.
    const newton = t + (slope * (1 - t)) / (curvature * (1 - t) + slope);
    const next = newton >= low && newton <= high && newton < 1 ? newton : (low + high) / 2;
    // Newton doubles the digits with each step, so a step this small leaves an error below the last digit.
    const settled = Math.abs(next - t) <= 1e-10 * Math.min(t, 1 - t);
    t = next;
    if (settled) break;
  }

  let logs = 0.5 * Math.log1p(-t);
  let rate = -0.5 / (1 - t);
  for (let i = 0; i < pulls.length; i++) {
    const y = pulls[i] ?? 0;
    logs += Math.log1p(t * y);
    rate -= (shares[i] ?? 0) / (1 + t * y);
  }
  const perUnit = t / (1 + difference);
  return { lambda: perUnit / unit, ratio: Math.max(0, 2 * logs), t, rate: 2 * rate * perUnit };
}
