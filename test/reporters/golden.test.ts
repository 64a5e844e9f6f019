import { describe, expect, it } from 'vitest';
import { reporters, type ReporterType } from '../../src/reporters/index.ts';
import { render } from '../support/render.ts';
import { situations } from '../support/report-fixtures.ts';

// The words are the product: each situation is read as a diff when they change.
const all = Object.entries(situations);

describe('what people read in each situation', () => {
  it.each(all)('markdown: %s', async (name, report) => {
    const options = { 'server-url': 'https://github.com', 'report-url': 'https://github.com/acme/shop/actions/runs/1' };
    await expect(render('markdown', report, options)).toMatchFileSnapshot(`../golden/reports/${name}.md`);
  });

  it.each(all)('terminal: %s', async (name, report) => {
    await expect(render('terminal', report)).toMatchFileSnapshot(`../golden/reports/${name}.txt`);
  });
});

describe('every reporter in every situation', () => {
  it.each(Object.keys(reporters) as ReporterType[])(
    '%s gives the same text twice, ending in one line break',
    (type) => {
      for (const [, report] of all) {
        const text = render(type, report);
        expect(text).toBe(render(type, structuredClone(report)));
        expect(text).toMatch(/[^\n]\n$/u);
      }
    },
  );

  it.each(['markdown', 'terminal'] as const)(
    '%s says the verdict as a word and never as a colour or emoji alone',
    (type) => {
      const word = { pass: /\bpass\b/iu, fail: /\bfail\b|regression/iu, inconclusive: /inconclusive|cancelled/iu };
      for (const [, report] of all) {
        const headline = render(type, report)
          .split('\n')
          .find((line) => line !== '' && !line.startsWith('<!--'));
        expect(headline).toMatch(word[report.verdict.outcome]);
      }
    },
  );

  it('keeps statistics out of everything above the details', () => {
    for (const [, report] of all) {
      const above = render('markdown', report).split('<details><summary>How this was decided')[0] ?? '';
      expect(above).not.toMatch(
        /\bp-value|adjusted|alpha|α|confidence|interval|significan|McNemar|permutation|\barms?\b/iu,
      );
    }
  });

  it('never calls an inconclusive verdict a pass', () => {
    for (const [, report] of all.filter(([, { verdict }]) => verdict.outcome === 'inconclusive')) {
      expect(render('markdown', report)).not.toContain('✅ Steelyard');
      expect(render('terminal', report)).toMatch(/^INCONCLUSIVE /u);
    }
  });

  it('says what to do for every verdict that is not a pass', () => {
    for (const [, report] of all.filter(
      ([, { verdict }]) => verdict.outcome !== 'pass' && verdict.accepted === undefined,
    )) {
      expect(render('markdown', report)).toMatch(/> \[!(CAUTION|WARNING)\]\n> \*\*What to do:\*\* \S/u);
      expect(render('terminal', report)).toMatch(/\nWhat to do\n {2}\S/u);
    }
  });
});

describe('terminal', () => {
  it('says the verdict first and last, and colours only when asked to', () => {
    for (const [, report] of all) {
      const lines = render('terminal', report).trimEnd().split('\n');
      expect(lines[0]).toBe(lines.at(-1));
      expect(lines.join('\n')).not.toContain('\u001b');
    }
    const coloured = render('terminal', situations.fail, { colour: true });
    expect(coloured.startsWith('\u001b[31mFAIL\u001b[39m  1 regression')).toBe(true);
  });

  it('wraps prose at 100 columns, and only the command to copy is longer', () => {
    for (const [, report] of all) {
      const long = render('terminal', report)
        .split('\n')
        .filter((line) => line.length > 100);
      expect(long.every((line) => line.startsWith('  steelyard gate --base '))).toBe(true);
    }
  });
});

describe('markdown', () => {
  it('links nothing where no server is known', () => {
    expect(render('markdown', situations.fail)).not.toContain('](');
  });

  it('promises no acceptance where there is none', () => {
    expect(render('markdown', situations.fail)).toContain('/steelyard accept');
    expect(render('markdown', situations.fail, { acceptance: false })).not.toMatch(/accept/iu);
  });

  it('shows no input, answer or reason when outputs are to stay private', () => {
    for (const type of ['markdown', 'terminal'] as const) {
      const text = render(type, situations['fail-outputs-hidden']);
      expect(text).toContain('refunds-001');
      expect(text).not.toContain('lamp');
      expect(text).not.toContain('contact the shop');
      expect(text).not.toContain('does not contain');
    }
  });

  it('makes no single-cause claim when two things changed', () => {
    expect(render('markdown', situations.fail)).toContain('Only the **prompt** changed, so that is where to look.');
    const several = render('markdown', situations['fail-several-factors']);
    expect(several).toContain('cannot say which of them did it');
    expect(several).not.toContain('so that is where to look');
  });
});
