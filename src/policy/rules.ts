import type { Finding, LevelledFinding, RuleId } from '../domain/finding.ts';
import type { Level, Settings } from '../domain/settings.ts';
import { inconclusiveReasons, type InconclusiveReason } from '../domain/verdict.ts';

/** How loudly each note is said. Reasons for an inconclusive verdict take the level of the team's `on-…` setting instead. */
const noteLevels: Readonly<Record<Exclude<RuleId, InconclusiveReason>, LevelledFinding['level']>> = {
  regressed: 'error',
  'sentinel-failed': 'error',
  'invariant-broken': 'error',
  'nothing-relevant-changed': 'note',
  'baseline-changed': 'note',
  'no-longer-tested': 'warning',
  'example-cases': 'warning',
  'first-configuration': 'note',
  'new-suite': 'note',
  'policy-changed': 'warning',
  'cases-changed': 'warning',
  'baseline-missing': 'warning',
  'baseline-too-old': 'warning',
  'baseline-of-another-configuration': 'warning',
  'baseline-answered-by-another-model': 'warning',
  'baseline-incomplete': 'warning',
  'baseline-unreadable': 'error',
  'several-factors-changed': 'note',
  'too-few-cases': 'warning',
  'drop-too-small-to-see': 'note',
  ceiling: 'note',
  floor: 'warning',
  'near-duplicates': 'warning',
  'cached-repeats': 'warning',
  'masked-slice': 'warning',
  'sign-reversal': 'note',
  'provider-drift': 'warning',
  'regression-to-the-mean': 'warning',
  'baseline-ratchet': 'warning',
  'clusters-differ': 'warning',
  improved: 'note',
  'worse-within-margin': 'note',
  'sentinel-recovered': 'note',
  'price-unknown': 'note',
  'pass-not-repeated': 'warning',
  'attempts-not-counted': 'warning',
  'acceptance-refused': 'warning',
};

const reasonLevels: Readonly<Record<Level, LevelledFinding['level']>> = {
  pass: 'note',
  warn: 'warning',
  fail: 'error',
};

/** Gives each finding its level. */
export function levelFindings(findings: readonly Finding[], levels: Settings['levels']): readonly LevelledFinding[] {
  return findings.map((finding) => ({ ...finding, level: levelOf(finding.ruleId, levels) }));
}

function levelOf(ruleId: RuleId, levels: Settings['levels']): LevelledFinding['level'] {
  return isReason(ruleId) ? reasonLevels[levels[ruleId]] : noteLevels[ruleId];
}

function isReason(ruleId: RuleId): ruleId is InconclusiveReason {
  return (inconclusiveReasons as readonly string[]).includes(ruleId);
}
