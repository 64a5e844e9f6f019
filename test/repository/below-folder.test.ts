import { describe, expect, test } from 'vitest';

import { readNamedFile } from '../../src/config/repository-path.ts';
import { isSurelyIrrelevant } from '../../src/config/relevance.ts';
import type { ChangedFile } from '../../src/domain/change.ts';
import type { RepositoryPort } from '../../src/domain/ports.ts';
import { describeIssue, UsageError } from '../../src/domain/usage-error.ts';
import { belowFolder } from '../../src/repository/below-folder.ts';
import { checkoutBelow } from '../../src/repository/checkout-below.ts';
import { memoryRepository } from '../support/memory-gate.ts';

const files = {
  'steelyard.yaml': 'the top',
  'packages/chat/steelyard.yaml': 'chat',
  'packages/chat/suites/a/suite.yaml': 'name: a',
  'packages/chat-bot/steelyard.yaml': 'another whose name begins alike',
  'prompts/shared.md': 'shared',
};

/** The files of a change as the folder sees them. */
async function seen(changed: readonly ChangedFile[], folder = 'packages/chat'): Promise<readonly ChangedFile[]> {
  const whole = memoryRepository(files, files);
  const repository: RepositoryPort = {
    ...whole,
    change: async () => ({ ...(await whole.change()), files: changed }),
  };
  return (await belowFolder(repository, folder).change()).files;
}

describe('a folder’s trees', () => {
  const repository = belowFolder(memoryRepository(files, files), 'packages/chat');

  test('have its files, by their paths from there', async () => {
    const tree = await repository.head();
    expect(await tree.list('')).toEqual(['steelyard.yaml', 'suites/a/suite.yaml']);
    expect(await tree.list('suites')).toEqual(['suites/a/suite.yaml']);
    expect(await tree.list('.')).toEqual(await tree.list(''));
    expect(await tree.read('steelyard.yaml')).toBe('chat');
    expect([tree.name, tree.folder]).toEqual(['packages/chat of head bbbbbbb', 'packages/chat']);
  });

  test.for(['../../prompts/shared.md', '../chat-bot/steelyard.yaml', '/steelyard.yaml', 'prompts/shared.md'])(
    'do not have %s',
    async (path) => {
      expect(await (await repository.base()).read(path)).toBeUndefined();
      expect(await (await repository.base()).list(path)).toEqual([]);
    },
  );

  test('a file outside that the configuration names is refused, with what to do about it', async () => {
    const asked = { where: 'suites/a/target.yaml', path: 'prompt' };
    const read = async (written: string) => {
      const found = await readNamedFile(await repository.head(), 'suites/a', written, asked);
      return found.ok ? found.text : describeIssue(found.issue);
    };
    expect(await read('../../../../prompts/shared.md')).toBe(
      'suites/a/target.yaml: prompt: expected a path inside packages/chat, the folder of steelyard.yaml, received "../../../../prompts/shared.md", which is prompts/shared.md; move the file below packages/chat, or gate from a folder that holds both, the repository\'s top for one',
    );
    expect(await read('../../../../../x.md')).toContain('expected a relative path inside the repository');
    expect(await read('../../steelyard.yaml')).toBe('chat');
  });

  test('an error of the repository names places as the folder does', async () => {
    const broken = (where: string): RepositoryPort => ({
      ...memoryRepository(files, files),
      head: async () => ({
        name: 'head',
        read: () =>
          Promise.reject(new UsageError({ where, path: '', expected: 'a file', received: 'a symbolic link' })),
        list: () => Promise.resolve([]),
      }),
    });
    const said = async (where: string) =>
      (await belowFolder(broken(where), 'packages/chat').head()).read('x').catch((error: Error) => error.message);
    expect(await said('packages/chat/suites')).toBe('suites: expected a file, received a symbolic link');
    // The folder is a link itself: nothing of it may be followed.
    expect(await said('packages')).toBe('packages: expected a file, received a symbolic link');
  });
});

describe('a folder’s change', () => {
  test('has its files alone', async () => {
    const changed: readonly ChangedFile[] = [
      { path: 'packages/chat/prompt.md', status: 'modified' },
      { path: 'packages/chat-bot/prompt.md', status: 'modified' },
      { path: 'packages/chat', status: 'added' },
      { path: 'prompt.md', status: 'removed' },
    ];
    expect(await seen(changed)).toEqual([{ path: 'prompt.md', status: 'modified' }]);
  });

  test.for([
    ['inside', 'packages/chat/a.md', 'packages/chat/b.md', { path: 'b.md', status: 'renamed', previousPath: 'a.md' }],
    ['into it', 'prompts/a.md', 'packages/chat/b.md', { path: 'b.md', status: 'added' }],
    ['out of it', 'packages/chat/a.md', 'packages/chat-bot/a.md', { path: 'a.md', status: 'removed' }],
    ['elsewhere', 'prompts/a.md', 'docs/a.md', undefined],
  ] as const)('a rename %s', async ([, previousPath, path, expected]) => {
    expect(await seen([{ path, status: 'renamed', previousPath }])).toEqual(expected === undefined ? [] : [expected]);
  });

  test('says which folder it is of, and keeps the rest', async () => {
    const whole = memoryRepository(files, files);
    const change = await belowFolder(whole, 'packages/chat').change();
    expect(change).toEqual({ ...(await whole.change()), folder: 'packages/chat' });
  });

  test('the top is the repository itself', () => {
    const whole = memoryRepository(files, files);
    expect(belowFolder(whole, '')).toBe(whole);
  });
});

describe('the quick look', () => {
  const irrelevant = async (head: Readonly<Record<string, string>>, folder: string): Promise<boolean> => {
    const base = { ...files, 'packages/chat/steelyard.yaml': 'version: 1' };
    const repository = belowFolder(memoryRepository(base, { ...base, ...head }), folder);
    const trees = { base: await repository.base(), head: await repository.head() };
    return isSurelyIrrelevant((await repository.change()).files, trees);
  };

  test('sees the folder alone', async () => {
    expect(await irrelevant({ 'packages/chat-bot/steelyard.yaml': 'edited' }, 'packages/chat')).toBe(true);
    expect(await irrelevant({ 'packages/chat/suites/a/prompt.md': 'edited' }, 'packages/chat')).toBe(false);
  });

  test('never calls a folder without a policy irrelevant', async () => {
    expect(await irrelevant({ 'docs/x.md': 'new' }, 'docs')).toBe(false);
  });
});

test('programs start in the folder, in the work tree and in other commits', async () => {
  let removed = 0;
  const checkout = checkoutBelow(
    {
      directory: '/work',
      materialise: (commit) =>
        Promise.resolve({ directory: `/tmp/${commit}`, remove: () => Promise.resolve(void (removed += 1)) }),
    },
    'packages/chat',
  );
  expect(checkout.directory).toBe('/work/packages/chat');
  const other = await checkout.materialise('abc');
  expect(other.directory).toBe('/tmp/abc/packages/chat');
  await other.remove();
  expect(removed).toBe(1);
});
