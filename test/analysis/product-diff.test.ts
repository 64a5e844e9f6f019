import { expect, test } from 'vitest';

import { productDiff } from '../../src/analysis/product-diff.ts';

const prompt = ['You are kind.', 'Answer in JSON.', 'Abstain when unsure.', 'Cite the document.'];
const file = (path: string, lines: readonly string[]) => ({ path, text: `${lines.join('\n')}\n` });

test('nothing differs: nothing is shown', () => {
  expect(productDiff([file('prompt.md', prompt)], [file('prompt.md', prompt)])).toEqual([]);
});

test('a taken-out rule is one line, with its place on both sides', () => {
  const [diff, ...rest] = productDiff([file('prompt.md', prompt)], [file('prompt.md', prompt.toSpliced(2, 1))]);
  expect(rest).toEqual([]);
  expect(diff).toMatchObject({ path: 'prompt.md', hunks: [{ baseLine: 1, headLine: 1 }] });
  expect(diff?.hunks[0]?.lines.filter((line) => !line.startsWith(' '))).toEqual(['-Abstain when unsure.']);
});

test('a renamed file shows its edits only', () => {
  const [diff, ...rest] = productDiff([file('old.md', prompt)], [file('new/name.md', [...prompt, 'Be brief.'])]);
  expect(rest).toEqual([]);
  expect(diff).toMatchObject({ previousPath: 'old.md', path: 'new/name.md' });
  expect(diff?.hunks.flatMap(({ lines }) => lines).filter((line) => !line.startsWith(' '))).toEqual(['+Be brief.']);
});

test('an unlike file is another file: one is gone, one is new', () => {
  const diffs = productDiff([file('old.md', prompt)], [file('new.md', ['Something else altogether.'])]);
  expect(diffs.map(({ path, previousPath }) => [path, previousPath])).toEqual([
    ['old.md', undefined],
    ['new.md', undefined],
  ]);
});

test('of several new files the most similar is the renamed one', () => {
  const head = [file('a.md', prompt.slice(0, 2)), file('b.md', prompt)];
  const diffs = productDiff([file('old.md', prompt)], head);
  expect(diffs.find(({ previousPath }) => previousPath === 'old.md')).toMatchObject({ path: 'b.md', hunks: [] });
  expect(diffs.map(({ path }) => path)).toContain('a.md');
});

test('two long texts with nothing in common are said to be so, not compared line by line', () => {
  const text = (word: string) => Array.from({ length: 60_000 }, (_, line) => `${word} ${line}`).join('\n');
  const [diff] = productDiff([{ path: 'data.txt', text: text('old') }], [{ path: 'data.txt', text: text('new') }]);
  expect(diff?.hunks).toEqual([
    {
      baseLine: 1,
      headLine: 1,
      lines: ['-(60,000 lines, too different to show)', '+(60,000 lines, too different to show)'],
    },
  ]);
});
