import type { EvaluatedChange } from '../domain/attempt.ts';
import type { Change } from '../domain/change.ts';
import type { Report } from '../domain/report.ts';
import type { Fingerprint } from '../domain/target.ts';
import { jsonDigest } from '../text/digest.ts';
import type { LoadedChange } from './load-change.ts';
import type { PlannedSuite } from './plan-gate.ts';

/**
 * What is evaluated, as digests over what decides and nothing else: neither a baseline's age nor the text of a reason nor a
 * predicted chance, which differ from run to run by themselves, may make one change look like two.
 */
export function evaluatedChange(
  suites: readonly PlannedSuite[],
  loaded: LoadedChange,
  job: Report['job'],
): EvaluatedChange {
  const { change, settings } = loaded;
  // What a gate has asked does not answer for a release, and its attempts are not a release's.
  const asked = job === 'gate' ? {} : { job };
  return {
    digest: jsonDigest({
      ...asked,
      timeout: settings.timeoutSeconds,
      // Only where there are any, so that the digests of other changes stay.
      ...(loaded.missing.length === 0 ? {} : { missing: loaded.missing }),
      // Two packages may hold the very same suite.
      ...(change.folder === undefined ? {} : { folder: change.folder }),
      suites: suites.map((planned) => decisive(planned, change)),
    }),
    candidate: jsonDigest(suites.map((planned) => ({ ...asked, ...version(planned, 'head') }))),
    base: jsonDigest(suites.map((planned) => ({ ...asked, ...version(planned, 'base') }))),
    commit: change.pullRequest?.headCommit ?? change.head.commit,
  };
}

function decisive(planned: PlannedSuite, { base, head }: Change): object {
  const { plan, baseline, compared } = planned;
  // A program may run any file of its tree, watched or not.
  const isProgram = [compared.base.type, compared.head.type].includes('command');
  return {
    ...(isProgram ? { trees: [base.tree, head.tree] } : {}),
    suite: plan.suiteDigest,
    base: version(planned, 'base'),
    head: version(planned, 'head'),
    cases: plan.caseIds,
    trials: plan.trials,
    design: plan.design,
    live: planned.liveCases.map(({ id }) => id),
    baseline: (baseline?.runs ?? []).map(({ id, at, commit }) => ({ id, at, commit })),
  };
}

/** A version of the product in one suite: its fingerprint, and for the candidate the keys it adds to the cases' input. */
function version({ compared, plan }: PlannedSuite, side: 'base' | 'head'): object {
  const { fingerprint }: { readonly fingerprint: Fingerprint } = compared[side];
  const extended = side === 'head' ? [...compared.cases.extended].sort(([one], [other]) => (one < other ? -1 : 1)) : [];
  return { suite: plan.suite, fingerprint, extended };
}
