import { judgeBaseline } from '../analysis/compatibility.ts';
import { baselineStore } from '../baselines/read-baseline.ts';
import type { Baseline } from '../domain/baseline.ts';
import type { Finding } from '../domain/finding.ts';
import type { FileTree } from '../domain/ports.ts';
import type { Budget } from '../runner/budget.ts';
import type { ComparedSuite } from './compare-sides.ts';
import { CouldNotRun, executeArms } from './execute-arms.ts';
import type { GatePorts } from './gate-ports.ts';
import type { LoadedChange } from './load-change.ts';
import { missingSuite } from './missing-suite.ts';
import { readPolicy } from './read-side.ts';

/** A release whose last version cannot be asked in some suites any more. */
export interface WithoutRetired {
  readonly loaded: LoadedChange;
  /** By suite, where stored trials stand for the last release. */
  readonly baselines: ReadonlyMap<string, Baseline>;
}

/**
 * Finds the suites whose released model is gone, by asking it once where this release has another one, and puts the trials
 * that were stored for it in its place: those in the last release's own tree, of its own configuration, case by case.
 * Then the provider's drift since is part of the difference, and is said to be. Where nothing usable is stored there can
 * be no verdict.
 */
export async function withoutRetired(
  loaded: LoadedChange,
  of: { readonly base: FileTree; readonly budget: Budget; readonly now: number },
  ports: Pick<GatePorts, 'targets' | 'clock' | 'progress' | 'signal'>,
): Promise<WithoutRetired> {
  const suites: ComparedSuite[] = [];
  const missing = [...loaded.missing];
  const findings: Finding[] = [];
  const baselines = new Map<string, Baseline>();
  for (const compared of loaded.suites) {
    const { suite } = compared;
    if (!(await isRetired(compared, loaded, of.budget, ports))) {
      suites.push(compared);
      continue;
    }
    const baseline = await storedRelease(of.base, suite.name);
    const { fingerprint } = compared.base;
    const judged = judgeBaseline(baseline, { suite, fingerprint, now: of.now, maxAgeDays: Infinity });
    const lacking = judged.usable ? judged.casesWithout.length : 0;
    if (baseline === undefined || !judged.usable || lacking > MOST_LACKING * suite.cases.length) {
      missing.push(missingSuite(suite, 'metric-missing'));
      findings.push(nothingStored(suite.name, compared.base.model));
      continue;
    }
    const without = new Set(judged.casesWithout);
    const cases = suite.cases.filter(({ id, role }) => role !== undefined || !without.has(id));
    baselines.set(suite.name, baseline);
    suites.push({ ...compared, suite: { ...suite, cases }, onlyStored: true });
    findings.push(storedStands(suite.name, compared.base.model, suite.cases.length - cases.length));
  }
  return { loaded: { ...loaded, suites, missing, findings: [...loaded.findings, ...findings] }, baselines };
}

/** Share of today's cases that may have no stored trials: beyond it, what is left is another suite. */
const MOST_LACKING = 0.1;

/** One call, which decides nothing but this. A model that both have is there, or else nothing can run at all. */
async function isRetired(
  { suite, base, change, scorers }: ComparedSuite,
  { settings }: LoadedChange,
  budget: Budget,
  ports: Pick<GatePorts, 'targets' | 'clock' | 'progress' | 'signal'>,
): Promise<boolean> {
  const [one] = suite.cases;
  if (!change.factors.includes('model') || one === undefined) return false;
  const blocks = [{ cases: [one], trials: 1 }];
  const run = { suite: suite.name, stage: 'screen' as const, arm: 'control' as const, spec: base, scorers, blocks };
  try {
    await executeArms([run], undefined, { settings, budget, seed: 'retired' }, { ...ports, keep: () => {} });
    return false;
  } catch (error) {
    if (error instanceof CouldNotRun && error.fault.kind === 'not-found') return true;
    throw error;
  }
}

async function storedRelease(base: FileTree, suite: string): Promise<Baseline | undefined> {
  const policy = await readPolicy(base);
  return policy === undefined ? undefined : baselineStore(base, policy.baselines).load(suite);
}

function storedStands(suite: string, model: string | undefined, left: number): Finding {
  return {
    ruleId: 'provider-drift',
    suite,
    message: `${named(model)} that \`${suite}\` was released with does not answer any more, so its stored trials stood for it: the difference includes the provider's drift since then, and a drop cannot be confirmed${left === 0 ? '' : `; ${left} newer cases have none and were left out`}`,
  };
}

function nothingStored(suite: string, model: string | undefined): Finding {
  return {
    ruleId: 'metric-missing',
    suite,
    message: `${named(model)} that \`${suite}\` was released with does not answer any more, and the last release has no stored trials of it that today's scorers and nine in ten of today's cases could use: store a baseline before a model is retired`,
  };
}

function named(model: string | undefined): string {
  return model === undefined ? 'The model' : `\`${model}\``;
}
