import { expect, test } from 'vitest';
import { findSuites } from '../../src/config/find-suites.ts';
import { memoryTree } from '../support/memory-tree.ts';
import { mistakes } from './support.ts';

const tree = memoryTree(
  { 'suites/b/suite.yaml': '', 'suites/a/suite.yaml': '', 'suites/a/deep/suite.yaml': '', 'suites/c/README.md': '' },
  'base 1',
);

test.each([
  [['suites/*'], ['suites/a', 'suites/b']],
  [['suites/**'], ['suites/a', 'suites/a/deep', 'suites/b']],
  [
    ['./suites/b/', 'suites/a'],
    ['suites/a', 'suites/b'],
  ],
  [['suites/a/suite.yaml'], ['suites/a']],
])('%j finds %j', async (globs, found) => {
  expect(await findSuites(tree, globs)).toEqual(found);
});

test('a glob that matches nothing is named with what there is', async () => {
  expect(await mistakes(() => findSuites(tree, ['suites/bb', 'evals/*']))).toEqual([
    'suites: expected a folder with a suite.yaml, received "suites/bb", which matches none in base 1; did you mean `suites/b`?',
    'suites: expected a folder with a suite.yaml, received "evals/*", which matches none in base 1; suites in base 1: suites/a, suites/a/deep, suites/b',
  ]);
  expect(await findSuites(memoryTree({}), ['suites/*'], { mayBeNone: true })).toEqual([]);
});
