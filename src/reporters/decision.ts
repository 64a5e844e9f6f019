import type { Comparison } from '../domain/comparison.ts';
import type { Design, SuitePlan } from '../domain/plan.ts';
import type { ArmTally, Report, StageResult } from '../domain/report.ts';
import { change, count, duration, level, money, pValue } from './numbers.ts';
import { roleWords } from './role-words.ts';
import { situationOf } from './situation.ts';
import { code, hash, join, list, own, prose, words, type Words } from './words.ts';
import { subject } from './subject.ts';

/** What the details are called. Undefined where they would only say that no model was called. */
export function decisionTitle(report: Report): string | undefined {
  if (report.spend.calls > 0 || report.comparisons.length > 0) return 'How this was decided';
  // Nothing ran, and what will run is news.
  const isFirst = situationOf(report) === 'first-configuration' && report.plan.suites.length > 0;
  return isFirst ? 'How changes will be decided' : undefined;
}

/** How the verdict came about, for people who do speak statistics: the only place where its words are allowed. */
export function decisionFacts(report: Report): readonly Words[] {
  // Without a decision nothing was promised.
  const decided = [report.screen, report.confirmation, report.repeat].some(
    (stage) => (stage?.decisions.length ?? 0) > 0,
  );
  return [
    ...report.plan.suites.flatMap((suite) => designWords(report, suite)),
    ...stageWords('Stage 1 (screen)', report.screen),
    ...stageWords('Stage 2 (confirm, fresh runs of both arms)', report.confirmation),
    ...roleWords.decided(report),
    ...stageWords('Repeat (fresh runs of both arms)', report.repeat),
    ...attemptWords(report),
    ...spendWords(report),
    ...(decided ? report.errorRates.map((promise) => words`${promise}`) : []),
  ];
}

function designWords(report: Report, suite: SuitePlan): readonly Words[] {
  const { design } = suite;
  const gated = suite.metrics.filter((metric) => metric.gate);
  return [
    words`${code(suite.suite)}: α PASS ${design.alphaPass}, α FAIL ${design.alphaFail} (this suite’s share of ${report.settings.alphaFail}${own(lessSentinels(report))}), ${looksWords(design)}, ${own(design.strict ? 'strict (exact) tests' : 'default tests')}; family of ${own(count(gated.length, 'gated metric'))}: ${list(
      gated.map((metric) => words`${metric.name}`),
      8,
    )}.`,
    words`${code(suite.suite)}: ${suite.caseIds.length} of ${own(count(suite.casesInSuite, 'case'))}, ${own(count(suite.trials, 'trial'))} each; ${controlWords(suite, report)}; seed ${hash(design.seed, 16)}.`,
    ...gated.slice(0, 1).flatMap((metric) => {
      const predicted = (metric.predicted ?? []).map(
        (chance) =>
          words`${own(truth(chance.atMargins))} pass ${own(percent(chance.pass))}, fail ${own(percent(chance.fail))}, inconclusive ${own(percent(chance.inconclusive))}`,
      );
      return predicted.length === 0
        ? []
        : [words`Chance of each verdict as planned, if every gated metric moves together: ${join(predicted, '; ')}.`];
    }),
  ];
}

/** Sentinels spend first, over all suites of the run. */
function lessSentinels({ plan }: Report): string {
  const sentinels = plan.suites.reduce((sum, { roles }) => sum + (roles?.sentinels.length ?? 0), 0);
  return sentinels === 0 ? '' : ` less what ${count(sentinels, 'sentinel')} may spend`;
}

/** Where the run looks and what each look spends: fixed before the first call. */
function looksWords({ screen, confirm }: Design): Words {
  if (screen.length === 1) return words`one look at each stage, screen at adjusted p < ${screen[0]?.screenLevel ?? 0}`;
  const of = (values: readonly number[]): Words => words`${own(values.map((value) => rounded(value)).join(' / '))}`;
  return words`looks at ${of(screen.map(({ cases }) => cases))} cases (PASS at ${of(screen.map(({ passLevel }) => passLevel))}, screen at adjusted p < ${of(screen.map(({ screenLevel }) => screenLevel))}), confirming at ${of(confirm.map(({ cases, passes }) => cases * passes))} trials an arm (${of(confirm.map(({ level }) => level))})`;
}

/** Levels that were scaled carry the noise of their multiplication. */
function rounded(value: number): string {
  return String(Number(value.toPrecision(6)));
}

function controlWords({ control }: SuitePlan, { job }: Pick<Report, 'job'>): Words {
  if (job === 'release') {
    return control.kind === 'live'
      ? words`compared with the last release run live`
      : words`compared with the stored trials of the last release`;
  }
  if (control.kind === 'stored') return words`compared with the stored baseline`;
  if (control.kind === 'live') return words`compared with the base commit run live (${prose(control.reason)})`;
  return words`compared with the stored baseline, and live for ${own(count(control.liveCases.length, 'case'))} it lacks`;
}

function truth(atMargins: number): string {
  if (atMargins === 0) return 'if nothing changed,';
  return `if worse by ${atMargins === -1 ? 'the margin' : `${Math.abs(atMargins)} margins`},`;
}

function stageWords(title: string, stage: StageResult | undefined): readonly Words[] {
  if (stage === undefined) return [];
  const decisions = stage.decisions.map((one) => words`${code(one.suite)} ${one.metric} ${own(one.decision)}`);
  return [
    ...(decisions.length === 0 ? [] : [words`${own(title)}: ${list(decisions, 12)}.`]),
    ...stage.looks
      .filter(({ planned }) => planned > 1)
      .map(
        ({ suite, taken, planned, cases }) =>
          words`${own(title)}, ${code(suite)}: ${taken} of ${own(count(planned, 'look'))}, at ${own(count(cases, 'case'))}.`,
      ),
    ...stage.tally.map((tally) => words`${own(title)}, ${code(tally.suite)}, ${tally.arm}: ${own(tallyText(tally))}.`),
  ];
}

/** Which attempt it was, and what that asked of it. */
function attemptWords({ attempt, settings, job }: Report): readonly Words[] {
  if (attempt === undefined) return [];
  const because = {
    earlier: 'an earlier one did not pass',
    unreadable: 'earlier ones could not all be read',
    unwritable: 'this one could not be recorded',
  };
  const asks = attempt.mustRepeat
    ? `a PASS is repeated on fresh runs of both arms at α PASS ${settings.alphaPass}, since ${because[attempt.because ?? 'earlier']}`
    : `a PASS may spend all of α PASS ${settings.alphaPass}`;
  const kept = {
    'check-run': job === 'release' ? 'check runs of the last release' : 'check runs of the pull request',
    comment: 'the comment',
    journal: '.steelyard/attempts.jsonl',
    'pull-request': 'the records of the pull request',
  };
  return [
    words`Attempt ${attempt.number} at ${subject({ job })}: ${own(asks)}${own(attempt.kept === undefined ? '' : `; attempts are kept in ${kept[attempt.kept]}`)}.`,
    ...(attempt.replayOf === undefined
      ? []
      : [words`Decided on the trials of ${attempt.replayOf}, read again: nothing that decides has changed since.`]),
  ];
}

function tallyText(tally: ArmTally): string {
  return [
    `${count(tally.completed, 'trial')} completed`,
    `${tally.failedByProduct} failed by the product (scored as failures)`,
    `${tally.excluded} excluded for infrastructure errors`,
    ...(tally.skipped > 0 ? [`${tally.skipped} skipped`] : []),
  ].join(', ');
}

function spendWords(report: Report): readonly Words[] {
  const { spend } = report;
  if (spend.calls === 0)
    return report.comparisons.length === 0
      ? []
      : [words`0 model calls: the answers are those of an earlier run of the very same.`];
  const cost = spend.cost === undefined ? 'cost unknown (a price is missing)' : money(spend.cost);
  return [
    words`${own(count(spend.calls, 'model call'))}, ${spend.inputTokens} tokens in and ${spend.outputTokens} out, ${own(cost)}, ${own(duration(spend.seconds))}.`,
  ];
}

function percent(probability: number): string {
  const isTiny = probability > 0 && probability < 0.01;
  return isTiny ? `${(100 * probability).toFixed(1)}%` : `${Math.round(100 * probability)}%`;
}

/** Slices that moved: advisory, shown in the details only. */
export function movedSlices(report: Report): readonly Comparison[] {
  return report.comparisons.filter(
    ({ scope, gate, result }) => scope.kind === 'slice' && !gate && (result === 'regressed' || result === 'improved'),
  );
}

/** Which tests were used, for each pair of them the metrics. */
export function testWords(comparisons: readonly Comparison[]): readonly Words[] {
  const byTests = Map.groupBy(comparisons, ({ test }) => JSON.stringify([test.pass, test.fail]));
  return [...byTests.values()].flatMap((alike) => {
    const [one] = alike;
    if (one === undefined) return [];
    const titles = [...new Set(alike.map(({ title }) => title))].map((title) => words`${title}`);
    return [words`Tests of ${list(titles, 8)}: PASS by ${one.test.pass}, FAIL by ${one.test.fail}.`];
  });
}

/** For a terminal: one metric's tests as one line. */
export function decisionLine(comparison: Comparison): Words {
  const { difference } = comparison;
  return words`${comparison.title}: ${own(level(comparison, comparison.baseline.estimate))} → ${own(level(comparison, comparison.candidate.estimate))}, difference ${own(change(comparison, difference.estimate))} [${own(change(comparison, difference.lower))}, ${own(change(comparison, difference.upper))}] on ${own(count(comparison.pairs, 'pair'))}; PASS test p ${own(pValue(comparison.passPValue))} (${comparison.test.pass}), FAIL test p ${own(pValue(comparison.pValue))}, adjusted ${own(pValue(comparison.adjustedPValue))} (${comparison.test.fail})`;
}
