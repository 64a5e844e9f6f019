import type { Comparison } from '../domain/comparison.ts';
import type { SuitePlan } from '../domain/plan.ts';
import type { Report } from '../domain/report.ts';
import { levels, movement } from './movement.ts';
import { count, money, oriented } from './numbers.ts';
import { metricVerdict, openComparisons, regressions, suiteComparisons } from './picks.ts';
import { hasFinding, situationOf, type Situation } from './situation.ts';
import { code, join, list, own, sentence, strong, words, type Words } from './words.ts';

/** The second line of every report: what happened, for somebody who knows the product and no statistics. */
export function plainWords(report: Report): Words {
  return sentences(told[situationOf(report)](report));
}

/** Each as sentences without their full stops; the first follows "In plain words:", so it begins small. */
const told: Readonly<Record<Situation, (report: Report) => readonly Words[]>> = {
  passed,
  failed,
  accepted: (report) => [
    ...failed(report),
    words`${report.verdict.accepted?.by ?? 'A maintainer'} accepted this drop: “${report.verdict.accepted?.reason ?? ''}”`,
  ],
  'nothing-relevant-changed': () => [
    words`this change touches no prompt, model, suite or watched file, so nothing was run and nothing was spent`,
  ],
  'first-configuration': (report) => [
    words`this change brings Steelyard’s first configuration, which was checked and is valid`,
    words`nothing was run`,
    words`after the merge, every change to the product is compared with the version before it`,
    ...report.plan.suites.map(plannedCalls),
    words`${code('steelyard refresh')} stores a first baseline, which halves the calls`,
  ],
  undecided,
  unconfirmed: () => [
    words`at first the product looked worse with this change, but the drop did not happen again when both versions were run fresh`,
    words`it may have been chance, a lucky earlier run, a change at the model’s provider, or a drop too small to show twice`,
    words`this proves neither harm nor the absence of it`,
  ],
  'no-baseline': () => [
    words`this change only adds a suite, so there is no earlier version to compare with`,
    words`its results count from the merge on`,
  ],
  'not-evaluated': () => [
    words`nothing was run, because this change comes from outside the repository and may not use what a run needs (“Worth knowing” says what)`,
    words`nobody knows yet whether this change makes the product worse`,
  ],
  'too-many-errors': () => [
    words`so many calls to the model failed that the answers which did arrive cannot settle it`,
    words`such failures were not counted as wrong answers`,
  ],
  'over-budget': (report) => [
    words`the run reached its limit of calls, money or time before there was enough to decide`,
    ...soFar(report),
  ],
  'too-many-attempts': () => [
    words`this change was evaluated many times already, and one good run among many would prove nothing`,
  ],
  'target-missing': () => [
    words`this change removes a suite that gates, or the target it tests, so what was checked until now no longer is`,
  ],
  'metric-missing': () => [words`a metric that gates this change could not be compared, so it was not checked`],
  'no-base-build': () => [
    words`the product’s code changed, and the version before the change could not be started to compare with it`,
  ],
  incompatible: () => [words`too many cases are in only one of the two files, so they cannot be compared fairly`],
  cancelled: () => [words`the run was stopped before it finished, and what it had measured by then decides nothing`],
};

function passed(report: Report): readonly Words[] {
  const gated = suiteComparisons(report).filter((comparison) => comparison.gate);
  const notWorse = words`this change does not make the product worse than your limits allow`;
  if (gated.length === 0) return [notWorse];
  const worse = gated.filter((comparison) => metricVerdict(report, comparison)?.note === 'worse-within-margin');
  const better = gated.filter((comparison) => metricVerdict(report, comparison)?.note === 'improved');
  return [
    notWorse,
    ...(worse.length === 0 ? [] : [words`there is a small loss within the limit: ${movements(worse)}`]),
    ...(better.length === 0 ? [] : [words`there is a gain: ${movements(better)}`]),
    ...(worse.length + better.length > 0 ? [] : [list(gated.map(levels), 3)]),
  ];
}

function failed(report: Report): readonly Words[] {
  const dropped = regressions(report);
  const held = suiteComparisons(report).filter(
    (comparison) => comparison.gate && metricVerdict(report, comparison)?.outcome === 'pass',
  );
  return [
    dropped.length === 0
      ? words`this change makes the product worse than your limits allow`
      : words`with this change ${movements(dropped)}`,
    ...(held.length === 0 ? [] : [words`${titles(held)} ${own(held.length === 1 ? 'stays' : 'stay')} within limits`]),
    ...(report.confirmation === undefined
      ? []
      : [words`this is unlikely to be chance: it happened again when both versions were run fresh`]),
  ];
}

function undecided(report: Report): readonly Words[] {
  const cannotTell = words`we cannot tell whether this change makes the product worse than your limits allow`;
  const open = openComparisons(report);
  if (open.length === 0) return [cannotTell];
  const pairs = Math.min(...open.map((comparison) => comparison.pairs));
  const looksWorse = open.filter((comparison) => oriented(comparison) < 0);
  const seen = looksWorse.length > 0 ? looksWorse : open;
  const few = own(pairs === 1 ? 'case is' : 'cases are');
  return [
    cannotTell,
    words`in this run ${movements(seen)}, but ${pairs} ${few} too few to tell the change from chance`,
  ];
}

function soFar(report: Report): readonly Words[] {
  const known = suiteComparisons(report).filter((comparison) => comparison.gate);
  return known.length === 0 ? [] : [words`so far, and deciding nothing: ${movements(known)}`];
}

function movements(comparisons: readonly Comparison[]): Words {
  return list(comparisons.map(movement), 3);
}

function titles(comparisons: readonly Comparison[]): Words {
  return list(comparisons.map((comparison) => [strong(comparison.title)]));
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

/** A comparison with the base commit run live, said where people would expect a stored baseline. */
export function liveControlWords(report: Report): Words | undefined {
  const live = report.plan.suites.find((suite) => suite.control.kind === 'live');
  if (live === undefined || report.comparisons.length === 0) return undefined;
  return hasFinding(report, 'baseline-missing')
    ? words`There is no stored baseline yet, so the version before the change was run beside it. The verdict is a real one, at twice the calls; to save them next time, run ${code('steelyard refresh')} on the default branch and commit the result.`
    : words`The stored baseline could not be used, so the version before the change was run beside it, at twice the calls.`;
}
