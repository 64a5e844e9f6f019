import type { Finding } from '../domain/finding.ts';
import type { ClusteredCases } from './cluster-cases.ts';

/** What near-duplicates cost: each group counts as one case. */
export function nearDuplicateNote(suite: string, { nearDuplicates, cases, units }: ClusteredCases): readonly Finding[] {
  if (nearDuplicates.length === 0) return [];
  const most = 3;
  const named = nearDuplicates.slice(0, most).map((group) =>
    group
      .slice(0, most)
      .map((id) => `\`${id}\``)
      .join(', '),
  );
  const more = nearDuplicates.length > most ? `; and ${nearDuplicates.length - most} groups more` : '';
  return [
    {
      ruleId: 'near-duplicates',
      suite,
      message: `Cases of \`${suite}\` say nearly the same (${named.join('; ')}${more}): each group counts as one, so its ${cases.length} cases count as ${units}. Give them a \`cluster\` of their own, or replace all but one`,
    },
  ];
}

/** What is left out of the baseline, so that nobody is held against the run that chose the case. */
export function selectionNote(suite: string, dropped: readonly string[]): readonly Finding[] {
  if (dropped.length === 0) return [];
  const named = dropped
    .slice(0, 3)
    .map((id) => `\`${id}\``)
    .join(', ');
  return [
    {
      ruleId: 'regression-to-the-mean',
      suite,
      message: `${dropped.length} cases of \`${suite}\` (${named}${dropped.length > 3 ? ', …' : ''}) were chosen for how they did in a run that the baseline holds: that run's scores of them were left out, since the next run does better whatever you change. Refresh the baseline to store independent ones`,
    },
  ];
}
