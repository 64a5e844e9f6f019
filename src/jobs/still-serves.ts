import { changesSince } from '../analysis/refresh-reasons.ts';
import type { Baseline } from '../domain/baseline.ts';
import type { RunnableSuite } from './load-suite.ts';

/** Whether a baseline is of this very configuration, with these cases and metrics: nobody changed anything since. */
export function stillServes(baseline: Baseline, { suite, target }: RunnableSuite): boolean {
  const cases = new Map(suite.cases.map(({ id, hash }) => [id, { hash, trials: [] }]));
  const metrics = suite.metrics.map(({ name }) => name);
  return changesSince(baseline, { fingerprint: target.fingerprint, metrics, cases }).length === 0;
}
