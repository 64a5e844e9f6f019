import type { ReleaseFacts } from '../domain/report.ts';
import { missingPolicy } from '../config/policy-file.ts';
import type { LoadedSuite } from '../config/suite.ts';
import { readTarget } from '../config/target.ts';
import type { Finding } from '../domain/finding.ts';
import type { FileTree, RepositoryPort } from '../domain/ports.ts';
import type { Settings } from '../domain/settings.ts';
import type { Suite } from '../domain/suite.ts';
import type { TargetSpec } from '../domain/target.ts';
import { UsageError } from '../domain/usage-error.ts';
import { inconclusiveReasons, type InconclusiveReason } from '../domain/verdict.ts';
import { targets } from '../targets/index.ts';
import { type ComparedSuite, compareSides } from './compare-sides.ts';
import type { AddedSuite, LoadedChange } from './load-change.ts';
import { gatedNames, missingSuite, type MissingSuite } from './missing-suite.ts';
import { inBase, loadSuites, readPolicy, type SideSuite } from './read-side.ts';

/** A release with the last one beside it, and what of the two can be compared. */
export interface LoadedRelease {
  readonly loaded: LoadedChange;
  readonly facts: Pick<ReleaseFacts, 'first' | 'unchanged'>;
}

/**
 * Reads a release: everything that judges (policy, suites, cases, scorers) is today's, which has landed and so is trusted;
 * of the last release only the systems under test. Every case of every suite runs, both versions live, at the margin
 * between releases; in a release no reason to be inconclusive lets anything through (product.md).
 *
 * @param first a maintainer lets pass what the last release has nothing to compare with
 */
export async function loadRelease(
  repository: RepositoryPort,
  of: { readonly first: boolean; readonly isFirstOfAll: boolean },
): Promise<LoadedRelease> {
  const [change, base, head] = await Promise.all([repository.change(), repository.base(), repository.head()]);
  const policy = await readPolicy(head);
  if (policy === undefined) throw new UsageError(missingPolicy(`none in ${head.name}`, head.folder));
  const settings = forRelease(policy);
  const today = await loadSuites(head, settings, { toLand: true });
  const released = of.isFirstOfAll ? [] : await releasedSuites(base);

  const suites: ComparedSuite[] = [];
  const added: AddedSuite[] = [];
  const unchanged: string[] = [];
  for (const side of today) {
    const target = side.head;
    if (target === undefined || gatedNames(side.suite).length === 0) continue;
    const suite = wholeSuite(side.suite);
    const before = released.find((one) => one.suite.name === suite.name);
    if (before?.head === undefined) {
      added.push({ ...side, suite, head: target });
      continue;
    }
    const was = await judgedToday(base, before, suite);
    const compared = await compareSides({ ...side, suite }, was, side, target, { base, head }, change);
    // The same product cannot be worse. What a program runs beyond its watched files nobody here knows.
    if (compared.change.factors.length === 0 && !compared.codeChanged && target.type !== 'command') {
      unchanged.push(suite.name);
    } else suites.push(compared);
  }
  const removed = released.filter(
    (one) => one.head !== undefined && gatedNames(one.suite).length > 0 && !today.some((now) => isIn(now, one)),
  );
  const missing: readonly MissingSuite[] = of.first
    ? []
    : [
        ...removed.map(({ suite }) => missingSuite(suite, 'target-missing')),
        ...added.map(({ suite }) => missingSuite(suite, 'no-baseline')),
      ];
  const findings = [
    ...missing.map(({ suite, reason }) => cannotCompare(suite, reason)),
    ...unchanged.map((suite) => sameProduct(suite)),
    ...(of.first ? removed.map(({ suite }) => leftOut(suite.name)) : []),
  ];
  return {
    loaded: {
      change: { ...change, seedKey: 'release' },
      settings,
      bootstrap: false,
      suites,
      added: of.first ? added : [],
      missing,
      policyDiff: [],
      findings,
      known: today.map(({ suite }) => suite.name),
    },
    facts: { first: of.first ? added.map(({ suite }) => suite.name) : [], unchanged },
  };
}

/** Both versions live whatever the policy says, and nothing inconclusive is let through. */
function forRelease(settings: Settings): Settings {
  const levels = inconclusiveReasons.map((reason) => [reason, 'fail' as const]);
  return {
    ...settings,
    control: 'always',
    // One entry for each reason of the closed list.
    levels: Object.fromEntries(levels) as Record<InconclusiveReason, 'fail'>,
  };
}

function wholeSuite(suite: Suite): Suite {
  const { cases: _sampled, ...sampling } = suite.sampling;
  return {
    ...suite,
    sampling,
    metrics: suite.metrics.map((metric) => ({ ...metric, margin: metric.releaseMargin ?? metric.margin })),
  };
}

/** Of a release from before there was a policy there is nothing to compare with. */
async function releasedSuites(base: FileTree): Promise<readonly SideSuite[]> {
  const policy = await inBase(base, readPolicy(base));
  return policy === undefined ? [] : inBase(base, loadSuites(base, policy));
}

/** The released target, fingerprinted with today's scorers: they judge both. */
function judgedToday(base: FileTree, before: LoadedSuite, { scorersDigest, watch }: Suite): Promise<TargetSpec> {
  return inBase(base, readTarget(base, before.suite.directory, { scorersDigest, registry: targets, watch }));
}

function isIn(now: SideSuite, before: SideSuite): boolean {
  return now.suite.name === before.suite.name && now.head !== undefined && gatedNames(now.suite).length > 0;
}

function cannotCompare(suite: string, reason: MissingSuite['reason']): Finding {
  const what =
    reason === 'target-missing'
      ? 'was gated in the last release, and this one has no such gate any more'
      : 'was in no release before, so there is nothing to compare it with';
  return {
    ruleId: reason,
    suite,
    message: `\`${suite}\` ${what}; a maintainer can let that pass once, and have it recorded, with \`--first\` (the Action: \`first: suites\`)`,
  };
}

function sameProduct(suite: string): Finding {
  return {
    ruleId: 'nothing-relevant-changed',
    suite,
    message: `\`${suite}\` tests the same product as the last release: nothing was asked`,
  };
}

function leftOut(suite: string): Finding {
  return {
    ruleId: 'no-longer-tested',
    suite,
    message: `\`${suite}\` was gated in the last release, and this one has no such gate any more; a maintainer let that pass`,
  };
}
