import { mean, standardDeviation } from './describe.ts';

/** Values (one per case, in any unit) and the name of the cluster that each belongs to. */
export interface ClusteredValues {
  readonly values: readonly number[];
  readonly clusters: readonly string[];
}

/** Standard errors of the mean of clustered values, in their unit. */
export interface ClusterStandardError {
  /** s/√n, as if every case stood alone. */
  readonly independent: number;
  /** Values may move together within a cluster; too small where clusters are few. */
  readonly cr0: number;
  /** The same times √(G/(G − 1)) for G clusters. */
  readonly cr1: number;
  /** G − 1: of the t distribution to compare with. */
  readonly degrees: number;
}

/**
 * How uncertain the mean over cases is when cases come in clusters that move together.
 *
 * CR0 sums the residuals of each cluster before squaring, √(Σ_g (Σ_{i∈g} (x_i − x̄))²)/n; it equals the independent
 * standard error (but for n against n − 1) when every cluster is a single case, and treats a cluster of copies as one
 * case. Assumes independent clusters. Undefined below two clusters. Throws a RangeError unless there is one cluster
 * name for each value.
 *
 * Source: Liang and Zeger (1986), Biometrika 73:13–22; CR0 is Miller (2024), arXiv 2411.00640, section 2.2, CR1 is
 * R `sandwich::vcovCL`.
 */
export function clusterStandardError({ values, clusters }: ClusteredValues): ClusterStandardError | undefined {
  if (values.length !== clusters.length) throw new RangeError('there must be one cluster name for each value');
  const residualSums = new Map<string, number>();
  const centre = values.length === 0 ? 0 : mean(values);
  for (const [index, cluster] of clusters.entries()) {
    residualSums.set(cluster, (residualSums.get(cluster) ?? 0) + (values[index] ?? 0) - centre);
  }
  const groups = residualSums.size;
  if (groups < 2) return undefined;
  const squares = residualSums.values().reduce((sum, residual) => sum + residual ** 2, 0);
  const cr0 = Math.sqrt(squares) / values.length;
  return {
    independent: standardDeviation(values) / Math.sqrt(values.length),
    cr0,
    cr1: cr0 * Math.sqrt(groups / (groups - 1)),
    degrees: groups - 1,
  };
}

/**
 * How many times the variance of independent cases the variance of a clustered mean is: cr0² / independent².
 *
 * Above 1 where cases of a cluster resemble each other (the sample is worth n / effect cases), below 1 where they
 * offset each other. 1 where nothing varies, and below two clusters, where nothing is known.
 *
 * Source: Kish (1965), Survey Sampling, section 8.2.
 */
export function designEffect(input: ClusteredValues): number {
  const error = clusterStandardError(input);
  return error === undefined || error.independent === 0 ? 1 : (error.cr0 / error.independent) ** 2;
}
