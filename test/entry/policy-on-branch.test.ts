import { expect, test } from 'vitest';

import { hasPolicyOnBranch } from '../../src/entry/action/policy-on-branch.ts';

const tree = (...entries: readonly (readonly [path: string, type: string])[]) => ({
  tree: entries.map(([path, type]) => ({ path, type, sha: `sha-of-${path}` })),
});
const trees: Readonly<Record<string, ReturnType<typeof tree>>> = {
  'release%2F1': tree(['packages', 'tree'], ['steelyard.yaml', 'blob'], ['linked', 'blob']),
  'sha-of-packages': tree(['chat', 'tree'], ['bare', 'tree']),
  'sha-of-chat': tree(['steelyard.yaml', 'blob']),
  'sha-of-bare': tree(['steelyard.yaml', 'tree']),
};
const reader = {
  get: (path: string) => Promise.resolve(trees[path.replace('/repos/acme/assistant/git/trees/', '')] ?? null),
};

test.for([
  ['', true],
  ['packages/chat', true],
  ['packages', false],
  ['packages/bare', false],
  ['packages/nowhere', false],
  ['linked', false],
  ['linked/deeper', false],
] as const)('the policy of %j is on the branch: %j', async ([folder, there]) => {
  const of = { repository: 'acme/assistant', branch: 'release/1', folder };
  expect(await hasPolicyOnBranch(reader, of)).toBe(there);
});
