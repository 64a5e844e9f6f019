import type { Baseline } from '../domain/baseline.ts';
import type { Finding } from '../domain/finding.ts';
import { UsageError } from '../domain/usage-error.ts';
import type { GatePorts } from './gate-ports.ts';
import type { LoadedChange } from './load-change.ts';

export interface LoadedBaselines {
  /** By suite. */
  readonly bySuite: ReadonlyMap<string, Baseline>;
  readonly findings: readonly Finding[];
}

/**
 * The stored baselines of the suites that run, from the base commit. One that cannot be read is the user's to mend; the
 * change that mends it is judged without it, against a live control, so that the mend can land.
 */
export async function loadBaselines(
  loaded: Pick<LoadedChange, 'suites' | 'settings' | 'policyDiff'>,
  ports: Pick<GatePorts, 'baselines'>,
): Promise<LoadedBaselines> {
  const store = await ports.baselines(loaded.settings.baselines);
  const bySuite = new Map<string, Baseline>();
  const findings: Finding[] = [];
  for (const { suite } of loaded.suites) {
    try {
      const baseline = await store.load(suite.name);
      if (baseline !== undefined) bySuite.set(suite.name, baseline);
    } catch (error) {
      const folder = `${loaded.settings.baselines}/${suite.name}/`;
      const mended = loaded.policyDiff.some(({ path }) => path.startsWith(folder));
      if (!(error instanceof UsageError) || !mended) throw error;
      findings.push({
        ruleId: 'baseline-unreadable',
        suite: suite.name,
        message: `The stored baseline of \`${suite.name}\` cannot be read, and this change edits it: the base commit ran live beside this change`,
      });
    }
  }
  return { bySuite, findings };
}
