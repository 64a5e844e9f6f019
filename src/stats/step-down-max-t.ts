/** Two statistics this close (relative to their size, or absolutely below 1) are a tie that float noise has split. */
const TIE = 1e-12;

/** Collects re-arranged statistics and turns them into raw and family-wise adjusted p-values. */
export interface StepDownMaxT {
  /** Counts one arrangement: the statistic of each metric, negative where worse, standing for `weight` arrangements. */
  add(statistic: Float64Array, weight: number): void;
  /**
   * The p-values, given how many arrangements were counted in all.
   *
   * `strict` counts ties whole instead of half. `observedApart` is 1 when the observed arrangement is not among those
   * counted (Monte Carlo), and 0 when it is (complete enumeration).
   */
  pValues(total: number, options: { strict: boolean; observedApart: 0 | 1 }): { raw: number[]; adjusted: number[] };
}

/**
 * Westfall and Young's step-down maxT: p-values for several metrics at once, with the family-wise error rate under
 * control and nothing wasted on metrics that move together.
 *
 * The test is one-sided, of −T: worse is large. The metrics are ordered from the worst observed to the least; each is compared with the largest re-arranged statistic
 * among itself and all less extreme ones, and adjusted p-values never fall along that order.
 *
 * Source: Westfall and Young (1993), Resampling-Based Multiple Testing, algorithm 4.1.
 */
export function stepDownMaxT(observedStatistic: Float64Array): StepDownMaxT {
  const observed = observedStatistic.map((t) => -t);
  const metrics = observed.length;
  const order = [...observed.keys()].sort((one, other) => (observed[other] ?? 0) - (observed[one] ?? 0));
  const raw = counters(metrics);
  const adjusted = counters(metrics);
  const tolerance = observed.map((t) => TIE * Math.max(1, Math.abs(t)));
  const highest = observed.map((t, metric) => t + (tolerance[metric] ?? 0));
  const lowest = observed.map((t, metric) => t - (tolerance[metric] ?? 0));

  return {
    add(statistic, weight) {
      let largest = -Infinity;
      for (let rank = metrics - 1; rank >= 0; rank--) {
        const metric = order[rank] ?? 0;
        const own = -(statistic[metric] ?? 0);
        if (own > largest) largest = own;
        // Most are nowhere near.
        if (largest < (lowest[metric] ?? 0)) continue;
        count(adjusted, metric, largest, weight);
        count(raw, metric, own, weight);
      }
    },
    pValues(total, { strict, observedApart }) {
      const pValue = ({ above, tied }: Counters, metric: number): number =>
        (observedApart + (above[metric] ?? 0) + (strict ? 1 : 0.5) * (tied[metric] ?? 0)) / (total + observedApart);
      const adjustedPValues = Array.from(observed, () => 0);
      let previous = 0;
      for (const metric of order) {
        previous = Math.max(previous, pValue(adjusted, metric));
        adjustedPValues[metric] = previous;
      }
      return { raw: Array.from(observed, (_, metric) => pValue(raw, metric)), adjusted: adjustedPValues };
    },
  };

  function count({ above, tied }: Counters, metric: number, value: number, weight: number): void {
    if (value > (highest[metric] ?? 0)) above[metric] = (above[metric] ?? 0) + weight;
    else if (value >= (lowest[metric] ?? 0)) tied[metric] = (tied[metric] ?? 0) + weight;
  }
}

interface Counters {
  readonly above: Float64Array;
  readonly tied: Float64Array;
}

function counters(metrics: number): Counters {
  return { above: new Float64Array(metrics), tied: new Float64Array(metrics) };
}
