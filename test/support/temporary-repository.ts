import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

/** A real git repository in a temporary folder, with an identity, and deaf to the machine's own git configuration. */
export interface TemporaryRepository {
  readonly directory: string;
  /** The environment it runs git in, for programs under test. */
  readonly environment: Readonly<Record<string, string>>;
  /** Standard output of a git command. */
  git(...args: readonly string[]): Promise<string>;
  /** Writes files by repository path; null removes one. */
  write(files: Readonly<Record<string, string | Uint8Array | null>>): Promise<void>;
  symlink(path: string, target: string): Promise<void>;
  /** Writes files, stages everything and commits. Returns the commit id. */
  commit(message: string, files?: Readonly<Record<string, string | Uint8Array | null>>): Promise<string>;
  /** Creates a branch at `from` (default HEAD) and switches to it. */
  branch(name: string, from?: string): Promise<void>;
  checkout(revision: string): Promise<void>;
  /** Merges a branch into the current one with a merge commit. Returns its id. */
  merge(branch: string): Promise<string>;
  remove(): Promise<void>;
}

/** Makes one with branch `main` and no commit, or a clone (`from`: an address, `depth`: a shallow one). */
export async function temporaryRepository(
  options: { readonly from?: string; readonly depth?: number } = {},
): Promise<TemporaryRepository> {
  const parent = await realpath(await mkdtemp(join(tmpdir(), 'steelyard-test-')));
  const directory = join(parent, 'repository');
  await mkdir(directory);
  const environment = gitEnvironment(parent);
  const git = async (...args: readonly string[]): Promise<string> => {
    const flags = ['-c', 'commit.gpgsign=false', '-c', 'init.defaultBranch=main', '-c', 'protocol.file.allow=always'];
    const { stdout } = await promisify(execFile)('git', [...flags, ...args], { cwd: directory, env: environment });
    return stdout;
  };
  const write: TemporaryRepository['write'] = async (files) => {
    for (const [path, content] of Object.entries(files)) {
      const file = join(directory, path);
      await mkdir(dirname(file), { recursive: true });
      await (content === null ? rm(file) : writeFile(file, content));
    }
  };
  const head = async (): Promise<string> => (await git('rev-parse', 'HEAD')).trim();

  if (options.from === undefined) await git('init', '--quiet');
  else
    await git(
      'clone',
      '--quiet',
      ...(options.depth === undefined ? [] : [`--depth=${options.depth}`]),
      options.from,
      '.',
    );

  return {
    directory,
    environment,
    git,
    write,
    symlink: (path, target) => symlink(target, join(directory, path)),
    async commit(message, files = {}) {
      await write(files);
      await git('add', '--all');
      await git('commit', '--quiet', '--allow-empty', '--message', message);
      return head();
    },
    async branch(name, from = 'HEAD') {
      await git('checkout', '--quiet', '-b', name, from);
    },
    async checkout(revision) {
      await git('checkout', '--quiet', revision);
    },
    async merge(branch) {
      await git('merge', '--quiet', '--no-ff', '--no-edit', branch);
      return head();
    },
    remove: () => rm(parent, { recursive: true, force: true }),
  };
}

function gitEnvironment(home: string): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    LC_ALL: 'C',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'Test',
    GIT_AUTHOR_EMAIL: 'test@example.com',
    GIT_AUTHOR_DATE: '2026-01-01T00:00:00Z',
    GIT_COMMITTER_NAME: 'Test',
    GIT_COMMITTER_EMAIL: 'test@example.com',
    GIT_COMMITTER_DATE: '2026-01-01T00:00:00Z',
  };
}
