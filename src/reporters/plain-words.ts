import type { SuitePlan } from '../domain/plan.ts';
import type { Report } from '../domain/report.ts';
import { comparedWords } from './compared-words.ts';
import { count, money } from './numbers.ts';
import { titleOf } from './picks.ts';
import { reasonFindings, reasonWords } from './reason.ts';
import { situationOf, type Situation } from './situation.ts';
import { code, join, list, own, sentence, strong, words, type Words } from './words.ts';
import { before, subject } from './subject.ts';

/** The second line of every report: what happened, for somebody who knows the product and no statistics. */
export function plainWords(report: Report): Words {
  return sentences(told[situationOf(report)](report));
}

/** Each as sentences without their full stops; the first follows "In plain words:", so it begins small. */
const told: Readonly<Record<Situation, (report: Report) => readonly Words[]>> = {
  passed: comparedWords.passed,
  failed: comparedWords.failed,
  accepted: comparedWords.accepted,
  'nothing-relevant-changed': (report) => [
    report.job === 'release'
      ? words`this release is the same product as the last one in everything that is tested, so nothing was run and nothing was spent`
      : words`this change touches no prompt, model, suite or watched file, so nothing was run and nothing was spent`,
  ],
  'first-release': (report) => [
    words`this is recorded as the first release of ${list(firstReleased(report))}, by a maintainer’s leave`,
    words`there was nothing to compare it with, so nothing was judged; the next release is compared with it`,
  ],
  'first-configuration': (report) => [
    words`this change brings Steelyard’s first configuration, which was checked and is valid`,
    words`nothing was run`,
    words`after the merge, every change to the product is compared with the version before it`,
    ...report.plan.suites.map(plannedCalls),
    words`${code('steelyard refresh')} stores a first baseline, which halves the calls`,
  ],
  'baseline-changed': () => [
    words`this change renews what later changes are compared with, and nothing of the product, so nothing was run`,
    words`the files were checked and can be read; they serve from the merge on`,
  ],
  undecided: comparedWords.undecided,
  unconfirmed: comparedWords.unconfirmed,
  'no-baseline': (report) =>
    report.job === 'release'
      ? [
          words`${list(unreleased(report))} ${own(unreleased(report).length === 1 ? 'was' : 'were')} in no release before, so nothing is shown about ${own(unreleased(report).length === 1 ? 'it' : 'them')}`,
          words`the release stops until a maintainer lets that pass`,
        ]
      : [
          words`this change only adds a suite, so there is no earlier version to compare with`,
          words`its results count from the merge on`,
        ],
  'not-evaluated': (report) => [
    words`nothing was run`,
    ...because(report, words`this change comes from outside the repository and may not use what a run needs`),
    words`nobody knows yet whether ${subject(report)} makes the product worse`,
  ],
  'too-many-errors': (report) => [
    words`so many calls to the model failed that the answers which did arrive cannot settle it`,
    ...reasonWords(report),
    words`such failures were not counted as wrong answers`,
  ],
  'over-budget': (report) => [
    reasonFindings(report).length === 0
      ? words`the run reached its limit of calls, money or time before there was enough to decide`
      : words`the run reached its limit before there was enough to decide`,
    ...reasonWords(report),
    ...comparedWords.soFar(report),
  ],
  'too-many-attempts': (report) => [
    words`${subject(report)} was evaluated many times already, and one good run among many would prove nothing`,
    ...reasonWords(report),
  ],
  'target-missing': (report) => [
    ...because(report, words`${subject(report)} removes a suite that gates, or the target it tests`),
    words`what was checked until now no longer would be`,
  ],
  'metric-missing': (report) => [...notMeasured(report), ...reasonWords(report)],
  'no-base-build': (report) => [
    words`${before(report)} could not be started, so there was nothing to compare with`,
    ...because(report, words`the product’s code changed`),
  ],
  incompatible: (report) => [words`the two sets of results cannot be compared fairly`, ...reasonWords(report)],
  cancelled: (report) => [
    words`the run was stopped before it finished, and what it had measured by then decides nothing`,
    ...reasonWords(report),
  ],
};

function unreleased({ verdict }: Report): readonly Words[] {
  return verdict.perSuite.filter(({ reason }) => reason === 'no-baseline').map(({ suite }) => [code(suite)]);
}

function firstReleased({ release }: Report): readonly Words[] {
  return (release?.first ?? []).map((suite) => [code(suite)]);
}

function because(report: Report, otherwise: Words): readonly Words[] {
  const found = reasonWords(report);
  return found.length === 0 ? [otherwise] : found;
}

/** Which gated metrics have no numbers; nothing where no metric gates, which is for the finding to say. */
function notMeasured(report: Report): readonly Words[] {
  const missing = report.verdict.perMetric.filter(({ reason }) => reason === 'metric-missing');
  if (missing.length > 0) {
    const titles = list(missing.map((verdict) => [strong(titleOf(report, verdict))]));
    return [
      words`${titles} could not be compared, so ${own(missing.length === 1 ? 'it was' : 'they were')} not checked`,
    ];
  }
  return reasonFindings(report).length > 0
    ? []
    : [words`a metric that gates ${subject(report)} could not be compared, so it was not checked`];
}

function sentences(parts: readonly Words[]): Words {
  const [first, ...rest] = parts;
  if (first === undefined) return [];
  return [...join([first, ...rest.map(sentence)], '. '), own('.')];
}

/** "A check of `support` takes 120 calls of the model, and 120 more where something looks worse". */
function plannedCalls({ suite, calls, cost }: SuitePlan): Words {
  const atMost = (usd: number | undefined) => own(usd === undefined ? '' : ` (at most ${money(usd)})`);
  return words`a check of ${code(suite)} takes ${own(count(calls.screen, 'call'))} of the model${atMost(cost?.screen)}, and ${calls.confirm} more${atMost(cost?.confirm)} where something looks worse`;
}
