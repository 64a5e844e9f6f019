import { MORE_ATTEMPTS } from '../domain/attempt.ts';
import type { Report } from '../domain/report.ts';
import { onlyBroken } from './broken-cases.ts';
import { reasonFindings } from './reason.ts';
import { programOf } from './reproduce.ts';
import { settlingSteps } from './settling-steps.ts';
import { hasFinding, situationOf, type Situation } from './situation.ts';
import { standing } from './standing.ts';
import { code, join, list, own, words, type Words } from './words.ts';

export interface Advice {
  /** Whether the check stops the merge. */
  readonly blocks: boolean;
  /** Whether, and by which setting, where that is not plain from the verdict; said before the steps. */
  readonly standing?: Words;
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
  const counts = standing(report);
  return {
    blocks: report.verdict.level === 'fail' || situation === 'cancelled',
    ...(counts === undefined ? {} : { standing: counts }),
    steps,
  };
}

const stepsFor: Readonly<Record<Situation, (report: Report, place: Place) => readonly Words[]>> = {
  passed: afterRelease,
  accepted: () => [],
  'first-release': afterRelease,
  'nothing-relevant-changed': afterRelease,
  'baseline-changed': () => [],
  'first-configuration': (report) => [
    ...(hasFinding(report, 'example-cases')
      ? [words`Replace the example cases by your own first: they measure nothing of your product.`]
      : []),
    words`Merge it when the rules are as you want them. Then run ${join(
      report.plan.suites.map(({ suite }) => [code(`${programOf(report)} refresh ${suite}`)]),
      ' and ',
    )} on the default branch and commit the result.`,
  ],
  failed: (report, { canAccept }) => [
    report.job === 'release'
      ? words`Do not release this. Fix what got worse (the changed lines and the worst cases are below), or let the last good version stand; a drop cannot be accepted here.`
      : canAccept
        ? words`Fix it and push, or ask a maintainer to accept ${own(onlyBroken(report) ? 'it' : 'the drop')} (below).`
        : words`Fix it and ${own(report.change.pullRequest === undefined ? 'run again' : 'push')}. The changed lines and the ${own(onlyBroken(report) ? '' : 'worst ')}cases are below.`,
  ],
  undecided: settlingSteps,
  unconfirmed: (report) => [
    ...(report.regressedCases.length === 0
      ? []
      : [words`Look at the cases below; if they are plainly worse, treat this as a drop.`]),
    words`Renew the baseline with ${code('steelyard refresh')}, so that the next change is compared with today’s answers.`,
  ],
  'no-baseline': (report) => [
    report.job === 'release'
      ? words`If it is meant, let a maintainer release it with ${code('--first')} (in the workflow ${code('first: suites')}); that is recorded.`
      : words`Nothing before the merge. After it, run ${code('steelyard refresh')} to store the suite’s first baseline.`,
  ],
  'not-evaluated': (report) => [
    // Its branch is in this repository already, and a run has the secrets of whoever pushed.
    says(report, 'from Dependabot')
      ? words`A maintainer who has read it can push a commit to its branch, and that run has the keys. Or give Dependabot’s own secrets the key.`
      : words`A maintainer who has read it can push the branch to this repository, where the keys are.`,
  ],
  'too-many-errors': () => [
    words`Run it again when the model’s provider answers reliably. “How this was decided” says which version lost how many calls.`,
  ],
  'over-budget': (report) => [
    words`Raise ${list(
      limitsReached(report).map((limit) => [code(limit)]),
      limitNames.length,
      'or',
    )} in ${code('steelyard.yaml')} on the base branch, or sample fewer cases. ${code('steelyard plan')} says what a run needs.`,
  ],
  'too-many-attempts': ({ change, job }) => [
    job === 'release'
      ? words`Look at what the earlier attempts showed, and let somebody who maintains the repository start the run.`
      : change.pullRequest === undefined
        ? words`Look at what the earlier attempts showed. To begin anew, remove ${code('.steelyard/attempts.jsonl')}.`
        : words`Ask a maintainer to look at the change, to add the label ${code(MORE_ATTEMPTS)}, and to run the job again.`,
  ],
  'target-missing': ({ job }) => [
    job === 'release'
      ? words`If it was removed by mistake, put it back. If it was meant, let a maintainer release it with ${code('--first')} (in the workflow ${code('first: suites')}); that is recorded.`
      : words`If it was removed by mistake, put it back. If it was meant, remove its gate (${code('gate: false')}) in a change of its own first.`,
  ],
  'metric-missing': (report) =>
    report.job === 'release'
      ? [
          words`Look at the reason above. Where a released model is gone and nothing usable is stored of it, name an older or newer release with ${code('steelyard release --since')} on your machine, or let a maintainer record this one as the first.`,
        ]
      : report.verdict.perMetric.length > 0
        ? [words`Look at its scorer in ${code('suite.yaml')} and at the answers it refused, and push.`]
        : [
            words`Set ${code('gate: true')} for a metric in ${code('suite.yaml')}, or ${code('on-metric-missing: pass')} in ${code('steelyard.yaml')}.`,
          ],
  'no-base-build': (report) => [
    says(report, 'fetch-depth')
      ? words`Set ${code(report.job === 'release' ? 'fetch-depth: 0' : 'fetch-depth: 2')} at the checkout step of the workflow, and push.`
      : words`Add a ${code('setup:')} command to ${code('target.yaml')} in a change of its own first, so that the earlier version can be built here.`,
  ],
  incompatible: () => [words`Run both versions on the same cases and compare those files.`],
  cancelled: () => [words`Run it again to get a verdict.`],
};

/** A pass of a pull request asks for nothing; a release is let go with its record. */
function afterRelease({ job }: Report): readonly Words[] {
  if (job !== 'release') return [];
  return [
    words`Release it, with ${code('steelyard-release.json')} and ${code('steelyard-release.md')} attached: the next release is compared with what they record.`,
  ];
}

const limitNames = ['max-calls', 'max-cost', 'max-minutes'] as const;

/** The limits that ended it, where the finding names them; otherwise all there are. */
function limitsReached(report: Report): readonly string[] {
  const named = limitNames.filter((limit) => says(report, limit));
  return named.length === 0 ? limitNames : named;
}

/** Whether a finding about the reason has these words: which of several mends is wanted, only its message says. */
function says(report: Report, text: string): boolean {
  return reasonFindings(report).some(({ message }) => message.includes(text));
}
