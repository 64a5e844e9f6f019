import { describe, expect, it } from 'vitest';
import { annotationsOf } from '../../src/reporters/annotations.ts';
import { longestComment } from '../../src/reporters/markdown.ts';
import { render } from '../support/render.ts';
import { situations } from '../support/report-fixtures.ts';

describe('a check that a must-not-fail case alone failed', () => {
  it('is headed by it, and by no regression', () => {
    expect(render('markdown', situations['fail-sentinel'])).toContain(
      '## ❌ Steelyard: 1 must-not-fail case broke in `support`\n',
    );
    expect(render('terminal', situations['fail-invariant'])).toMatch(
      /^FAIL {2}1 must-not-fail case broke in support\n/u,
    );
    expect(render('markdown', situations['fail-sentinel'])).not.toMatch(/regress/iu);
  });

  it('says of an invariant that it is a rule, and of a sentinel how often each version failed it', () => {
    const invariant = render('markdown', situations['fail-invariant']);
    expect(invariant).toContain('An invariant is a rule that you set and no statistical claim');
    expect(invariant).not.toContain('happened again');
    expect(render('markdown', situations['fail-sentinel'])).toContain('wrong 5 of 5 times, before 0 of 5 times');
  });

  it('shows what was asked, expected and answered in both versions', () => {
    for (const format of ['markdown', 'terminal'] as const) {
      const text = render(format, situations['fail-sentinel']);
      for (const part of ['900 euros back', '"escalate":true', 'A colleague will decide', '900 euros are on']) {
        expect(text).toContain(part);
      }
    }
  });

  it('shows nothing of that where outputs are to stay private', () => {
    for (const format of ['markdown', 'terminal'] as const) {
      const text = render(format, situations['fail-roles-outputs-hidden']);
      expect(text).toContain('system-prompt-canary');
      expect(text).not.toMatch(/CANARY|900 euros|escalate|everything above/u);
    }
  });

  it('calls what looked worse and was not confirmed no regression', () => {
    const text = render('markdown', situations['fail-sentinel-before-confirmation']);
    expect(text).toContain('**Correct answers** was not decided: one broken must-not-fail case is enough to fail.');
    expect(text).toContain('<b>Cases that look worse</b>');
  });

  it('names the cases however little room there is', () => {
    const report = situations['fail-sentinel'];
    const roles = (report.roles ?? []).map((suite) => ({
      ...suite,
      cases: suite.cases.map((one) => ({ ...one, input: 'x'.repeat(longestComment) })),
    }));
    const text = render('markdown', { ...report, roles }, { longest: 2500 });
    expect(text.length).toBeLessThanOrEqual(2600);
    expect(text).toContain('**refund-over-limit**');
  });

  it('is annotated where the product changed', () => {
    const [verdict] = annotationsOf(situations['fail-sentinel']);
    expect(verdict).toMatchObject({ level: 'error', path: 'suites/support/prompts/support.md', line: 11 });
  });
});

describe('must-not-fail cases beside other news', () => {
  it('stand in the table of a pass too, and a note says which wavered', () => {
    const text = render('markdown', situations['pass-sentinel-recovered']);
    expect(text).toContain('| ✅ | Must-not-fail cases | | 14 of 14 | | | all | Held |');
    expect(text).toContain('It counts as held');
  });

  it('are told before what regressed', () => {
    const text = render('markdown', situations['fail-invariant-and-regression']);
    expect(text).toContain('1 broken must-not-fail case and 1 regression in `support`');
    expect(text.indexOf('breaks the invariant')).toBeLessThan(text.indexOf('more answers per 100 go wrong'));
    expect(text.indexOf('### Must-not-fail')).toBeLessThan(text.indexOf('Worst regressed cases'));
  });
});
