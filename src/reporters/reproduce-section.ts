import type { Report } from '../domain/report.ts';
import { details } from './cases-section.ts';
import type { Section } from './fit.ts';
import { fetchCommand, reproduceCommand } from './reproduce.ts';

/** How to live with it, do it again, and see it on one's own machine. */
export function reproduceSection(report: Report, options: { readonly canAccept: boolean }): Section {
  if (report.comparisons.length === 0 && report.verdict.outcome === 'pass') return { importance: 70, forms: [''] };
  const isFail = report.verdict.outcome === 'fail' && report.verdict.accepted === undefined;
  const offersAcceptance = isFail && options.canAccept;
  const parts = [
    ...(offersAcceptance
      ? [
          '**Accept the drop:** a maintainer who is not the author submits a review of this commit with the line `/steelyard accept <reason>`, then re-runs this job. The verdict stays on record as a failure that was accepted.',
        ]
      : []),
    ...(report.spend.calls === 0 ? [] : [`**Rerun:** ${rerun(report)}`]),
    // The command is built from checked hashes and quoted names, so nothing in it needs breaking up, and it can be copied.
    `**Reproduce** on your machine:\n\n\`\`\`sh\n${commands(report).join('\n')}\n\`\`\``,
  ];
  const title = offersAcceptance
    ? 'Accept, rerun, reproduce'
    : report.spend.calls === 0
      ? 'Reproduce'
      : 'Rerun, reproduce';
  return { importance: 70, forms: [details(title, parts.join('\n\n'), false)] };
}

function rerun({ job, attempt }: Report): string {
  const same =
    job === 'release'
      ? 'all cases are asked, so a rerun asks the same questions'
      : 'the cases are drawn from the pull request, not from the run, so a rerun asks the same questions';
  if (attempt === undefined) return `${same}.`;
  return `${same}. Where the workflow keeps the trials of this run and may read them (\`actions: read\`), a rerun of the same reads them again, without a call; otherwise it is another attempt.`;
}

function commands(report: Report): readonly string[] {
  const fetch = fetchCommand(report);
  return [...(fetch === undefined ? [] : [fetch]), reproduceCommand(report)];
}
