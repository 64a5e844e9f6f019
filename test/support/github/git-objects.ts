import { git, gitText } from './git.ts';
import { githubTime } from './github-time.ts';

export interface GitPerson {
  readonly name: string;
  readonly email: string;
  /** UTC, whole seconds. */
  readonly date: string;
}

export interface GitCommit {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: GitPerson;
  readonly committer: GitPerson;
  readonly message: string;
}

export interface GitTag {
  readonly sha: string;
  readonly tag: string;
  readonly message: string;
  readonly tagger: GitPerson;
  /** What it names. */
  readonly object: { readonly sha: string; readonly type: string };
}

export interface GitTreeEntry {
  readonly path: string;
  readonly mode: string;
  readonly type: 'blob' | 'tree' | 'commit';
  readonly sha: string;
  /** Bytes; blobs only. */
  readonly size: number | undefined;
}

export interface GitChange {
  readonly filename: string;
  readonly previousFilename: string | undefined;
  readonly status: 'added' | 'removed' | 'modified' | 'renamed' | 'changed';
  /** Of the blob after the change; before it for a removed file. */
  readonly sha: string;
  readonly additions: number;
  readonly deletions: number;
}

/** The objects of one local repository, asked of git itself. Ids and names that do not resolve answer undefined. */
export interface GitObjects {
  commit(sha: string): Promise<GitCommit | undefined>;
  tree(treeish: string, recursive: boolean): Promise<{ sha: string; entries: GitTreeEntry[] } | undefined>;
  blob(sha: string): Promise<Buffer | undefined>;
  /** Whether there is an object of this id, of `type` where one is given. */
  exists(sha: string, type?: 'blob' | 'tree' | 'commit' | 'tag'): Promise<boolean>;
  /** An annotated tag, by the id of its own object. */
  tag(sha: string): Promise<GitTag | undefined>;
  /** The object that a revision names: `main`, `main:prompts/support.md`, an id. */
  find(revision: string): Promise<{ readonly sha: string; readonly type: string } | undefined>;
  /** The commit that an id, branch or tag names. */
  resolve(revision: string): Promise<string | undefined>;
  mergeBase(one: string, other: string): Promise<string | undefined>;
  /** Commits of `to` that `from` does not have, oldest first. */
  commitsBetween(from: string, to: string): Promise<readonly string[]>;
  /** The commit and those before it, newest first, in the times given. */
  history(sha: string, since?: string | null, until?: string | null): Promise<readonly string[]>;
  changes(from: string, to: string): Promise<readonly GitChange[]>;
}

export function gitObjects(directory: string): GitObjects {
  const text = (...args: readonly string[]): Promise<string> => gitText(directory, args);
  const ask = async (...args: readonly string[]): Promise<string | undefined> => {
    try {
      return await text(...args);
    } catch {
      return undefined;
    }
  };
  const isA = async (type: string, id: string): Promise<boolean> => (await ask('cat-file', '-t', id)) === type;

  return {
    async commit(sha) {
      if (!(await isA('commit', sha))) return undefined;
      const format = ['%H', '%T', '%P', '%an', '%ae', '%at', '%cn', '%ce', '%ct', '%B'].join('%x00');
      const fields = (await text('log', '-1', `--format=${format}`, sha)).split('\0');
      const [id = '', tree = '', parents = '', name = '', email = '', at = '', byName = '', byEmail = '', byAt = ''] =
        fields;
      return {
        sha: id,
        tree,
        parents: parents.split(' ').filter(Boolean),
        author: { name, email, date: isoSeconds(at) },
        committer: { name: byName, email: byEmail, date: isoSeconds(byAt) },
        message: fields.slice(9).join('\0').trimEnd(),
      };
    },
    async tree(treeish, recursive) {
      const sha = await ask('rev-parse', '--verify', '--quiet', '--end-of-options', `${treeish}^{tree}`);
      if (sha === undefined) return undefined;
      const listing = await text('ls-tree', '-l', '-z', ...(recursive ? ['-r', '-t'] : []), sha);
      return { sha, entries: listing.split('\0').filter(Boolean).map(treeEntry) };
    },
    async blob(sha) {
      return (await isA('blob', sha)) ? git(directory, ['cat-file', 'blob', sha]) : undefined;
    },
    async tag(sha) {
      if (!(await isA('tag', sha))) return undefined;
      const [head = '', ...message] = (await text('cat-file', 'tag', sha)).split('\n\n');
      const field = (name: string): string => new RegExp(`^${name} (.*)$`, 'm').exec(head)?.[1] ?? '';
      const [, name = '', email = '', at = ''] = /^(.*) <(.*)> (\d+) /.exec(field('tagger')) ?? [];
      return {
        sha,
        tag: field('tag'),
        message: message.join('\n\n').trimEnd(),
        tagger: { name, email, date: isoSeconds(at) },
        object: { sha: field('object'), type: field('type') },
      };
    },
    async find(revision) {
      const sha = await ask('rev-parse', '--verify', '--quiet', '--end-of-options', revision);
      const type = sha === undefined ? undefined : await ask('cat-file', '-t', sha);
      return sha === undefined || type === undefined ? undefined : { sha, type };
    },
    async exists(sha, type) {
      if (!/^[0-9a-f]{40}$/.test(sha)) return false;
      return type === undefined ? (await ask('cat-file', '-t', sha)) !== undefined : isA(type, sha);
    },
    resolve: (revision) => ask('rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`),
    mergeBase: (one, other) => ask('merge-base', one, other),
    async commitsBetween(from, to) {
      return (await text('rev-list', '--reverse', `${from}..${to}`)).split('\n').filter(Boolean);
    },
    async history(sha, since, until) {
      const bounds = [...(since ? [`--since=${since}`] : []), ...(until ? [`--until=${until}`] : [])];
      return (await text('rev-list', '--date-order', ...bounds, sha)).split('\n').filter(Boolean);
    },
    async changes(from, to) {
      const lines = await lineCounts(text, from, to);
      const fields = (await text('diff-tree', '-r', '-z', '--raw', '-M', from, to)).split('\0');
      const changes: GitChange[] = [];
      for (let at = 0; at + 1 < fields.length;) {
        const [, , before = '', after = '', letter = ''] = (fields[at] ?? '').split(' ');
        const renamed = letter.startsWith('R');
        const filename = fields[at + (renamed ? 2 : 1)] ?? '';
        changes.push({
          filename,
          previousFilename: renamed ? fields[at + 1] : undefined,
          status: statuses[letter.charAt(0)] ?? 'modified',
          sha: letter === 'D' ? before : after,
          ...(lines.get(filename) ?? { additions: 0, deletions: 0 }),
        });
        at += renamed ? 3 : 2;
      }
      return changes;
    },
  };
}

const statuses: Readonly<Record<string, GitChange['status']>> = {
  A: 'added',
  D: 'removed',
  M: 'modified',
  R: 'renamed',
  T: 'changed',
};

async function lineCounts(
  text: (...args: readonly string[]) => Promise<string>,
  from: string,
  to: string,
): Promise<Map<string, { additions: number; deletions: number }>> {
  const fields = (await text('diff-tree', '-r', '-z', '--numstat', '-M', from, to)).split('\0');
  const counts = new Map<string, { additions: number; deletions: number }>();
  for (let at = 0; at + 1 < fields.length;) {
    const [added = '', removed = '', path = ''] = (fields[at] ?? '').split('\t');
    // A rename leaves its own path empty and gives the two names after it. A binary file counts as `-`.
    const renamed = path === '';
    const count = { additions: Number(added) || 0, deletions: Number(removed) || 0 };
    counts.set(renamed ? (fields[at + 2] ?? '') : path, count);
    at += renamed ? 3 : 1;
  }
  return counts;
}

function treeEntry(record: string): GitTreeEntry {
  const match = /^(\d{6}) (blob|tree|commit) ([0-9a-f]+) +(\d+|-)\t(.+)$/s.exec(record);
  if (match === null) throw new Error(`expected an entry of git ls-tree -l, received ${JSON.stringify(record)}`);
  const [, mode = '', type = '', sha = '', size = '', path = ''] = match;
  const kind = type === 'tree' ? 'tree' : type === 'commit' ? 'commit' : 'blob';
  return { path, mode, type: kind, sha, size: kind === 'blob' ? Number(size) : undefined };
}

function isoSeconds(seconds: string): string {
  return githubTime(new Date(Number(seconds) * 1000));
}
