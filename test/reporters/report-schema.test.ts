import { describe, expect, expectTypeOf, it } from 'vitest';
import { z } from 'zod';
import type { Report } from '../../src/domain/report.ts';
import { UsageError } from '../../src/domain/usage-error.ts';
import { parseReport } from '../../src/reporters/parse-report.ts';
import { reportSchema } from '../../src/reporters/report-schema.ts';
import { render } from '../support/render.ts';
import { passReport, situations } from '../support/report-fixtures.ts';

type DeepReadonly<T> = T extends readonly unknown[] | object ? { readonly [K in keyof T]: DeepReadonly<T[K]> } : T;

describe('reportSchema', () => {
  it('is the type Report, no more and no less', () => {
    expectTypeOf<DeepReadonly<z.infer<typeof reportSchema>>>().toEqualTypeOf<DeepReadonly<Report>>();
    expectTypeOf<z.infer<typeof reportSchema>>().toExtend<Report>();
  });

  it('can be written as a JSON Schema', () => {
    const schema = z.toJSONSchema(reportSchema);
    expect(schema.required).toContain('verdict');
    expect(schema.required).not.toContain('toSettle');
  });
});

describe('report.json', () => {
  it.each(Object.entries(situations))('is read back as it was written: %s', (_, report) => {
    expect(parseReport(render('json', report), 'report.json')).toEqual(report);
  });

  it('has its keys in one order, however the report was put together', () => {
    const report = passReport();
    const reversed = Object.fromEntries(Object.entries(report).reverse()) as unknown as Report;
    expect(render('json', reversed)).toBe(render('json', report));
  });

  it('renders the same after a round trip', () => {
    const again = parseReport(render('json', situations.fail), 'report.json');
    expect(render('markdown', again)).toBe(render('markdown', situations.fail));
  });

  it('writes what was paid for even where a number is none', () => {
    const broken = passReport({ spend: { ...passReport().spend, seconds: Number.NaN } });
    expect(render('json', broken)).toContain('"seconds": null');
  });
});

describe('parseReport', () => {
  it.each([
    ['', 'r.json: expected a report.json, received an empty file'],
    ['{', 'r.json: expected a report.json, received text that is not JSON'],
    ['[]', 'r.json: schemaVersion: expected 1, received nothing'],
    ['{"schemaVersion":2}', 'r.json: schemaVersion: expected 1, received 2; it was written by a newer steelyard'],
  ])('%j', (text, message) => {
    expect(() => parseReport(text, 'r.json')).toThrow(UsageError);
    expect(() => parseReport(text, 'r.json')).toThrow(message);
  });

  it('names the place in a damaged report', () => {
    const report = passReport();
    const damaged = JSON.stringify({ ...report, verdict: { ...report.verdict, outcome: 'maybe' } });
    expect(() => parseReport(damaged, 'r.json')).toThrow(
      /^r\.json: verdict\.outcome: expected .*"pass".*, received "maybe"; /u,
    );
  });

  it('reads a report with fields that a later minor version added', () => {
    const later = JSON.stringify({ ...passReport(), addedLater: { a: 1 } });
    expect(parseReport(later, 'r.json')).toEqual(passReport());
  });
});
