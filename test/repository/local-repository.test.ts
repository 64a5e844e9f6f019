import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { UsageError } from '../../src/domain/usage-error.ts';
import { type LocalRepository, openRepository } from '../../src/repository/local-repository.ts';
import { type TemporaryRepository, temporaryRepository } from '../support/temporary-repository.ts';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function newRepository(
  options: Parameters<typeof temporaryRepository>[0] = {},
): Promise<{ made: TemporaryRepository; open: () => Promise<LocalRepository> }> {
  const made = await temporaryRepository(options);
  cleanups.push(() => made.remove());
  const open = async (): Promise<LocalRepository> => {
    const repository = await openRepository(made.directory, made.environment);
    cleanups.push(() => repository.close());
    return repository;
  };
  return { made, open };
}

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'steelyard-test-'));
  cleanups.push(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function failure(promise: Promise<unknown>): Promise<UsageError> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof UsageError)) throw new Error('expected a UsageError', { cause: error });
  expect(error.message.split('\n')).toHaveLength(1);
  return error;
}

describe('opening', () => {
  test('finds the top folder from below', async () => {
    const { made } = await newRepository();
    await made.commit('one', { 'a/b/c.txt': 'c' });
    const repository = await openRepository(join(made.directory, 'a', 'b'), made.environment);
    cleanups.push(() => repository.close());
    expect(repository.directory).toBe(made.directory);
    expect(await repository.tree('HEAD').read('a/b/c.txt')).toBe('c');
  });

  test('says what is wrong with a folder that is no repository', async () => {
    const folder = await emptyFolder();
    expect((await failure(openRepository(folder))).message).toContain(
      'expected a git repository, received a folder that',
    );
    expect((await failure(openRepository(join(folder, 'nowhere')))).message).toContain('received nothing there');
  });

  test('says what is wrong with a repository without a commit, and with a bare one', async () => {
    const { made } = await newRepository();
    expect((await failure(openRepository(made.directory, made.environment))).message).toContain('at least one commit');
    const bare = await emptyFolder();
    await made.git('init', '--quiet', '--bare', bare);
    expect((await failure(openRepository(bare, made.environment))).message).toContain('received a bare repository');
  });

  test('says that git is missing', async () => {
    const folder = await emptyFolder();
    const error = await failure(openRepository(folder, { PATH: folder }));
    expect(error.message).toBe(
      'git: expected the `git` program on the PATH, received none; install git (https://git-scm.com)',
    );
  });

  test('is not led elsewhere by GIT_DIR and its kin', async () => {
    const { made } = await newRepository();
    await made.commit('one', { 'mine.txt': 'mine' });
    const { made: other } = await newRepository();
    await other.commit('one', { 'other.txt': 'other' });
    const misleading = {
      GIT_DIR: join(other.directory, '.git'),
      GIT_INDEX_FILE: '/nonexistent',
      GIT_WORK_TREE: '/tmp',
    };
    const repository = await openRepository(made.directory, { ...made.environment, ...misleading });
    cleanups.push(() => repository.close());
    expect(await repository.tree('HEAD').list('')).toEqual(['mine.txt']);
  });
});

describe('reading a tree', () => {
  const weird = [
    'with space.txt',
    'ümläut/日本.txt',
    'new\nline.txt',
    'tab\t"quote".txt',
    '-dash.txt',
    ':(top)x.txt',
    '*.txt',
  ];

  test('reads and lists any path, in order', async () => {
    const { made, open } = await newRepository();
    const commit = await made.commit('weird', Object.fromEntries(weird.map((path) => [path, `text of ${path}`])));
    const tree = (await open()).tree(commit, 'base 1234567');
    expect(tree.name).toBe('base 1234567');
    expect(await tree.list('')).toEqual([...weird].sort());
    expect(await tree.list('ümläut/')).toEqual(['ümläut/日本.txt']);
    expect(await Promise.all(weird.map((path) => tree.read(path)))).toEqual(weird.map((path) => `text of ${path}`));
  });

  test('has no folder, missing path or path outside', async () => {
    const { made, open } = await newRepository();
    const commit = await made.commit('one', { 'suites/a/x.txt': '', 'suites-old/y.txt': 'y' });
    const tree = (await open()).tree(commit);
    expect(await tree.read('suites/a/x.txt')).toBe('');
    for (const path of ['suites', 'suites/a/z.txt', '../x', '/etc/passwd', ''])
      expect(await tree.read(path)).toBeUndefined();
    expect(await tree.list('suites')).toEqual(['suites/a/x.txt']);
  });

  test('reads the commit, never the work tree', async () => {
    const { made, open } = await newRepository();
    const commit = await made.commit('one', { 'a.txt': 'committed' });
    await made.write({ 'a.txt': 'edited' });
    expect(await (await open()).tree(commit).read('a.txt')).toBe('committed');
  });

  test('reads many files at once, each its own, and binary as UTF-8', async () => {
    const { made, open } = await newRepository();
    const texts = Array.from({ length: 200 }, (_, index) => `${index} ${'x'.repeat(index * 397)}\n`);
    const files = Object.fromEntries(texts.map((text, index) => [`f/${index}.txt`, text]));
    const commit = await made.commit('many', { ...files, 'bin.dat': Uint8Array.of(0xff, 0x0a, 0x00, 0x41) });
    const tree = (await open()).tree(commit);
    expect(await Promise.all(texts.map((_, index) => tree.read(`f/${index}.txt`)))).toEqual(texts);
    expect(await tree.read('bin.dat')).toBe('\u{FFFD}\n\0A');
  });

  test('refuses a symbolic link, also as a folder on the way, and lists none', async () => {
    const { made, open } = await newRepository();
    await made.commit('one', { 'real/a.txt': 'a' });
    await made.symlink('link.txt', '/etc/passwd');
    await made.symlink('folder', 'real');
    const tree = (await open()).tree(await made.commit('links'), 'head abc');
    expect((await failure(tree.read('link.txt'))).message).toBe(
      'link.txt: expected a regular file or folder, received a symbolic link in head abc; commit the file itself in its place',
    );
    expect((await failure(tree.read('folder/a.txt'))).issues[0]?.where).toBe('folder');
    expect((await failure(tree.list('folder'))).issues[0]?.where).toBe('folder');
    expect(await tree.list('')).toEqual(['real/a.txt']);
  });

  test('refuses a file above 10 MB and goes on reading', async () => {
    const { made, open } = await newRepository();
    const commit = await made.commit('large', { 'large.txt': 'x'.repeat(10_000_001), 'small.txt': 'small' });
    const tree = (await open()).tree(commit);
    const [large, small] = await Promise.allSettled([tree.read('large.txt'), tree.read('small.txt')]);
    expect(String(large.status === 'rejected' && large.reason)).toContain('at most 10 MB, received 10.0 MB');
    expect(small).toMatchObject({ value: 'small' });
  });

  test('passes submodules over', async () => {
    const { made, open } = await newRepository();
    const first = await made.commit('one', { 'a.txt': 'a' });
    await made.git('update-index', '--add', '--cacheinfo', `160000,${first},vendor/lib`);
    await made.git('commit', '--quiet', '-m', 'submodule');
    const tree = (await open()).tree('HEAD');
    expect(await tree.list('')).toEqual(['a.txt']);
    expect(await tree.read('vendor/lib')).toBeUndefined();
  });

  test('goes on after close', async () => {
    const { made, open } = await newRepository();
    const commit = await made.commit('one', { 'a.txt': 'a' });
    const repository = await open();
    const tree = repository.tree(commit);
    expect(await tree.read('a.txt')).toBe('a');
    repository.close();
    expect(await tree.read('a.txt')).toBe('a');
  });
});

describe('revisions', () => {
  test('resolves branches, tags and expressions to commits', async () => {
    const { made, open } = await newRepository();
    const first = await made.commit('one', { 'a.txt': '1' });
    await made.git('tag', '-a', 'v1', '-m', 'v1');
    const second = await made.commit('two', { 'a.txt': '2' });
    const repository = await open();
    expect(await repository.resolve('v1')).toBe(first);
    expect(await repository.resolve('main')).toBe(second);
    expect(await repository.resolve('HEAD~1')).toBe(first);
    expect(await repository.resolve(first.slice(0, 8))).toBe(first);
  });

  test('names the nearest branch for an unknown one', async () => {
    const { made, open } = await newRepository();
    await made.commit('one', { 'a.txt': '1' });
    await made.branch('feature/refunds');
    const repository = await open();
    expect((await failure(repository.resolve('feature/refnds'))).message).toContain('did you mean "feature/refunds"?');
    for (const nonsense of ['', '--all', 'main..main', 'HEAD:a.txt', 'a\nb', 'zzzzzzzzzzzz']) {
      expect((await failure(repository.resolve(nonsense))).message).toContain('expected a branch, tag or commit of');
    }
  });

  test('finds the merge base, and says where there is none', async () => {
    const { made, open } = await newRepository();
    const first = await made.commit('one', { 'a.txt': '1' });
    await made.branch('feature');
    const feature = await made.commit('feature', { 'f.txt': 'f' });
    await made.checkout('main');
    const second = await made.commit('two', { 'a.txt': '2' });
    const repository = await open();
    expect(await repository.mergeBase(second, feature)).toBe(first);

    await made.checkout('feature');
    const merged = await made.merge('main');
    expect(await repository.mergeBase('main', merged)).toBe(second);

    await made.git('checkout', '--quiet', '--orphan', 'island');
    const island = await made.commit('island', { 'i.txt': 'i' });
    expect((await failure(repository.mergeBase(second, island))).message).toContain('pass another `--base`');
  });

  test('a shallow clone says so where history is missing', async () => {
    const { made: origin } = await newRepository();
    await origin.commit('one', { 'a.txt': '1' });
    await origin.commit('two', { 'a.txt': '2' });
    const { made, open } = await newRepository({ from: `file://${origin.directory}`, depth: 1 });
    const repository = await open();
    expect(await repository.tree('HEAD').read('a.txt')).toBe('2');
    expect((await failure(repository.resolve('HEAD~1'))).message).toContain('the clone is shallow');
    await made.git('checkout', '--quiet', '--orphan', 'island');
    const island = await made.commit('island');
    expect((await failure(repository.mergeBase('main', island))).message).toContain('fetch-depth: 0');
  });

  test('a partial clone is not filled from the network', async () => {
    const { made: origin } = await newRepository();
    await origin.commit('one', { 'a.txt': '1', 'b.txt': 'same' });
    await origin.commit('two', { 'a.txt': '2' });
    await origin.git('config', 'uploadpack.allowFilter', 'true');
    const { made } = await newRepository();
    await made.git('clone', '--quiet', '--filter=blob:none', `file://${origin.directory}`, 'clone');
    await made.git('-C', 'clone', 'config', 'protocol.file.allow', 'always');
    const repository = await openRepository(join(made.directory, 'clone'), made.environment);
    cleanups.push(() => repository.close());
    expect(await repository.tree('HEAD').read('a.txt')).toBe('2');
    const old = repository.tree('HEAD~1', 'base abc');
    const [lost, kept] = await Promise.all([failure(old.read('a.txt')), old.read('b.txt')]);
    expect(lost.message).toContain('an object of base abc that cannot be read here');
    expect(kept).toBe('same');
  });
});

describe('branches and names', () => {
  test('the default branch: origin/HEAD first, then main and master', async () => {
    const { made, open } = await newRepository();
    await made.commit('one', { 'a.txt': '1' });
    await made.branch('trunk');
    const repository = await open();
    expect(await repository.defaultBranch()).toEqual({ name: 'main', revision: 'main' });
    await made.git('branch', '-m', 'main', 'master');
    expect(await repository.defaultBranch()).toEqual({ name: 'master', revision: 'master' });
    await made.git('config', 'init.defaultBranch', 'trunk');
    expect(await repository.defaultBranch()).toEqual({ name: 'trunk', revision: 'trunk' });

    const { open: openClone } = await newRepository({ from: made.directory });
    expect(await (await openClone()).defaultBranch()).toEqual({ name: 'trunk', revision: 'origin/trunk' });
  });

  test('no default branch is no guess', async () => {
    const { made, open } = await newRepository();
    await made.commit('one', { 'a.txt': '1' });
    await made.git('branch', '-m', 'main', 'something');
    expect(await (await open()).defaultBranch()).toBeUndefined();
  });

  test('knows which branch HEAD is on, and when it is on none', async () => {
    const { made, open } = await newRepository();
    const commit = await made.commit('one', { 'a.txt': '1' });
    await made.branch('feature/x');
    const repository = await open();
    expect(await repository.headBranch()).toBe('feature/x');
    expect(await repository.branchOf('HEAD')).toBe('feature/x');
    expect(await repository.branchOf('main')).toBe('main');
    expect(await repository.branchOf(commit)).toBeUndefined();
    await made.git('checkout', '--quiet', '--detach');
    expect(await repository.headBranch()).toBeUndefined();
    expect(await repository.branchOf('HEAD')).toBeUndefined();
  });

  test('takes its name from origin, else from its folder', async () => {
    const { made, open } = await newRepository();
    await made.commit('one');
    const repository = await open();
    expect(await repository.name()).toBe('repository');
    await made.git('remote', 'add', 'origin', 'git@github.com:acme/shop.git');
    expect(await repository.name()).toBe('acme/shop');
    await made.git('remote', 'set-url', 'origin', made.directory);
    expect(await repository.name()).toBe('repository');
  });
});

describe('diff', () => {
  test('tells added, removed, modified and renamed, whatever the path', async () => {
    const { made, open } = await newRepository();
    const prompt = Array.from({ length: 20 }, (_, line) => `rule ${line}\n`).join('');
    await made.commit('one', { 'old\nname.md': prompt, 'gone.txt': 'gone', 'same.txt': 's', 'édit.txt': '1' });
    await made.write({ 'old\nname.md': null, 'gone.txt': null });
    await made.commit('two', { 'new name.md': `${prompt}one more\n`, 'added.txt': 'entirely new', 'édit.txt': '2' });
    expect(await (await open()).diff('HEAD~1', 'HEAD')).toEqual([
      { path: 'added.txt', status: 'added' },
      { path: 'gone.txt', status: 'removed' },
      { path: 'new name.md', status: 'renamed', previousPath: 'old\nname.md' },
      { path: 'édit.txt', status: 'modified' },
    ]);
  });

  test('is empty for equal trees', async () => {
    const { made, open } = await newRepository();
    await made.commit('one', { 'a.txt': '1' });
    expect(await (await open()).diff('HEAD', 'HEAD^{tree}')).toEqual([]);
  });
});

describe('materialise', () => {
  test('checks a commit out elsewhere and leaves nothing behind', async () => {
    const { made, open } = await newRepository();
    const first = await made.commit('one', { 'a.txt': 'first' });
    await made.commit('two', { 'a.txt': 'second' });
    await made.write({ '.git/hooks/post-checkout': `#!/bin/sh\ntouch ${made.directory}/hook-ran\n` });
    await chmod(join(made.directory, '.git/hooks/post-checkout'), 0o755);
    const repository = await open();
    const before = await made.git('status', '--porcelain');

    const base = await repository.materialise(first);
    const inside = await openRepository(base.directory, made.environment);
    cleanups.push(() => inside.close());
    expect(await inside.resolve('HEAD')).toBe(first);
    expect(await made.git('status', '--porcelain')).toBe(before);
    await writeFile(join(base.directory, 'build.out'), 'built');
    await base.remove();
    await base.remove();

    expect(await made.git('worktree', 'list')).not.toContain(base.directory);
    expect(await made.git('status', '--porcelain')).toBe(before);
    await expect(openRepository(base.directory)).rejects.toThrow('nothing there');
  });
});
