import type { Report, SettlingSize } from '../domain/report.ts';
import { count, duration, limitSize, money } from './numbers.ts';
import { openComparisons } from './picks.ts';
import { code, own, words, type Words } from './words.ts';

/** What would settle an undecided verdict: how many cases, at what price, and where they would come from. */
export function settlingSteps(report: Report): readonly Words[] {
  const largest = (report.toSettle ?? []).reduce<SettlingSize | undefined>(
    (most, size) => (most === undefined || size.cases > most.cases ? size : most),
    undefined,
  );
  const [open] = openComparisons(report);
  if (nothingUnderTestChanged(report)) {
    return [
      words`This change edits cases or rules and nothing of the product, so both versions are the same: merge it if the edits are meant. They count from then on; ${code('steelyard refresh')} renews the baseline for them.`,
    ];
  }
  if (largest === undefined) {
    return [words`Run more cases (${code('cases:')} in ${code('suite.yaml')}), or ${widen(report, open)}.`];
  }
  const { suite } = largest;
  const plan = report.plan.suites.find((one) => one.suite === suite);
  const has = plan?.casesInSuite ?? 0;
  const asked = plan?.caseIds.length ?? 0;
  const settles = words`About ${own(count(largest.cases, 'case'))} would settle it${price(largest)}`;
  if (asked === has)
    return [words`${settles}; this run had all ${has} of the suite.`, words`Add cases, or ${widen(report, largest)}.`];
  if (largest.cases > has) {
    return [
      words`${settles}; this run had ${asked}, and the suite has ${has}.`,
      words`Add cases and raise ${code('cases:')} in ${code('suite.yaml')}, or ${widen(report, largest)}.`,
    ];
  }
  return [
    words`${settles}; this run had ${asked}.`,
    words`Raise ${code('cases:')} in ${code('suite.yaml')}: the suite has ${has}.`,
  ];
}

/** Both versions of every suite that ran are the same product: what differs between them is chance. */
function nothingUnderTestChanged({ changes }: Report): boolean {
  return changes.length > 0 && changes.every(({ factors, diffs }) => factors.length === 0 && diffs.length === 0);
}

function widen(report: Report, of: Pick<SettlingSize, 'suite' | 'metric'> | undefined): Words {
  const comparison = openComparisons(report).find((one) => one.suite === of?.suite && one.metric === of.metric);
  const limit = comparison === undefined ? '' : ` of ${limitSize(comparison)}`;
  return words`widen the limit${own(limit)} if a larger drop would not matter`;
}

function price(size: SettlingSize): Words {
  const parts = [
    ...(size.cost === undefined ? [] : [money(size.cost)]),
    ...(size.seconds === undefined ? [] : [duration(size.seconds)]),
  ];
  return parts.length === 0 ? [] : [own(` (about ${parts.join(' and ')} a run)`)];
}
