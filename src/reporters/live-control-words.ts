import type { Report } from '../domain/report.ts';
import { hasFinding } from './situation.ts';
import { code, words, type Words } from './words.ts';

/** A comparison with the base commit run live, said where people would expect a stored baseline. */
export function liveControlWords(report: Report): Words | undefined {
  const live = report.plan.suites.find((suite) => suite.control.kind === 'live');
  if (live === undefined || report.comparisons.length === 0) return undefined;
  const { release } = report;
  if (release?.since !== undefined) {
    const { tag, commit } = release.since;
    return words`The last release (${code(tag ?? commit.slice(0, 7))}) was run live beside this one, on all cases of the suites as they are today.`;
  }
  return hasFinding(report, 'baseline-missing')
    ? words`There is no stored baseline yet, so the version before the change was run beside it. The verdict is a real one, at twice the calls; to save them next time, run ${code('steelyard refresh')} on the default branch and commit the result.`
    : words`The stored baseline could not be used, so the version before the change was run beside it, at twice the calls.`;
}
