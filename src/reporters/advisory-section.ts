import type { Report } from '../domain/report.ts';
import { advisoryLines } from './advisory.ts';
import type { Section } from './fit.ts';
import { toMarkdown } from './words.ts';

/** What the change brings that was run and enters no verdict before the merge. */
export function advisorySection(report: Report): Section {
  const lines = advisoryLines(report).map((line) => `- ${toMarkdown(line)}`);
  if (lines.length === 0) return { importance: 55, forms: [''] };
  const render = (most: number) => {
    const rest = lines.length - most;
    return [
      '### Shown, not counted',
      [...lines.slice(0, most), ...(rest > 0 ? [`- … and ${rest} more`] : [])].join('\n'),
    ].join('\n\n');
  };
  return { importance: 55, forms: [render(20), render(5), ''] };
}
