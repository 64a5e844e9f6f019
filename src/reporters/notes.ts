import type { LevelledFinding, RuleId } from '../domain/finding.ts';
import type { Report } from '../domain/report.ts';
import { liveControlWords } from './plain-words.ts';

/** Findings that a place of their own in the report already tells. */
const toldElsewhere: ReadonlySet<RuleId> = new Set<RuleId>([
  'regressed',
  'nothing-relevant-changed',
  'first-configuration',
  'policy-changed',
  'several-factors-changed',
  'worse-within-margin',
  'improved',
]);

const order: readonly LevelledFinding['level'][] = ['error', 'warning', 'note'];

/** What a reader should know besides, the gravest first, each once. */
export function notes(report: Report): readonly LevelledFinding[] {
  const ranLive = liveControlWords(report) !== undefined;
  const all = [...report.verdict.because, ...report.findings].filter(
    ({ ruleId }) => !toldElsewhere.has(ruleId) && !(ranLive && ruleId === 'baseline-missing'),
  );
  const once = new Map(all.map((finding) => [`${finding.ruleId}\n${finding.suite}\n${finding.message}`, finding]));
  return [...once.values()].sort((one, other) => order.indexOf(one.level) - order.indexOf(other.level));
}
