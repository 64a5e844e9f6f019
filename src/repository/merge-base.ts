import { UsageError } from '../domain/usage-error.ts';
import type { Git } from './git.ts';
import { isShallow, shallowMend } from './resolve-revision.ts';

/** The commit two histories last had in common. Throws a UsageError where there is none to be seen. */
export async function mergeBase(git: Git, one: string, other: string): Promise<string> {
  const answer = await git.ask(['merge-base', one, other]);
  if (answer !== undefined) return answer.trim();
  throw new UsageError({
    where: '--base',
    path: '',
    expected: 'a base whose history meets that of the head',
    received: `${one.slice(0, 7)} and ${other.slice(0, 7)}, which share no commit here`,
    mend: (await isShallow(git)) ? shallowMend : 'pass another `--base`',
  });
}
