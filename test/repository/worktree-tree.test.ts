import { readdir, readFile, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type LocalRepository, openRepository } from '../../src/repository/local-repository.ts';
import { type TemporaryRepository, temporaryRepository } from '../support/temporary-repository.ts';

let made: TemporaryRepository;
let repository: LocalRepository;

beforeEach(async () => {
  made = await temporaryRepository();
  await made.commit('one', { '.gitignore': 'secret.env\n', 'a.txt': 'a', 'gone.txt': 'gone', 'staged.txt': 's' });
  repository = await openRepository(made.directory, made.environment);
});
afterEach(async () => {
  repository.close();
  await made.remove();
});

test('a clean work tree is the tree of HEAD', async () => {
  expect(await repository.worktreeTree()).toEqual({ tree: await repository.treeOf('HEAD'), dirty: false });
});

test('holds edits, untracked and staged files and removals, and nothing ignored', async () => {
  await made.write({ 'staged.txt': 'staged' });
  await made.git('add', 'staged.txt');
  await made.write({ 'a.txt': 'edited', 'gone.txt': null, 'new/ü x.txt': 'new', 'secret.env': 'KEY=1' });

  const { tree, dirty } = await repository.worktreeTree();
  const files = repository.tree(tree);
  expect(dirty).toBe(true);
  expect(await files.list('')).toEqual(['.gitignore', 'a.txt', 'new/ü x.txt', 'staged.txt']);
  expect(await files.read('a.txt')).toBe('edited');
  expect(await files.read('staged.txt')).toBe('staged');
});

test('leaves index, work tree and status as they were', async () => {
  await made.write({ 'staged.txt': 'staged' });
  await made.git('add', 'staged.txt');
  await made.write({ 'staged.txt': 'and edited again', 'new.txt': 'new', 'gone.txt': null });
  const index = join(made.directory, '.git', 'index');
  const state = async (): Promise<unknown> => ({
    index: (await readFile(index)).toString('hex'),
    written: (await stat(index)).mtimeMs,
    status: await made.git('--no-optional-locks', 'status', '--porcelain=v2', '--branch'),
    staged: await made.git('--no-optional-locks', 'diff', '--cached'),
    files: (await readdir(join(made.directory, '.git'))).filter((name) => name !== 'objects'),
  });
  const before = await state();
  await repository.worktreeTree();
  expect(await state()).toEqual(before);
});

test('sees an edit of the same second and size as what is staged', async () => {
  const file = join(made.directory, 'a.txt');
  const second = Math.floor(Date.now() / 1000) - 60;
  await utimes(file, second, second);
  await made.git('add', '--renormalize', 'a.txt');
  await utimes(join(made.directory, '.git', 'index'), second, second);
  await made.write({ 'a.txt': 'b' });
  await utimes(file, second, second);
  const { tree } = await repository.worktreeTree();
  expect(await repository.tree(tree).read('a.txt')).toBe('b');
});

test('keeps what was added by force, and a work tree from a folder below', async () => {
  await made.write({ 'secret.env': 'KEY=1', 'sub/x.txt': 'x' });
  await made.git('add', '--force', 'secret.env');
  const below = await openRepository(join(made.directory, 'sub'), made.environment);
  const { tree } = await below.worktreeTree();
  expect(await below.tree(tree).list('')).toContain('secret.env');
  expect(await below.tree(tree).list('')).toContain('a.txt');
  below.close();
});

test('refuses a symbolic link that only the work tree has', async () => {
  await made.symlink('target.yaml', 'a.txt');
  const { tree } = await repository.worktreeTree();
  await expect(repository.tree(tree).read('target.yaml')).rejects.toThrow('a symbolic link');
});

test('works in the middle of a merge conflict, without an index, and in a linked work tree', async () => {
  await made.branch('other');
  await made.commit('other', { 'a.txt': 'theirs' });
  await made.checkout('main');
  await made.commit('main', { 'a.txt': 'ours' });
  await made.merge('other').catch(() => undefined);
  const { tree } = await repository.worktreeTree();
  expect(await repository.tree(tree).read('a.txt')).toContain('<<<<<<<');
  expect(await made.git('status', '--porcelain')).toMatch(/^(?:AA|UU) a\.txt$/m);
  await made.git('merge', '--abort');

  const base = await repository.materialise('HEAD');
  const linked = await openRepository(base.directory, made.environment);
  expect(await linked.worktreeTree()).toEqual({ tree: await repository.treeOf('HEAD'), dirty: false });
  linked.close();
  await base.remove();

  await made.git('rm', '-r', '--quiet', '--cached', '.');
  await rm(join(made.directory, '.git', 'index'));
  expect((await repository.worktreeTree()).dirty).toBe(false);
});

test('says in one line why a work tree cannot be written', async () => {
  // The tree of an index that another process holds half-written.
  await made.write({ '.git/index': 'no index at all' });
  await expect(repository.worktreeTree()).rejects.toThrow(/^--head WORKTREE: expected .*; make `git add [^\n]*$/);
});
