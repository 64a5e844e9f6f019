import type { LevelledFinding } from '../domain/finding.ts';
import type { Report } from '../domain/report.ts';
import { details } from './cases-section.ts';
import type { Section } from './fit.ts';
import { notes } from './notes.ts';
import { count } from './numbers.ts';
import { code, prose, toMarkdown, words } from './words.ts';

/** Warnings open, notes collapsed. */
export function notesSection(report: Report): Section {
  const all = notes(report);
  const loud = all.filter(({ level }) => level !== 'note');
  const quiet = all.filter(({ level }) => level === 'note');
  const render = (mostLoud: number, mostQuiet: number) =>
    [
      ...(loud.length === 0 ? [] : [`### Worth knowing\n\n${bullets(loud, mostLoud)}`]),
      ...(quiet.length === 0 || mostQuiet === 0
        ? []
        : [details(count(quiet.length, 'note'), bullets(quiet, mostQuiet), false)]),
    ].join('\n\n');
  return { importance: 50, forms: [render(12, 20), render(6, 0), render(3, 0), ''] };
}

function bullets(findings: readonly LevelledFinding[], most: number): string {
  const shown = findings.slice(0, most).map((finding) => `- ${findingText(finding)}`);
  const rest = findings.length - shown.length;
  return [...shown, ...(rest > 0 ? [`- … and ${rest} more`] : [])].join('\n');
}

function findingText(finding: LevelledFinding): string {
  const { location } = finding;
  const message = prose(finding.message);
  if (location === undefined) return toMarkdown(message);
  const place = location.line === undefined ? location.path : `${location.path}:${location.line}`;
  return toMarkdown(words`${message} (${code(place)})`);
}
