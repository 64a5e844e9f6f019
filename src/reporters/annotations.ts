import type { PolicyEdit, Report } from '../domain/report.ts';
import { brokenCases } from './broken-cases.ts';
import { headline, speaker } from './headline.ts';
import { notes } from './notes.ts';
import { plainWords } from './plain-words.ts';
import { regressions } from './picks.ts';
import { prose, sentence, toPlain } from './words.ts';

/** A line that a code host shows beside the code, or at the top of a run. Plain text. */
export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly title: string;
  readonly message: string;
  readonly path?: string;
  readonly line?: number;
}

/** The verdict, where it is no pass, at the first changed line of what was changed; then the warnings that have a place. */
export function annotationsOf(report: Report): readonly Annotation[] {
  const { outcome, level, accepted } = report.verdict;
  const { text } = headline(report);
  const title = `${speaker(report)}: ${toPlain(text)}`;
  const message = toPlain(sentence(plainWords(report)));
  const stops = level === 'fail' && accepted === undefined;
  const verdict: readonly Annotation[] =
    outcome === 'pass' ? [] : [{ level: stops ? 'error' : 'warning', title, message, ...placeOf(report) }];
  const placed = notes(report).filter(({ location, level }) => location !== undefined && level !== 'note');
  const policy = report.policyDiff.filter(isFirstOfItsBaseline).map((edit): Annotation => ({
    level: 'warning',
    title: 'Steelyard: this edits how changes are judged',
    message: 'The verdict used the rules of the base commit; this takes effect after the merge.',
    path: edit.path,
  }));
  return [
    ...verdict,
    ...policy,
    ...placed.map((note): Annotation => ({
      level: note.level === 'error' ? 'error' : 'warning',
      title: 'Steelyard',
      message: toPlain(prose(note.message)),
      ...(note.location === undefined ? {} : { path: note.location.path }),
      ...(note.location?.line === undefined ? {} : { line: note.location.line }),
    })),
  ];
}

/** A stored baseline is three files; the one that people review speaks for all. */
function isFirstOfItsBaseline({ path }: PolicyEdit, _: number, all: readonly PolicyEdit[]): boolean {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const reviewed = `${folder}baseline.json`;
  return path === reviewed || !all.some((edit) => edit.path === reviewed);
}

/** The first changed line of the product under test, in the suite that got worse. */
function placeOf(report: Report): { readonly path?: string; readonly line?: number } {
  const suites = new Set([...brokenCases(report), ...regressions(report)].map(({ suite }) => suite));
  const changed = report.changes.find(({ suite }) => suites.size === 0 || suites.has(suite));
  const diff = changed?.diffs[0];
  const hunk = diff?.hunks[0];
  if (diff === undefined) return {};
  return { path: diff.path, ...(hunk === undefined ? {} : { line: Math.max(1, hunk.headLine) }) };
}
