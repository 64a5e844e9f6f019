import { describe, expect, test } from 'vitest';

import { writeBotBranch } from '../../src/github/bot-branch.ts';
import { GitHubError, type GitHubReader } from '../../src/github/rest.ts';

/** A branch in memory; `meddle` stands between the look and the swap. */
function memoryBranch(meddle: (write: (tip: string) => void) => void = () => {}) {
  let tip: string | undefined;
  let commits = 0;
  const moves: string[] = [];
  const reader: GitHubReader = {
    get: () => Promise.resolve(undefined),
    graphql(query, variables) {
      if (query.startsWith('query')) {
        const ref = tip === undefined ? null : { target: { oid: tip } };
        const branch = { name: 'main', target: { oid: 'head' } };
        return Promise.resolve({ repository: { id: 'R_1', defaultBranchRef: branch, ref } });
      }
      meddle((other) => (tip = other));
      const before = tip ?? '0'.repeat(String(variables['after']).length);
      moves.push(`${variables['before']} → ${variables['after']}`);
      if (variables['before'] !== before) return Promise.reject(new GitHubError(200, 'Reference cannot be updated'));
      tip = String(variables['after']);
      return Promise.resolve({ updateRefs: { clientMutationId: null } });
    },
  };
  const written = (tree = 'tree') =>
    writeBotBranch({
      reader,
      repository: 'acme/assistant',
      branch: 'bot',
      writer: {
        createBlob: () => Promise.resolve('blob'),
        createTree: () => Promise.resolve(tree),
        createCommit: () => Promise.resolve(`commit-${(commits += 1)}`),
      },
      treeOf: () => Promise.resolve('base'),
      make: (heads) =>
        Promise.resolve({ files: [{ path: 'a', text: 'a' }], message: 'm', made: heads.tip ?? 'nothing' }),
    });
  return { written, moves };
}

describe('a branch that others write too', () => {
  test('where somebody was faster, what they wrote is read before it is written again', async () => {
    let others = 2;
    const { written, moves } = memoryBranch((write) => {
      if (others > 0) write(`other-${others}`);
      others -= 1;
    });
    expect(await written()).toMatchObject({ kind: 'written', commit: 'commit-3', made: 'other-1' });
    expect(moves).toEqual(['00000000 → commit-1', 'other-2 → commit-2', 'other-1 → commit-3']);
  });

  test('who is never first gives up, and says how to be', async () => {
    let nth = 0;
    const { written, moves } = memoryBranch((write) => write(`other-${(nth += 1)}`));
    await expect(written()).rejects.toThrow(
      'another write before each of 5 tries; give the workflow a `concurrency` group',
    );
    expect(moves).toHaveLength(5);
  });

  test('a branch is never put onto the default branch’s own commit, which would close its pull request', async () => {
    const { written, moves } = memoryBranch();
    expect(await written('base')).toMatchObject({ kind: 'nothing-to-write' });
    expect(moves).toEqual([]);
  });
});
