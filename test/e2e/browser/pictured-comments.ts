import type { Report } from '../../../src/domain/report.ts';
import { hasFinding } from '../../../src/reporters/situation.ts';
import { hostilePieces } from '../../support/hostile-text.ts';
import { render } from '../../support/render.ts';
import { failReport, situations } from '../../support/report-fixtures.ts';

export interface PicturedComment {
  /** Of the situation, and of the files. */
  readonly name: string;
  readonly markdown: string;
  /** The alert that has to be there: Caution where the check stops the merge. Undefined where there is nothing to do. */
  readonly alert: 'Caution' | 'Warning' | 'Note' | undefined;
  /** The reader is meant to see Markdown and HTML as text. */
  readonly isHostile?: true;
}

/** The comment in every situation that a reader can meet. */
export function picturedComments(): readonly PicturedComment[] {
  const usual = Object.entries(situations).map(([name, report]) => pictured(name, report));
  return [...usual, { ...pictured('fail-hostile', hostileReport()), isHostile: true }];
}

function pictured(name: string, report: Report): PicturedComment {
  const markdown = render('markdown', report, {
    'server-url': 'https://github.com',
    'report-url': 'https://github.com/acme/shop/actions/runs/1',
  });
  return { name, markdown, alert: expectedAlert(report) };
}

/** A failure in which everything that a case, a model or the change can say is an attempt at Markdown and HTML. */
function hostileReport(): Report {
  const text = hostilePieces.join('x ');
  const report = failReport();
  return {
    ...report,
    changes: report.changes.map((change) => ({
      ...change,
      diffs: [{ path: text, hunks: [{ baseLine: 1, headLine: 1, lines: [`-${text}.`, `+${text}`] }] }],
    })),
    comparisons: report.comparisons.map((comparison) => ({ ...comparison, title: hostileTitle })),
    regressedCases: report.regressedCases.map((one) => ({
      ...one,
      caseId: text,
      tags: [text],
      input: text,
      expected: text,
      baselineOutput: text,
      candidateOutput: text,
      explanation: text,
    })),
    findings: [{ ruleId: 'cases-changed', level: 'warning', message: text, location: { path: text } }],
  };
}

/** Short, as a title in a table is. */
const hostileTitle = '**<img src=x>** | @everyone';

export function expectedAlert(report: Report): PicturedComment['alert'] {
  const { verdict } = report;
  if (hasFinding(report, 'first-configuration')) return 'Note';
  // What passed on a pull request asks for nothing; a release is let go with its record.
  if (verdict.outcome === 'pass') return report.job === 'release' ? 'Note' : undefined;
  if (verdict.accepted !== undefined) return undefined;
  return verdict.level === 'fail' ? 'Caution' : 'Warning';
}
