import { describe, expect, test } from 'vitest';

import { headline } from '../../src/reporters/headline.ts';
import { programOf, reproduceCommand } from '../../src/reporters/reproduce.ts';
import { toPlain } from '../../src/reporters/words.ts';
import { passReport } from '../support/report-fixtures.ts';
import { render } from '../support/render.ts';

/** A report of one package of a monorepo. */
function reportOf(folder: string) {
  const report = passReport();
  return { ...report, change: { ...report.change, folder } };
}

describe('a report of a folder', () => {
  test('names it in the headline, in every format', () => {
    const report = reportOf('packages/chat');
    expect(toPlain(headline(report).text)).toMatch(/^pass, .+ \(packages\/chat\)$/);
    expect(render('markdown', report)).toMatch(/^## ✅ Steelyard: .+ \(`packages\/chat`\)$/m);
    expect(render('terminal', report)).toMatch(/^PASS {2}.+ \(packages\/chat\)$/m);
  });

  test.for([
    ['packages/chat', 'packages/chat'],
    ['-C', './-C'],
    ['my packages/chat', "'my packages/chat'"],
    ['$(id)', "'$(id)'"],
    ["it's", 'FOLDER'],
    ['a\nb', 'FOLDER'],
  ] as const)('is reproduced there, as a shell reads it: %j', ([folder, written]) => {
    expect(programOf(reportOf(folder))).toBe(`steelyard -C ${written}`);
    expect(reproduceCommand(reportOf(folder)).startsWith(`steelyard -C ${written} gate --base `)).toBe(true);
  });

  test('of the whole repository none is named', () => {
    expect(programOf(passReport())).toBe('steelyard');
  });
});
