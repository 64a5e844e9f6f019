import * as z from 'zod';

import type { Report } from '../domain/report.ts';
import { reportSchema } from '../reporters/report-schema.ts';
import { redactTexts } from '../text/redact-texts.ts';
import type { Console } from './console.ts';

/**
 * The report without secrets, as everything that people read is rendered from it. What was decided is read from the report
 * itself, before this. Words of the report's own closed lists stay: a variable that happens to hold one of them must not
 * unmake the report.
 */
export function redactedReport(report: Report, console: Pick<Console, 'redact'>): Report {
  const vocabulary = new Set(closedWords(z.toJSONSchema(reportSchema)));
  return redactTexts(report, (text) => (vocabulary.has(text) ? text : console.redact(text)));
}

/** Every value of every enumeration in a JSON Schema. */
function closedWords(schema: unknown): readonly unknown[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]) =>
    key === 'enum' && Array.isArray(value) ? value : closedWords(value),
  );
}
