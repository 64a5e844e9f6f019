import type { Report } from '../../src/domain/report.ts';
import { reporters, type ReporterType } from '../../src/reporters/index.ts';

/** A report in one format, or an exception where the options are wrong. */
export function render(type: ReporterType, report: Report, options: unknown = {}): string {
  const configured = reporters[type].configure(options, new Map());
  if (!configured.ok) throw new Error(JSON.stringify(configured.issues));
  return configured.product(report);
}
