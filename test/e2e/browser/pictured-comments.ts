import type { Report } from '../../../src/domain/report.ts';
import { render } from '../../support/render.ts';
import { situations } from '../../support/report-fixtures.ts';

export interface PicturedComment {
  /** Of the situation, and of the files. */
  readonly name: string;
  readonly markdown: string;
  /** The alert that has to be there: Caution where the check stops the merge. Undefined where there is nothing to do. */
  readonly alert: 'Caution' | 'Warning' | undefined;
}

/** The comment in every situation that a reader can meet. */
export function picturedComments(): readonly PicturedComment[] {
  return Object.entries(situations).map(([name, report]) => ({
    name,
    markdown: render('markdown', report, {
      'server-url': 'https://github.com',
      'report-url': 'https://github.com/acme/shop/actions/runs/1',
    }),
    alert: expectedAlert(report),
  }));
}

export function expectedAlert({ verdict }: Pick<Report, 'verdict'>): PicturedComment['alert'] {
  if (verdict.outcome === 'pass' || verdict.accepted !== undefined) return undefined;
  return verdict.level === 'fail' ? 'Caution' : 'Warning';
}
