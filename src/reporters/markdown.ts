import { z } from 'zod';
import { define } from '../domain/definition.ts';
import type { Report } from '../domain/report.ts';
import { advisorySection } from './advisory-section.ts';
import { decisionSection } from './decision-section.ts';
import { facts, linksFor, updatedFor } from './facts.ts';
import { fit, type Section } from './fit.ts';
import { headline, speaker } from './headline.ts';
import { liveControlWords } from './live-control-words.ts';
import { metricTable } from './metric-table.ts';
import { notesSection } from './notes-section.ts';
import { plainWords } from './plain-words.ts';
import { policySection } from './policy-section.ts';
import type { Reporter } from './reporter.ts';
import { reproduceSection } from './reproduce-section.ts';
import { suiteSections } from './suite-sections.ts';
import { whatToDo, type Advice } from './what-to-do.ts';
import { join, toMarkdown } from './words.ts';

/** The comment on the pull request, below GitHub's limit of 65,536 characters. */
export const longestComment = 60_000;

const options = z.strictObject({
  /** Tells several comments of one pull request apart. */
  key: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,39}$/u, 'expected lower-case letters, digits and hyphens')
    .default('steelyard'),
  /** `https://github.com`, or a GitHub Enterprise Server: makes links of commits. */
  'server-url': z.url({ protocol: /^https?$/u }).optional(),
  /** Where the full report lies. */
  'report-url': z.url({ protocol: /^https?$/u }).optional(),
  /** Whether a maintainer's review can accept a drop where this is shown. */
  acceptance: z.boolean().default(true),
  longest: z.int().min(2_000).max(1_000_000).default(longestComment),
});

/**
 * The verdict as GitHub-flavoured Markdown: headline, plain words, one table, what to do; then causes, cases and details.
 * Everything that came from a model, a case, a prompt, a path or the change is made harmless on its way in.
 */
export const markdown = define<z.infer<typeof options>, Reporter>({
  type: 'markdown',
  version: 1,
  summary: 'The comment on a pull request: verdict, what it means, what to do, and how it was decided.',
  schema: options,
  create: (chosen) => (report) => fit(sections(report, chosen), chosen.longest),
});

function sections(report: Report, chosen: z.infer<typeof options>): readonly Section[] {
  const links = linksFor(report, {
    serverUrl: safeUrl(chosen['server-url']),
    reportUrl: safeUrl(chosen['report-url']),
  });
  const { emoji, text } = headline(report);
  const canAccept = { canAccept: chosen.acceptance };
  const live = liveControlWords(report);
  return [
    always(`<!-- steelyard:v1 key=${chosen.key} -->\n## ${emoji} ${speaker(report)}: ${toMarkdown(text)}`),
    always(`**In plain words:** ${toMarkdown(plainWords(report))}`),
    always(live === undefined ? '' : toMarkdown(live)),
    metricTable(report),
    always(toMarkdown(join(facts(report, links), ' · '))),
    always(adviceText(whatToDo(report, canAccept), report.verdict.outcome === 'pass')),
    advisorySection(report),
    policySection(report),
    ...suiteSections(report),
    notesSection(report),
    reproduceSection(report, canAccept),
    decisionSection(report),
    always(`<sub>${toMarkdown(updatedFor(report))}</sub>`),
  ];
}

function always(text: string): Section {
  return { importance: 100, forms: [text] };
}

function adviceText(advice: Advice | undefined, isPass: boolean): string {
  if (advice === undefined) return '**What to do:** nothing.';
  const kind = advice.blocks ? 'CAUTION' : isPass ? 'NOTE' : 'WARNING';
  const counts = advice.standing === undefined ? '' : `${toMarkdown(advice.standing)} `;
  const steps = advice.steps.map(toMarkdown).join(' ');
  return `> [!${kind}]\n> ${counts}**What to do:** ${steps}`;
}

/** A link's target ends at a bracket or a space; a URL can carry both only encoded. */
function safeUrl(url: string | undefined): string | undefined {
  return url === undefined ? undefined : new URL(url).href.replaceAll('(', '%28').replaceAll(')', '%29');
}
