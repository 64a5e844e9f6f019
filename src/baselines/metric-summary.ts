/** What a reviewer of baseline.json reads of one metric, in its own units. Computed by the caller; never read back for a verdict. */
export interface MetricSummary {
  /** Mean over cases of the case means. */
  readonly estimate: number;
  /** Standard deviation over cases of the case means. */
  readonly sd: number;
  /** ψ_AA: how often two runs of the same configuration disagree on a case; null where unknown (one trial, not binary). */
  readonly flipRate: number | null;
  /** Cases with at least one score. */
  readonly cases: number;
}
