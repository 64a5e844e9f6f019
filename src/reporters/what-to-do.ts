import type { Report, SettlingSize } from '../domain/report.ts';
import { count, duration, money } from './numbers.ts';
import { openComparisons } from './picks.ts';
import { situationOf, type Situation } from './situation.ts';
import { code, own, words, type Words } from './words.ts';

export interface Advice {
  /** Whether the check stops the merge. */
  readonly blocks: boolean;
  /** The likeliest first; each a full sentence or two. */
  readonly steps: readonly Words[];
}

interface Place {
  /** Whether a maintainer's review can accept a drop where this is shown. */
  readonly canAccept: boolean;
}

/** What to do about it. Undefined where there is nothing to do. */
export function whatToDo(report: Report, place: Place): Advice | undefined {
  const situation = situationOf(report);
  const steps = stepsFor[situation](report, place);
  if (steps.length === 0) return undefined;
  return {
    blocks: report.verdict.level === 'fail' || situation === 'cancelled',
    steps: [...steps, ...standing(report)],
  };
}

const stepsFor: Readonly<Record<Situation, (report: Report, place: Place) => readonly Words[]>> = {
  passed: () => [],
  accepted: () => [],
  'nothing-relevant-changed': () => [],
  'first-configuration': () => [],
  failed: (report, { canAccept }) => [
    canAccept
      ? words`Fix it and push, or ask a maintainer to accept the drop (below).`
      : words`Fix it and ${own(report.change.pullRequest === undefined ? 'run again' : 'push')}. The changed lines and the worst cases are below.`,
  ],
  undecided: settlingSteps,
  unconfirmed: (report) => [
    ...(report.regressedCases.length === 0
      ? []
      : [words`Look at the cases below; if they are plainly worse, treat this as a drop.`]),
    words`Renew the baseline with ${code('steelyard refresh')}, so that the next change is compared with today’s answers.`,
  ],
  'no-baseline': () => [
    words`Nothing before the merge. After it, run ${code('steelyard refresh')} to store the suite’s first baseline.`,
  ],
  'not-evaluated': () => [
    words`If this comes from a fork or from Dependabot, a maintainer who has read it can push the branch to this repository, where the keys are. Otherwise add the missing key to the secrets of the workflow.`,
  ],
  'too-many-errors': () => [
    words`Run it again when the model’s provider answers reliably. “How this was decided” says which version lost how many calls.`,
  ],
  'over-budget': () => [
    words`Raise ${code('max-calls')}, ${code('max-cost')} or ${code('max-minutes')} in ${code('steelyard.yaml')}, or sample fewer cases. ${code('steelyard plan')} says what a run needs.`,
  ],
  'too-many-attempts': () => [words`Ask a maintainer to look at the change and to allow another attempt.`],
  'target-missing': () => [
    words`If it was removed by mistake, put it back. If it was meant, a maintainer has to merge it knowing that this check goes away.`,
  ],
  'metric-missing': () => [words`The table shows which metric it is, and “Worth knowing” why.`],
  'no-base-build': () => [
    words`Add a ${code('setup:')} command to ${code('target.yaml')} on the base branch, so that the earlier version can be built here.`,
  ],
  incompatible: () => [words`Run both versions on the same cases and compare those files.`],
  cancelled: () => [words`Run it again to get a verdict.`],
};

/** How an inconclusive verdict counts, so that nobody takes it for a pass or wonders about the colour of the check. */
function standing(report: Report): readonly Words[] {
  const { outcome, reason, level } = report.verdict;
  if (outcome !== 'inconclusive' || reason === undefined || reason === 'cancelled') return [];
  const setting = code(`on-${reason}: ${level}`);
  if (level === 'fail') return [words`Until then the check fails (${setting}).`];
  return level === 'warn'
    ? [words`This is a warning (${setting}): it does not stop the merge, and it is not a pass.`]
    : [words`The check stays green (${setting}), but that the product is not worse was not shown.`];
}

function settlingSteps(report: Report): readonly Words[] {
  const largest = (report.toSettle ?? []).reduce<SettlingSize | undefined>(
    (most, size) => (most === undefined || size.cases > most.cases ? size : most),
    undefined,
  );
  if (largest === undefined) {
    return [
      words`Run more cases (${code('cases:')} in ${code('suite.yaml')}), or widen the limit if a drop of this size would not matter.`,
    ];
  }
  const suite = largest.suite;
  const plan = report.plan.suites.find((one) => one.suite === suite);
  const ran = openComparisons(report).find((one) => one.suite === suite)?.pairs ?? plan?.caseIds.length ?? 0;
  const has = plan?.casesInSuite ?? 0;
  return [
    words`About ${own(count(largest.cases, 'case'))} would settle it${price(largest)}; this run had ${ran}.`,
    largest.cases <= has
      ? words`Raise ${code('cases:')} in ${code('suite.yaml')}: the suite has ${has}.`
      : words`The suite has ${has}: add cases, or widen the limit if a drop of this size would not matter.`,
  ];
}

function price(size: SettlingSize): Words {
  const parts = [
    ...(size.cost === undefined ? [] : [money(size.cost)]),
    ...(size.seconds === undefined ? [] : [duration(size.seconds)]),
  ];
  return parts.length === 0 ? [] : [own(` (about ${parts.join(' and ')} a run)`)];
}
