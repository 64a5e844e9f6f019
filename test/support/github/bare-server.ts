import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import type { TemporaryRepository } from '../temporary-repository.ts';
import { git, gitText } from './git.ts';

/** Runs git somewhere; resolves to its standard output. */
type Git = (...args: readonly string[]) => Promise<string>;

/** A bare repository as GitHub serves it, and the work trees that runners make of it. */
export interface BareServer {
  /** `gitDirectory` of a fake GitHub. */
  readonly directory: string;
  readonly git: Git;
  /** An empty work tree whose `origin` it is. */
  workspace(): Promise<{ readonly directory: string; readonly git: Git; readonly fetch: Git }>;
  /** A work tree of one commit, to a depth (1): detached, or on `branch`. */
  checkout(sha: string, options?: { readonly depth?: number; readonly branch?: string }): Promise<string>;
  remove(): Promise<void>;
}

/** Clones a repository as it is. */
export async function bareServer({
  directory: from,
  environment,
}: Pick<TemporaryRepository, 'directory' | 'environment'>): Promise<BareServer> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'steelyard-server-')));
  const directory = join(folder, 'server.git');
  await git(from, ['clone', '--quiet', '--bare', from, directory], environment);
  const run: Git = (...args) => gitText(directory, args, environment);
  // GitHub serves any commit by its id.
  await run('config', 'uploadpack.allowAnySHA1InWant', 'true');

  const workspace: BareServer['workspace'] = async () => {
    const place = await mkdtemp(join(folder, 'workspace-'));
    const inside: Git = (...args) => gitText(place, args, environment);
    await inside('init', '--quiet');
    // A path would be copied whole; an address is fetched from as over a network.
    await inside('remote', 'add', 'origin', pathToFileURL(directory).href);
    const protocol = ['-c', 'protocol.version=2', '-c', 'protocol.file.allow=always'];
    return { directory: place, git: inside, fetch: (...args) => inside(...protocol, 'fetch', '--quiet', ...args) };
  };

  return {
    directory,
    git: run,
    workspace,
    async checkout(sha, { depth = 1, branch } = {}) {
      const made = await workspace();
      await made.fetch('--no-tags', `--depth=${depth}`, 'origin', sha);
      const where = branch === undefined ? ['--detach', sha] : ['-B', branch, sha];
      await made.git('checkout', '--quiet', '--force', ...where);
      return made.directory;
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
