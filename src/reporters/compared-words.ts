import type { Comparison } from '../domain/comparison.ts';
import type { Report } from '../domain/report.ts';
import { onlyBroken } from './broken-cases.ts';
import { levels, movements } from './movement.ts';
import { isBeyondLimit, isLowerBetter, oriented } from './numbers.ts';
import { metricVerdict, notDecided, openComparisons, regressions, suiteComparisons } from './picks.ts';
import { roleWords } from './role-words.ts';
import { list, own, strong, words, type Words } from './words.ts';
import { subject } from './subject.ts';

/** What the numbers say, where there are any: sentences without their full stops, the first begins small. */
export const comparedWords = { passed, failed, accepted, undecided, unconfirmed, soFar };

function passed(report: Report): readonly Words[] {
  const gated = suiteComparisons(report).filter((comparison) => comparison.gate);
  const notWorse = words`${subject(report)} does not make the product worse than your limits allow`;
  if (gated.length === 0) return [notWorse];
  const worse = gated.filter((comparison) => metricVerdict(report, comparison)?.note === 'worse-within-margin');
  const better = gated.filter((comparison) => metricVerdict(report, comparison)?.note === 'improved');
  return [
    notWorse,
    ...(worse.length === 0 ? [] : [words`there is a small loss within the limit: ${movements(worse)}`]),
    ...(better.length === 0 ? [] : [words`there is a gain: ${movements(better)}`]),
    ...(worse.length + better.length > 0 ? [] : [list(gated.map(levels), 3)]),
    ...(gated.every(staysWithin)
      ? [words`even at worst, ${own(gated.length === 1 ? 'it' : 'each')} stays within its limit`]
      : []),
  ];
}

/** True of every pass, by its tests; read off the figures all the same, because the sentence stands above them. */
function staysWithin(comparison: Comparison): boolean {
  const worst = isLowerBetter(comparison) ? -comparison.atWorst : comparison.atWorst;
  return worst > -comparison.margin;
}

function failed(report: Report): readonly Words[] {
  const broken = roleWords.broken(report);
  const dropped = regressions(report);
  const held = suiteComparisons(report).filter(
    (comparison) => comparison.gate && metricVerdict(report, comparison)?.outcome === 'pass',
  );
  return [
    ...broken,
    ...(dropped.length > 0
      ? [
          broken.length === 0
            ? words`with ${subject(report)} ${movements(dropped)}`
            : words`besides, ${movements(dropped)}`,
        ]
      : broken.length === 0
        ? [words`${subject(report)} makes the product worse than your limits allow`]
        : []),
    ...(held.length === 0 ? [] : [words`${titles(held)} ${own(held.length === 1 ? 'stays' : 'stay')} within limits`]),
    ...(report.confirmation === undefined || onlyBroken(report)
      ? []
      : [
          words`${own(broken.length === 0 ? 'this is' : 'the drop is')} unlikely to be chance: it happened again when both versions were run fresh`,
        ]),
    ...leftOpen(report),
  ];
}

function leftOpen(report: Report): readonly Words[] {
  const open = notDecided(report);
  if (open.length === 0) return [];
  const beyond = open.filter(isBeyondLimit);
  return [
    words`${titles(open)} ${own(open.length === 1 ? 'was' : 'were')} not decided: ${own(onlyBroken(report) ? 'one broken must-not-fail case' : 'one confirmed drop')} is enough to fail`,
    ...(beyond.length === 0
      ? []
      : [words`${own(open.length === 1 ? 'it looks' : 'this looks')} worse too: ${movements(beyond)}`]),
  ];
}

function accepted(report: Report): readonly Words[] {
  const { by = 'a maintainer', reason = '' } = report.verdict.accepted ?? {};
  return [
    ...failed(report),
    words`accepted by ${by}: “${reason}”`,
    words`the check is green for this commit; a new push is judged again`,
  ];
}

function undecided(report: Report): readonly Words[] {
  const cannotTell = words`we cannot tell whether ${subject(report)} makes the product worse than your limits allow`;
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

/** What stage 1 saw, and what the fresh runs showed of the same. */
function unconfirmed(report: Report): readonly Words[] {
  const fresh = suiteComparisons(report).filter(
    (comparison) => metricVerdict(report, comparison)?.reason === 'unconfirmed',
  );
  const atFirst = fresh.flatMap(({ suite, metric }) =>
    (report.screen?.comparisons ?? []).filter(
      (one) => one.suite === suite && one.metric === metric && (one.scope.kind === 'suite' || one.gate),
    ),
  );
  const proof = words`this proves neither harm nor the absence of it`;
  if (atFirst.length === 0) {
    return [
      words`at first the product looked worse with ${subject(report)}, and not clearly so when both versions were run fresh`,
      proof,
    ];
  }
  return [
    words`at first it looked as if with ${subject(report)} ${movements(atFirst)}`,
    words`that did not clearly happen again when both versions were run fresh: ${list(fresh.map(levels), 3)}`,
    proof,
  ];
}

function soFar(report: Report): readonly Words[] {
  const known = suiteComparisons(report).filter((comparison) => comparison.gate);
  return known.length === 0 ? [] : [words`so far, and deciding nothing: ${movements(known)}`];
}

function titles(comparisons: readonly Comparison[]): Words {
  return list(comparisons.map((comparison) => [strong(comparison.title)]));
}
