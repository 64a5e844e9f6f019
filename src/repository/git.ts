import { execFile } from 'node:child_process';
import { UsageError } from '../domain/usage-error.ts';

/** The `git` binary, bound to one directory and a scrubbed environment. Never a network, never a hook. */
export interface Git {
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Standard output of one command. Throws a `GitError` on any exit code but 0. */
  run(args: readonly string[], extra?: Readonly<Record<string, string>>): Promise<string>;
  /** As `run`, for questions that may have no answer: undefined on a non-zero exit. */
  ask(args: readonly string[]): Promise<string | undefined>;
}

/** A git command that failed. Callers who know the user's mistake behind it turn it into a UsageError. */
export class GitError extends Error {
  override readonly name = 'GitError';
  readonly exitCode: number;
  readonly stderr: string;

  constructor(args: readonly string[], exitCode: number, stderr: string, options?: ErrorOptions) {
    super(`git ${args.join(' ')} ended with ${exitCode}: ${stderr.trim()}`, options);
    this.exitCode = exitCode;
    this.stderr = stderr;
  }
}

/** Flags of every call: what a repository's own configuration must not make git do. */
export const safeFlags: readonly string[] = [
  '--no-pager',
  '--literal-pathspecs',
  // A hook or a file-system monitor is a program of the repository's choosing.
  '-c',
  'core.hooksPath=/dev/null',
  '-c',
  'core.fsmonitor=false',
];

/** Git in `directory`. `environment` is the caller's; what would point git elsewhere is taken out of it. */
export function gitIn(directory: string, environment: Readonly<Record<string, string | undefined>>): Git {
  const scrubbed = scrub(environment);
  const run: Git['run'] = (args, extra = {}) =>
    new Promise((resolve, reject) => {
      const options = { cwd: directory, env: { ...scrubbed, ...extra }, maxBuffer: 2 ** 29 };
      execFile('git', [...safeFlags, ...args], options, (error, stdout, stderr) => {
        if (error === null) resolve(stdout);
        else if (error.code === 'ENOENT') reject(gitMissing(error));
        else reject(new GitError(args, Number(error.code ?? -1), stderr, { cause: error }));
      });
    });

  return {
    directory,
    environment: scrubbed,
    run,
    async ask(args) {
      try {
        return await run(args);
      } catch (error) {
        if (error instanceof GitError) return undefined;
        throw error;
      }
    },
  };
}

function scrub(environment: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) {
    // GIT_DIR, GIT_INDEX_FILE and their kin (set inside hooks) would silently point at another repository.
    if (value !== undefined && !name.toUpperCase().startsWith('GIT_')) kept[name] = value;
  }
  return {
    ...kept,
    LC_ALL: 'C',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    // What is read is what the id names: no replacement objects.
    GIT_NO_REPLACE_OBJECTS: '1',
    // Objects missing from a partial clone are reported, never fetched (the second works on git before 2.44 too).
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: 'none',
  };
}

function gitMissing(cause: unknown): UsageError {
  const issue = {
    where: 'git',
    path: '',
    expected: 'the `git` program on the PATH',
    received: 'none',
    mend: 'install git (https://git-scm.com)',
  };
  return new UsageError(issue, { cause });
}
