import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { localChange } from '../../src/repository/local-change.ts';
import { type LocalRepository, openRepository } from '../../src/repository/local-repository.ts';
import { type TemporaryRepository, temporaryRepository } from '../support/temporary-repository.ts';

let made: TemporaryRepository;
let repository: LocalRepository;
let first: string;

beforeEach(async () => {
  made = await temporaryRepository();
  first = await made.commit('one', { 'prompt.md': 'be kind', 'other.txt': 'o' });
  repository = await openRepository(made.directory, made.environment);
});
afterEach(async () => {
  repository.close();
  await made.remove();
});

describe('on a branch', () => {
  let feature: string;
  beforeEach(async () => {
    await made.branch('feature/short');
    feature = await made.commit('shorten', { 'prompt.md': 'be' });
    await made.checkout('main');
    await made.commit('meanwhile', { 'other.txt': 'changed on main' });
    await made.checkout('feature/short');
  });

  test('the base is where the branch left the default branch', async () => {
    const port = localChange(repository, { head: 'HEAD' });
    expect(await port.change()).toEqual({
      repository: 'repository',
      seedKey: 'feature/short',
      base: { commit: first, tree: await repository.treeOf(first), dirty: false },
      head: { commit: feature, tree: await repository.treeOf(feature), dirty: false },
      files: [{ path: 'prompt.md', status: 'modified' }],
    });
    const [base, head] = [await port.base(), await port.head()];
    expect([base.name, head.name]).toEqual([`base ${first.slice(0, 7)}`, `head ${feature.slice(0, 7)}`]);
    expect([await base.read('prompt.md'), await head.read('prompt.md')]).toEqual(['be kind', 'be']);
  });

  test('WORKTREE adds what is not committed yet', async () => {
    await made.write({ 'prompt.md': 'b', 'new.md': 'n' });
    const port = localChange(repository, { head: 'WORKTREE' });
    const change = await port.change();
    expect(change.base.commit).toBe(first);
    expect(change.head).toMatchObject({ commit: feature, dirty: true });
    expect(change.files.map(({ path }) => path)).toEqual(['new.md', 'prompt.md']);
    expect((await port.head()).name).toBe(`head ${feature.slice(0, 7)} with uncommitted work`);
    expect(await (await port.head()).read('prompt.md')).toBe('b');
    // Read once: an edit made while it runs changes nothing.
    await made.write({ 'prompt.md': 'later' });
    expect(await (await port.head()).read('prompt.md')).toBe('b');
  });

  test('another base, another head by name, a given seed key', async () => {
    await made.checkout('main');
    const change = await localChange(repository, { base: first, head: 'feature/short', seedKey: '17' }).change();
    expect(change).toMatchObject({ seedKey: '17', base: { commit: first }, head: { commit: feature } });
    const named = await localChange(repository, { head: 'feature/short' }).change();
    expect(named.seedKey).toBe('feature/short');
  });

  test('a detached HEAD has no branch, and still a base', async () => {
    await made.git('checkout', '--quiet', '--detach');
    const change = await localChange(repository, { head: 'WORKTREE' }).change();
    expect(change).toMatchObject({
      seedKey: 'detached',
      base: { commit: first },
      head: { commit: feature, dirty: false },
    });
  });

  test('an unknown base names the nearest', async () => {
    await expect(localChange(repository, { base: 'mian', head: 'HEAD' }).change()).rejects.toThrow(
      'did you mean "main"?',
    );
  });

  test('without a default branch the base must be given', async () => {
    await made.git('branch', '-m', 'main', 'something');
    await expect(localChange(repository, { head: 'HEAD' }).change()).rejects.toThrow('pass `--base REV`');
  });
});

describe('on the default branch', () => {
  test('uncommitted work is compared with HEAD', async () => {
    const second = await made.commit('two', { 'prompt.md': 'be very kind' });
    await made.write({ 'prompt.md': 'be' });
    const change = await localChange(repository, { head: 'WORKTREE' }).change();
    expect(change).toMatchObject({ seedKey: 'main', base: { commit: second }, head: { commit: second, dirty: true } });
    expect(change.files).toEqual([{ path: 'prompt.md', status: 'modified' }]);
  });

  test('also where commits are not pushed yet', async () => {
    const clone = await temporaryRepository({ from: made.directory });
    const ahead = await clone.commit('ahead', { 'prompt.md': 'unpushed' });
    const opened = await openRepository(clone.directory, clone.environment);
    expect((await localChange(opened, { head: 'WORKTREE' }).change()).base.commit).toBe(ahead);
    expect((await localChange(opened, { head: 'HEAD' }).change()).base.commit).toBe(first);
    opened.close();
    await clone.remove();
  });
});
