import { expect, test } from 'vitest';
import { policyDiff } from '../../src/config/policy-diff.ts';
import { readPolicyFiles } from '../../src/config/policy-files.ts';
import { memoryTree } from '../support/memory-tree.ts';
import { casesJsonl, repositoryFiles, suiteYaml } from './support.ts';

const settings = { suites: ['suites/*'], baselines: 'baselines' };

async function diff(changes: Readonly<Record<string, string | undefined>>, before: Record<string, string> = {}) {
  const base = await readPolicyFiles(memoryTree(repositoryFiles(before)), settings);
  const head = await readPolicyFiles(memoryTree(repositoryFiles({ ...before, ...changes })), settings);
  return policyDiff(base, head);
}

test('nothing changed, or only the product, is no edit', async () => {
  expect(await diff({ 'suites/small/prompts/answer.md': 'x', 'suites/small/target.yaml': 'type: http' })).toEqual([]);
});

test('names settings one by one, lists of named things by name', async () => {
  const yaml = suiteYaml
    .replace('margin: 0.1', 'margin: 0.4')
    .replace('  - name: speed\n    scorer: { type: latency }\n', '')
    .replace('cases: 2, ', '');
  expect(await diff({ 'suites/small/suite.yaml': yaml, 'steelyard.yaml': 'version: 1\non-undecided: pass\n' })).toEqual(
    [
      { path: 'steelyard.yaml', status: 'modified', edits: ['on-undecided: (none) → "pass"'] },
      {
        path: 'suites/small/suite.yaml',
        status: 'modified',
        edits: [
          'metrics.correct.margin: 0.1 → 0.4',
          'metrics.speed: {"name":"speed","scorer":{"type":"latency"}} → (none)',
          'sampling.cases: 2 → (none)',
        ],
      },
    ],
  );
});

test('names cases by id, capped', async () => {
  const added = Array.from({ length: 12 }, (_, at) => JSON.stringify({ id: `n${at}`, input: {} })).join('\n');
  const [edit] = await diff({
    'suites/small/cases.jsonl': `${casesJsonl.split('\n')[0]?.replace('"2"', '"3"')}\n${added}\n`,
  });
  expect(edit?.edits).toEqual([
    '12 cases added: n0, n1, n2, n3, n4, n5, n6, n7, n8, n9 and 2 more',
    '1 case removed: b',
    '1 case edited: a',
  ]);
});

test('shows scorer files, baselines, additions and removals', async () => {
  const withScorer = 'metrics:\n  - { name: v, scorer: { type: json-schema, file: ../answer.json } }\n';
  const before = {
    'suites/small/suite.yaml': withScorer,
    'suites/answer.json': '{"type":"object"}',
    'baselines/small/baseline.json': '{"runs":[]}',
    'baselines/small/cases.jsonl': 'x\n',
  };
  const after = {
    'suites/answer.json': '{"type":"array"}',
    'baselines/small/baseline.json': undefined,
    'baselines/small/cases.jsonl': 'y\n',
    'suites/new/suite.yaml': 'metrics: []',
  };
  expect(await diff(after, before)).toEqual([
    { path: 'baselines/small/baseline.json', status: 'removed', edits: [] },
    { path: 'baselines/small/cases.jsonl', status: 'modified', edits: ['1 lines added, 1 removed'] },
    { path: 'suites/answer.json', status: 'modified', edits: ['type: "object" → "array"'] },
    { path: 'suites/new/suite.yaml', status: 'added', edits: [] },
  ]);
});

test('a broken head is compared as text, and comments alone are said to be', async () => {
  expect((await diff({ 'steelyard.yaml': 'version: [1\n' }))[0]?.edits[0]).toBe('the new text cannot be read');
  expect((await diff({ 'steelyard.yaml': '# hi\nversion: 1\n' }))[0]?.edits).toEqual(['only comments or layout']);
});
