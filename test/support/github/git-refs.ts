import { gitText, plain } from './git.ts';

export interface GitRef {
  /** In full: `refs/heads/main`. */
  readonly ref: string;
  readonly sha: string;
  /** Of the object: a branch's is `commit`, an annotated tag's `tag`. */
  readonly type: string;
}

/** Zeros as `after` remove the ref. `before` is what it must be until then, zeros where it must not exist. */
export interface RefUpdate {
  readonly ref: string;
  readonly after: string;
  readonly before?: string | undefined;
}

/** The refs of one local repository, by their full names. */
export interface GitRefs {
  get(ref: string): Promise<GitRef | undefined>;
  /** Every ref whose name starts with `prefix`, in order of their names. */
  matching(prefix: string): Promise<readonly GitRef[]>;
  /** Whether git takes the name, which must be a full one. */
  isName(ref: string): Promise<boolean>;
  /** All of them or none, compared and swapped by git itself. Answers git's reason where it did none. */
  update(updates: readonly RefUpdate[]): Promise<string | undefined>;
}

export function gitRefs(directory: string): GitRefs {
  const all = async (...patterns: readonly string[]): Promise<readonly GitRef[]> => {
    const format = '--format=%(refname) %(objectname) %(objecttype)';
    const lines = await gitText(directory, ['for-each-ref', format, '--sort=refname', ...patterns]);
    return lines
      .split('\n')
      .filter(Boolean)
      .map((line) => {
        const [ref = '', sha = '', type = ''] = line.split(' ');
        return { ref, sha, type };
      });
  };
  return {
    // A pattern also finds what lies below it.
    get: async (name) => (await all(name)).find(({ ref }) => ref === name),
    matching: async (prefix) => (await all()).filter(({ ref }) => ref.startsWith(prefix)),
    async isName(ref) {
      if (!/^refs\/[^/]+\/./.test(ref)) return false;
      return gitText(directory, ['check-ref-format', ref]).then(
        () => true,
        () => false,
      );
    },
    async update(updates) {
      const lines = updates.map(({ ref, after, before }) => `update ${ref} ${after}${before ? ` ${before}` : ''}`);
      const script = `start\n${lines.join('\n')}\nprepare\ncommit\n`;
      try {
        await gitText(directory, ['update-ref', '--stdin'], plain, script);
        return undefined;
      } catch (error) {
        return /fatal: (.+)/.exec(String(error))?.[1] ?? String(error);
      }
    },
  };
}
