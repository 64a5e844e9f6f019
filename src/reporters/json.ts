import { z } from 'zod';
import { define } from '../domain/definition.ts';
import type { Reporter } from './reporter.ts';
import { reportSchema } from './report-schema.ts';

/**
 * report.json: keys in the schema's order, two spaces, a newline at the end, so that equal reports are equal bytes
 * however they were put together.
 */
export const json = define<Record<string, never>, Reporter>({
  type: 'json',
  version: 1,
  summary: 'report.json, the one document that every other format renders from.',
  schema: z.strictObject({}),
  create: () => (report) => {
    const inOrder = reportSchema.safeParse(report);
    // A report that breaks its own schema is a bug; what a run has paid for is written all the same, and its reader
    // (parseReport) names the field.
    return `${JSON.stringify(inOrder.success ? inOrder.data : report, null, 2)}\n`;
  },
});
