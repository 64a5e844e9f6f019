import type { Report } from '../domain/report.ts';
import { code, strong, words, type Words } from './words.ts';

/**
 * How an inconclusive verdict counts, so that nobody takes it for a pass or wonders about the colour of the check.
 * Undefined where the verdict speaks for itself.
 */
export function standing(report: Report): Words | undefined {
  const { outcome, reason, level } = report.verdict;
  if (outcome !== 'inconclusive' || reason === undefined || reason === 'cancelled') return undefined;
  if (report.job === 'release')
    return words`${strong('The release stops')}: only what is shown to be no worse is released.`;
  const setting = code(`on-${reason}: ${level}`);
  if (level === 'fail') return words`${strong('The check fails')} (${setting}).`;
  return level === 'warn'
    ? words`${strong('This does not stop the merge, and it is not a pass')} (${setting}).`
    : words`${strong('The check is green because')} ${setting} ${strong('says so')}, not because the product was shown to be no worse.`;
}
