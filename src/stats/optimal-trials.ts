/** What decides how often each case should be asked. Both costs in one unit, both variances in one unit. */
export interface TrialTradeOff {
  /** What one more case costs besides its trials: writing and labelling it, its share of a set-up. */
  readonly caseCost: number;
  /** What one trial costs. */
  readonly trialCost: number;
  /** σ²_w, the part of the variance that trials divide: of one trial around its case's true mean. */
  readonly withinVariance: number;
  /** σ²_δ, the part that they do not: of the true differences between cases. */
  readonly betweenVariance: number;
  /** The most trials a case that make sense; 10 when left out. */
  readonly most?: number;
}

/**
 * How many trials a case give the most precision for the money: the k that makes variance times cost,
 *
 *     (σ²_δ + σ²_w / k) · (c_case + k · c_trial),
 *
 * least. In real numbers k* = √((c_case / c_trial) · (σ²_w / σ²_δ)); the answer is the better of the whole numbers on
 * either side (the fewer where they are equal), from 1 to `most`. Cases that cost nothing but their trials are worth
 * more than any repeat: 1. A model that wavers while nothing differs between cases: `most`.
 *
 * The two arms enter through the variances. Where both run k trials, pass 2σ²_w; where only the candidate does, against
 * k_B stored trials, pass σ²_w, and σ²_δ + σ²_w / k_B as what trials do not divide.
 *
 * Throws a RangeError on negative or infinite input, and unless `most` is a whole number from 1 on.
 *
 * Source: Cochran (1977), Sampling Techniques, 3rd edition, section 10.6 (two-stage sampling); statistics.md §11.
 */
export function optimalTrials(tradeOff: TrialTradeOff): number {
  const { caseCost, trialCost, withinVariance, betweenVariance, most = MOST_TRIALS } = tradeOff;
  for (const value of [caseCost, trialCost, withinVariance, betweenVariance]) {
    if (!(value >= 0 && value < Infinity)) throw new RangeError(`${value} is neither a cost nor a variance`);
  }
  if (!Number.isSafeInteger(most) || most < 1) throw new RangeError(`${most} is no number of trials`);
  const [repeatsPay, repeatsCost] = [caseCost * withinVariance, trialCost * betweenVariance];
  if (repeatsPay === 0) return 1;
  const best = Math.sqrt(repeatsPay / repeatsCost);
  if (best >= most) return most;
  const fewer = Math.max(1, Math.floor(best));
  // The product is convex in k: the best whole number stands beside the best real one.
  const product = (k: number) => (betweenVariance + withinVariance / k) * (caseCost + k * trialCost);
  return product(fewer + 1) < product(fewer) ? fewer + 1 : fewer;
}

/** As many as a stored baseline wants for each of the candidate's (statistics.md §9); beyond it the gain is slight. */
const MOST_TRIALS = 10;
