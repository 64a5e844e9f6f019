import type { Baseline } from '../domain/baseline.ts';
import type { GatePorts } from './gate-ports.ts';
import type { LoadedChange } from './load-change.ts';

/** The stored baselines of the suites that run, from the base commit. One that cannot be read is the user's to mend. */
export async function loadBaselines(
  loaded: Pick<LoadedChange, 'suites' | 'settings'>,
  ports: Pick<GatePorts, 'baselines'>,
): Promise<ReadonlyMap<string, Baseline>> {
  const store = await ports.baselines(loaded.settings.baselines);
  const baselines = new Map<string, Baseline>();
  for (const { suite } of loaded.suites) {
    const baseline = await store.load(suite.name);
    if (baseline !== undefined) baselines.set(suite.name, baseline);
  }
  return baselines;
}
