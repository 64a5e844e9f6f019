import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { diskFileSystem, type FileSystem, writeFiles } from '../../src/baselines/write-files.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'steelyard-test-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const files = [
  { path: 'support/baseline.json', text: 'new 1' },
  { path: 'support/cases.jsonl', text: 'new 2' },
  { path: 'support/outputs.jsonl', text: 'new 3' },
];

async function contents(): Promise<Record<string, string>> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const texts = names
    .filter((entry) => entry.isFile())
    .map(async (entry) => [entry.name, await readFile(join(entry.parentPath, entry.name), 'utf8')] as const);
  return Object.fromEntries(await Promise.all(texts));
}

test('writes new files, folders included, and replaces old ones', async () => {
  await writeFiles(folder, files.slice(0, 1));
  await writeFiles(folder, [{ path: 'support/baseline.json', text: 'newer' }, ...files.slice(1)]);
  expect(await contents()).toEqual({ 'baseline.json': 'newer', 'cases.jsonl': 'new 2', 'outputs.jsonl': 'new 3' });
});

describe('a disk that refuses', () => {
  const old = { 'baseline.json': 'old 1', 'cases.jsonl': 'old 2' };
  beforeEach(async () => {
    await mkdir(join(folder, 'support'));
    for (const [name, text] of Object.entries(old)) await writeFile(join(folder, 'support', name), text);
  });

  /** The real disk, but the n-th call of one operation ends in an error, after half of a write. */
  function failing(operation: 'write' | 'copy' | 'rename', nth: number, code: string): FileSystem {
    let calls = 0;
    const guard = async (last: string): Promise<void> => {
      calls += 1;
      if (calls !== nth) return;
      if (operation === 'write') await writeFile(last, 'ha');
      throw Object.assign(new Error(`${code}: injected`), { code });
    };
    return {
      ...diskFileSystem,
      async [operation](first: string, second: string) {
        await guard(first);
        await diskFileSystem[operation](first, second);
      },
    };
  }

  test.each([
    ['write', 1],
    ['write', 3],
    ['copy', 2],
    ['rename', 1],
    ['rename', 2],
    ['rename', 3],
  ] as const)('full at %s %i: everything is as it was, nothing is left lying', async (operation, nth) => {
    await expect(writeFiles(folder, files, failing(operation, nth, 'ENOSPC'))).rejects.toThrow(
      /^[^\n]*expected a place to write, received ENOSPC[^\n]*; free some space and run it again; nothing was overwritten$/,
    );
    expect(await contents()).toEqual(old);
  });

  test('a folder in the place of a file', async () => {
    await mkdir(join(folder, 'support', 'outputs.jsonl'));
    await expect(writeFiles(folder, files)).rejects.toMatchObject({ name: 'UsageError' });
    expect(await contents()).toEqual(old);
  });

  test('a bug is no user mistake', async () => {
    const broken: FileSystem = { ...diskFileSystem, rename: () => Promise.reject(new TypeError('bug')) };
    await expect(writeFiles(folder, files, broken)).rejects.toThrow(TypeError);
    expect(await contents()).toEqual(old);
  });
});
