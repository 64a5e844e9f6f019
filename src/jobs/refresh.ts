import type { Drift } from '../analysis/provider-drift.ts';
import type { Baseline } from '../domain/baseline.ts';
import type { FileTree } from '../domain/ports.ts';
import type { GatePorts } from './gate-ports.ts';
import { type Measured, type MeasureRequest, measureSuite } from './measure-suite.ts';
import { type PooledBaseline, poolMeasured } from './pool-measured.ts';
import { sinceStored } from './since-stored.ts';

/** What a refresh found and what it stores. */
export interface Refreshed extends Measured, PooledBaseline {
  /** Metrics on which this run does not score as the baseline before of the same configuration. */
  readonly drift: readonly Drift[];
}

/** An independent run of the whole suite, pooled with the baseline before it, to be stored. */
export async function refresh(
  tree: FileTree,
  of: MeasureRequest & {
    /** The baseline that is there; undefined where there is none, or it cannot be read. */
    readonly previous?: Baseline;
  },
  ports: Pick<GatePorts, 'targets' | 'clock' | 'progress' | 'keep' | 'signal'>,
): Promise<Refreshed> {
  const measured = await measureSuite(tree, of, ports);
  const earlier = of.previous === undefined ? [] : [of.previous];
  return {
    ...measured,
    ...poolMeasured(measured, earlier, { now: ports.clock.now(), accepted: of.previous?.accepted ?? [] }),
    drift: sinceStored(of.previous, measured.fresh, measured.run.loaded.suite).drift,
  };
}
