import type { LevelledFinding, RuleId } from '../domain/finding.ts';
import type { Report } from '../domain/report.ts';
import { liveControlWords } from './live-control-words.ts';
import { reasonFindings } from './reason.ts';

/** Findings that a place of their own in the report already tells. */
const toldElsewhere: ReadonlySet<RuleId> = new Set<RuleId>([
  'regressed',
  'sentinel-failed',
  'invariant-broken',
  'nothing-relevant-changed',
  'first-configuration',
  'baseline-changed',
  'policy-changed',
  'several-factors-changed',
  'worse-within-margin',
  'improved',
]);

const order: readonly LevelledFinding['level'][] = ['error', 'warning', 'note'];

/** What a reader should know besides, the gravest first, each once. */
export function notes(report: Report): readonly LevelledFinding[] {
  const ranLive = liveControlWords(report) !== undefined;
  const reasons = new Set(reasonFindings(report).map(({ message }) => message));
  const all = [...report.verdict.because, ...report.findings].filter(
    (finding) =>
      !toldElsewhere.has(finding.ruleId) &&
      !(ranLive && finding.ruleId === 'baseline-missing') &&
      !reasons.has(finding.message) &&
      !isAdvice(report, finding),
  );
  const once = new Map(all.map((finding) => [`${finding.ruleId}\n${finding.suite}\n${finding.message}`, finding]));
  return [...once.values()].sort((one, other) => order.indexOf(one.level) - order.indexOf(other.level));
}

/** How many cases an undecided metric needs is what the advice says. */
function isAdvice({ verdict, toSettle = [] }: Report, finding: LevelledFinding): boolean {
  if (finding.ruleId !== 'undecided' || verdict.reason !== 'undecided') return false;
  return toSettle.some((size) => size.suite === finding.suite && size.metric === finding.metric);
}
