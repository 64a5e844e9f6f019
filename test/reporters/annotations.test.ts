import { describe, expect, it } from 'vitest';

import { annotationsOf } from '../../src/reporters/annotations.ts';
import { situations } from '../support/report-fixtures.ts';

describe('annotations', () => {
  it('say a failure at the first changed line of what changed', () => {
    const [first] = annotationsOf(situations.fail);
    expect(first).toMatchObject({
      level: 'error',
      title: 'Steelyard: 1 regression in support',
      path: 'suites/support/prompts/support.md',
      line: 11,
    });
    expect(first?.message).toMatch(/^With this change about 6 more answers per 100 go wrong/);
  });

  it('are as loud as the verdict: a warning where it does not stop the merge, an error where it does', () => {
    expect(annotationsOf(situations.undecided)[0]?.level).toBe('warning');
    expect(annotationsOf(situations['over-budget'])[0]?.level).toBe('error');
    expect(annotationsOf(situations['fail-accepted'])[0]?.level).toBe('warning');
  });

  it('are silent where all is well, but for an edit of the rules', () => {
    expect(annotationsOf(situations.pass)).toEqual([]);
    const edits = annotationsOf(situations['fail-several-factors']).filter(({ title }) => title.includes('judged'));
    expect(edits.map(({ path, level }) => [path, level])).toEqual([
      ['suites/support/suite.yaml', 'warning'],
      ['baselines/support/baseline.json', 'warning'],
    ]);
  });

  it('are one line of plain text each', () => {
    for (const report of Object.values(situations)) {
      for (const { title, message } of annotationsOf(report)) {
        expect(`${title}${message}`).not.toMatch(/[\n\r*`]|::/u);
      }
    }
  });
});
