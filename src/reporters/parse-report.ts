import type { Report } from '../domain/report.ts';
import { UsageError, type Issue } from '../domain/usage-error.ts';
import { reportSchema } from './report-schema.ts';

/**
 * Text of a report.json → Report, for `steelyard render`.
 *
 * @throws UsageError naming `path` where it is no JSON, of another schema version, or not a report
 */
export function parseReport(text: string, path: string): Report {
  const value = parseJson(text, path);
  const version = versionOf(value);
  if (version !== 1) {
    throw new UsageError({
      where: path,
      path: 'schemaVersion',
      expected: '1',
      received: version === undefined ? 'nothing' : (JSON.stringify(version) ?? 'nothing'),
      mend:
        typeof version === 'number' && version > 1
          ? 'it was written by a newer steelyard; render it with that version'
          : 'give the report.json that a steelyard run wrote',
    });
  }
  const parsed = reportSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new UsageError(parsed.error.issues.slice(0, 5).map((issue) => issueAt(value, issue, path)));
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UsageError(
      {
        where: path,
        path: '',
        expected: 'a report.json',
        received: text.trim() === '' ? 'an empty file' : 'text that is not JSON',
        mend: 'give the report.json that a steelyard run wrote',
      },
      { cause },
    );
  }
}

function versionOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'schemaVersion' in value ? value.schemaVersion : undefined;
}

function issueAt(
  value: unknown,
  issue: { readonly path: readonly PropertyKey[]; readonly message: string },
  path: string,
): Issue {
  const found = issue.path.reduce<unknown>((at, key) => (isObject(at) ? at[key] : undefined), value);
  return {
    where: path,
    path: issue.path
      .map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index === 0 ? '' : '.'}${String(key)}`))
      .join(''),
    expected: issue.message.replace(/^.*?expected /u, '').replace(/, received .*$/u, ''),
    received: brief(found),
    mend: 'give the report.json unchanged, as steelyard wrote it',
  };
}

function isObject(value: unknown): value is Record<PropertyKey, unknown> {
  return typeof value === 'object' && value !== null;
}

function brief(value: unknown): string {
  const json = JSON.stringify(value) ?? 'nothing';
  return json.length > 60 ? `${json.slice(0, 59)}…` : json;
}
