import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { gitText, plain } from './git.ts';
import type { GitCommit } from './git-objects.ts';

/** One change of a tree: `sha` null removes what is at the path, a folder with all it holds included. */
export interface TreeChange {
  readonly path: string;
  readonly mode: string;
  readonly sha: string | null;
}

/** Writes objects into one local repository, and answers their ids. No ref moves. */
export interface GitWriting {
  blob(content: Buffer): Promise<string>;
  /** @param base The tree to change; undefined for none. Rejects where git refuses the result. */
  tree(base: string | undefined, changes: readonly TreeChange[]): Promise<string>;
  commit(commit: Omit<GitCommit, 'sha'>): Promise<string>;
  /** The tree of both commits together; undefined where they conflict. */
  mergedTree(one: string, other: string): Promise<string | undefined>;
}

export function gitWriting(directory: string): GitWriting {
  return {
    blob: (content) => gitText(directory, ['hash-object', '-w', '--stdin'], plain, content),
    async tree(base, changes) {
      const folder = await mkdtemp(join(tmpdir(), 'steelyard-index-'));
      try {
        // An index of its own: requests may write at the same time.
        const environment = { ...plain, GIT_INDEX_FILE: join(folder, 'index') };
        const run = (args: readonly string[], input = ''): Promise<string> =>
          gitText(directory, args, environment, input);
        await run(base === undefined ? ['read-tree', '--empty'] : ['read-tree', base]);
        for (const { path, mode, sha } of changes) {
          const isFolder = mode === '040000';
          if (isFolder || sha === null) {
            const held = await run(['ls-files', '-z', '--', `:(literal)${path}`]);
            const gone = held.split('\0').filter(Boolean);
            await run(['update-index', '-z', '--index-info'], gone.map((name) => `0 ${zeros}\t${name}\0`).join(''));
          }
          if (sha === null) continue;
          // `<mode> <type> <id>\t<path>`; `read-tree --prefix` would need a work tree.
          const added = isFolder
            ? (await run(['ls-tree', '-r', '-z', sha])).split('\0').filter(Boolean)
            : [`${mode} blob ${sha}\t`];
          const lines = added.map((line) => line.replace('\t', isFolder ? `\t${path}/` : `\t${path}`));
          await run(['update-index', '--add', '--replace', '-z', '--index-info'], `${lines.join('\0')}\0`);
        }
        return await run(['write-tree']);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
    commit({ tree, parents, message, author, committer }) {
      const environment = {
        ...plain,
        GIT_AUTHOR_NAME: author.name,
        GIT_AUTHOR_EMAIL: author.email,
        GIT_AUTHOR_DATE: author.date,
        GIT_COMMITTER_NAME: committer.name,
        GIT_COMMITTER_EMAIL: committer.email,
        GIT_COMMITTER_DATE: committer.date,
      };
      const args = ['commit-tree', tree, ...parents.flatMap((parent) => ['-p', parent]), '-F', '-'];
      return gitText(directory, args, environment, message);
    },
    async mergedTree(one, other) {
      try {
        return await gitText(directory, ['merge-tree', '--write-tree', one, other]);
      } catch {
        return undefined;
      }
    },
  };
}

/** The id that stands for no object. */
export const zeros = '0'.repeat(40);
