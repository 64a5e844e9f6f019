import { describe, expect, it } from 'vitest';
import { fit } from '../../src/reporters/fit.ts';
import { longestComment } from '../../src/reporters/markdown.ts';
import { parseMarkdown } from '../support/markdown-tree.ts';
import { render } from '../support/render.ts';
import { failReport, suitePlan, correctness } from '../support/report-fixtures.ts';

describe('fit', () => {
  const head = { importance: 100, forms: ['head'] };
  const cases = { importance: 2, forms: ['c'.repeat(400), 'cc', ''] };
  const notes = { importance: 1, forms: ['n'.repeat(300), ''] };

  it('leaves alone what fits, and drops empty sections', () => {
    expect(fit([head, { importance: 1, forms: [''] }, notes], 1000)).toBe(`head\n\n${'n'.repeat(300)}\n`);
  });

  it('shortens the least important section first, and says so', () => {
    const text = fit([head, cases, notes], 600);
    expect(text).toContain('c'.repeat(400));
    expect(text).not.toContain('n'.repeat(300));
    expect(text).toContain('_Shortened to fit');
  });

  it('goes on to the next when that is not enough', () => {
    expect(fit([head, cases, notes], 120)).toMatch(/^head\n\ncc\n\n_Shortened/u);
  });
});

describe('a comment about very much', () => {
  const huge = '`````'.repeat(200) + 'word '.repeat(4_000);
  const suites = Array.from({ length: 60 }, (_, index) => `suite-${index}`);
  const report = failReport({
    plan: { suites: suites.map((suite) => suitePlan({ suite })), digest: 'd'.repeat(64) },
    comparisons: suites.flatMap((suite) =>
      ['a', 'b', 'c', 'd'].map((metric) => correctness({ suite, metric, title: `${metric} ${huge}` })),
    ),
    changes: suites.map((suite) => ({
      suite,
      factors: ['prompt'],
      diffs: [
        {
          path: `${suite}/p.md`,
          hunks: [{ baseLine: 1, headLine: 1, lines: huge.match(/.{1,500}/gu)?.map((line) => `-${line}`) ?? [] }],
        },
      ],
    })),
    regressedCases: failReport().regressedCases.map((one) => ({
      ...one,
      input: huge,
      expected: huge,
      candidateOutput: huge,
      explanation: huge,
      tags: [huge],
    })),
    policyDiff: suites.map((suite) => ({
      path: `${suite}/suite.yaml`,
      status: 'modified',
      edits: Array.from({ length: 40 }, () => huge),
    })),
    findings: Array.from({ length: 300 }, (_, index) => ({
      ruleId: 'ceiling',
      level: 'warning',
      message: `${index} ${huge}`,
    })),
    errorRates: Array.from({ length: 100 }, () => huge),
  });

  it('stays below the limit and whole: every fence and every details element is closed', () => {
    const text = render('markdown', report);
    expect(text.length).toBeLessThanOrEqual(longestComment);
    expect(text).toContain('_Shortened to fit');
    expect(text).toContain('## ❌ Steelyard: ');
    expect(text).toMatch(/<sub>Updated for .*<\/sub>\n/u);
    expect(text.match(/<details/gu)?.length ?? 0).toBe(text.match(/<\/details>/gu)?.length ?? 0);
    const last = parseMarkdown(text).children.at(-1);
    expect(last?.type).toBe('paragraph');
  });
});
