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
      const [above] = render('markdown', report).split(/<details><summary>How \S+ \S+( be)? decided/u);
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
      expect(render('markdown', report)).toMatch(/> \[!(CAUTION|WARNING)\]\n> .*\*\*What to do:\*\* \S/u);
      expect(render('terminal', report)).toMatch(/\nWhat to do\n {2}\S/u);
    }
  });
});

describe('an inconclusive verdict', () => {
  const withSetting = all.filter(
    ([, { verdict, job }]) => verdict.outcome === 'inconclusive' && verdict.reason !== 'cancelled' && job !== 'release',
  );

  it('says before all advice whether it stops the merge, and by which setting', () => {
    const first = { fail: 'The check fails', warn: 'This does not stop the merge', pass: 'The check is green because' };
    expect(new Set(withSetting.map(([, { verdict }]) => verdict.level))).toEqual(new Set(Object.keys(first)));
    for (const [, report] of withSetting) {
      const { level, reason } = report.verdict;
      const [, alert = ''] = /> \[!\w+\]\n> (.*)/u.exec(render('markdown', report)) ?? [];
      expect(alert.startsWith(`**${first[level]}`)).toBe(true);
      expect(alert.split('**What to do:**')[0]).toContain(`\`on-${reason}: ${level}\``);
      expect(render('terminal', report)).toMatch(new RegExp(`\\n${first[level]}.*\\n(?:.*\\n)?What to do\\n`, 'u'));
    }
  });

  it('of a release says that it stops, whatever is set for a gate', () => {
    const [, alert = ''] = /> \[!\w+\]\n> (.*)/u.exec(render('markdown', situations['release-new-suite'])) ?? [];
    expect(alert).toMatch(/^\*\*The release stops\*\*/u);
    expect(alert).not.toContain('on-no-baseline');
    expect(alert).toContain('`--first`');
  });

  it('tells its reason in the second line, and only there', () => {
    for (const reason of ['over-budget', 'target-missing', 'metric-missing', 'no-base-build', 'cancelled'] as const) {
      const report = situations[reason];
      const [finding] = report.findings;
      const [words = ''] = (finding?.message ?? '').replaceAll('`', '').split('; ');
      const text = render('terminal', report).replaceAll(/\n\s*/gu, ' ');
      expect(text.split(words.slice(1))).toHaveLength(2);
      expect(text).not.toContain('Worth knowing');
    }
  });

  it('names the one limit that ended the run, and all of them where nothing says which', () => {
    expect(render('markdown', situations['over-budget'])).toContain('Raise `max-cost` in `steelyard.yaml`');
    const silent = render('markdown', { ...situations['over-budget'], findings: [] });
    expect(silent).toContain('Raise `max-calls`, `max-cost` or `max-minutes` in `steelyard.yaml`');
    expect(silent).toContain('its limit of calls, money or time');
  });

  it('gives the mend that the finding asks for', () => {
    const noBuild = situations['no-base-build'];
    expect(render('markdown', noBuild)).toContain('Add a `setup:` command');
    const shallow = 'the base commit is not in this checkout; check out with `fetch-depth: 2`';
    const findings = noBuild.findings.map((finding) => ({ ...finding, message: shallow }));
    // What a message asks for after its semicolon is left to the advice.
    const text = render('markdown', { ...noBuild, findings });
    expect(text).toContain('**What to do:** Set `fetch-depth: 2`');
    expect(text.match(/fetch-depth/gu)).toHaveLength(1);
    expect(render('markdown', situations['not-evaluated'])).not.toContain('Dependabot’s own secrets');
    expect(render('markdown', situations['not-evaluated-dependabot'])).toContain('Dependabot’s own secrets');
  });

  it('tells apart a metric that was not measured and a suite in which none is gated', () => {
    const report = situations['metric-missing'];
    expect(render('markdown', report)).toContain('Look at its scorer');
    const message =
      'no metric of `support` is gated, so nothing was judged; set `gate: true` in suites/support/suite.yaml';
    const ungated = render('markdown', {
      ...report,
      findings: [{ ruleId: 'metric-missing', level: 'error', suite: 'support', message }],
      verdict: { ...report.verdict, perMetric: [] },
    });
    expect(ungated).toContain('**In plain words:** No metric of `support` is gated, so nothing was judged.');
    expect(ungated).toContain('Set `gate: true`');
    expect(ungated).not.toContain('Look at its scorer');
  });

  it('shows how many cases would settle it once', () => {
    const report = situations.undecided;
    const message = 'about 1000 cases are needed to settle `correct` at a limit of 0.03; this run compared 40';
    const finding = { ruleId: 'undecided', level: 'warning', suite: 'support', metric: 'correct', message } as const;
    expect(render('markdown', { ...report, findings: [finding] })).toBe(render('markdown', report));
    // Where more cases alone would not settle it, there is no number, and the finding is news.
    expect(render('markdown', { ...report, findings: [finding], toSettle: [] })).toContain('are needed to settle');
  });
});

describe('a report in which nothing was compared', () => {
  it('puts no two commits side by side and promises no error rates', () => {
    for (const [, report] of all.filter(([, { comparisons }]) => comparisons.length === 0)) {
      const text = render('markdown', report, { 'server-url': 'https://github.com' });
      expect(text).not.toContain('](https://github.com/');
      expect(text).not.toContain('this gate fails at most');
    }
  });

  it('has no details where no model was called', () => {
    expect(render('markdown', situations['not-evaluated'])).not.toContain('decided</summary>');
    expect(render('markdown', situations['nothing-relevant-changed'])).not.toContain('<details>');
    expect(render('markdown', situations.cancelled)).toContain('How this was decided</summary>');
  });
});

describe('a metric that was not decided', () => {
  it('is no footnote: marked, named, and with its figure where it looks worse too', () => {
    const text = render('markdown', situations['fail-several-factors']);
    expect(text).toContain('| ⚠️ | Answer time |');
    expect(text).toContain('**Answer time** was not decided: one confirmed drop is enough to fail.');
    expect(text).toContain('It looks worse too: **Answer time** is 30% slower');
  });

  it('is not called worse within its limit', () => {
    const report = situations['fail-several-factors'];
    const comparisons = report.comparisons.map((one) =>
      one.metric === 'latency' ? { ...one, difference: { ...one.difference, estimate: 0.1 } } : one,
    );
    expect(render('markdown', { ...report, comparisons })).not.toContain('looks worse too');
  });
});

describe('a pass', () => {
  it('claims no more than the limits: what is worse within them is in the table', () => {
    expect(render('markdown', situations['pass-two-suites'])).toContain(
      'pass, `support` and `extraction` stay within their limits',
    );
    expect(render('terminal', situations.pass)).toMatch(/^PASS {2}support stays within its limits\n/u);
  });

  it('says that it holds at worst only where the figures do', () => {
    const { pass } = situations;
    expect(render('markdown', pass)).toContain('Even at worst, each stays within its limit.');
    const comparisons = pass.comparisons.map((one) => (one.gate ? { ...one, atWorst: -one.margin } : one));
    expect(render('markdown', { ...pass, comparisons })).not.toContain('at worst, each');
  });
});

describe('cases that fell on two metrics', () => {
  const report = situations.fail;
  const twice = report.regressedCases.map((one) => ({ ...one, metric: 'grounded', explanation: 'cites nothing' }));
  const both = { ...report, regressedCases: [...report.regressedCases, ...twice] };

  it('are counted and shown once, with both metrics', () => {
    const text = render('markdown', both);
    expect(text).toContain('(1 of 21 shown)');
    expect(text.match(/^\*\*refunds-001\*\*.*$/gmu)).toEqual([
      expect.stringMatching(/ · Correct answers: wrong 3 of 3 times, .* · Groundedness: /u),
    ]);
    expect(text).toContain('Why it counts as wrong on Groundedness: cites nothing');
    expect(render('terminal', both)).toContain('Worst regressed cases (3 of 21)');
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
      expect(long.every((line) => /^ {2}steelyard (?:gate --base|release --since) /u.test(line))).toBe(true);
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
