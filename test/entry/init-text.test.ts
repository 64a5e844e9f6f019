import { describe, expect, test } from 'vitest';

import { foundText, nextSteps, reminderText } from '../../src/entry/init-text.ts';
import { planInit } from '../../src/jobs/init.ts';
import { memoryTree } from '../support/memory-tree.ts';

const plan = await planInit(
  memoryTree({
    'prompts/support.md': 'Answer {name}.\n',
    'a.ts':
      "import OpenAI from 'openai';\nconst p = read('prompts/support.md');\nnew OpenAI().chat.completions.create({ model: 'gpt-4o', temperature: 0.2, tools, messages: [{ role: 'system', content: p }, { role: 'user', content: q }] });\n",
  }),
  {},
);
const nowhere = { branch: undefined, defaultBranch: undefined, actionStep: undefined, folder: '' };

test('what is found names the key that the client takes by itself, and what is taken over', () => {
  expect(foundText(plan)).toContain("key       a.ts:3 OPENAI_API_KEY, the client's own default\n");
  expect(foundText(plan)).toContain('params    a.ts:3 temperature\n');
});

describe('the reminder before the question', () => {
  test('has every note by its first sentence', () => {
    expect(plan.notes.some((note) => note.length > 150)).toBe(true);
    expect(reminderText(plan)).toBe(
      [
        'To know (in full at the top)',
        '  - prompts/support.md:1 holds a placeholder of another kind ({name}).',
        '  - a.ts:3 also passes tools (tools).',
        '',
        '',
      ].join('\n'),
    );
  });

  test('cuts what has no end', () => {
    const [, line = ''] = reminderText({ ...plan, notes: ['x'.repeat(500)] }).split('\n');
    expect(line).toMatch(/^ {2}- x{159}…$/);
  });

  test('is not there where there is nothing to know', () => {
    expect(reminderText({ ...plan, notes: [] })).toBe('');
  });
});

describe('the next steps', () => {
  test.each([
    ['main', 'main', true],
    [undefined, 'main', true],
    ['trunk', undefined, true],
    ['steelyard', 'main', false],
    ['checks', 'main', false],
    ['steelyard', undefined, false],
  ])('on %s, with %s as the default, a branch is made: %s', (branch, defaultBranch, made) => {
    const steps = nextSteps(plan, { ...nowhere, branch, defaultBranch });
    expect(steps.includes('git switch -c steelyard && git add')).toBe(made);
    expect(steps).toContain('git add steelyard.yaml suites && git commit');
    expect(steps).toContain('git push -u origin HEAD');
  });

  test('say how many cases it takes, and what the workflow still needs', () => {
    const steps = nextSteps(plan, { ...nowhere, actionStep: 'push it.' });
    expect(steps).toContain('30 cases if every answer is right; more where your product errs; 100 is a good start.');
    expect(steps).toMatch(/\d\. In \.github\/workflows: push it\.\n/);
    expect(nextSteps(plan, nowhere)).not.toContain('.github/workflows');
  });
});
