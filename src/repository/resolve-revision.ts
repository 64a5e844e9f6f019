import { UsageError } from '../domain/usage-error.ts';
import { brief } from '../text/brief.ts';
import { nearestName } from '../text/suggest.ts';
import type { Git } from './git.ts';

/** The commit id that a branch, tag, id or expression such as `HEAD~1` stands for. Throws a UsageError where none. */
export async function resolveRevision(git: Git, revision: string): Promise<string> {
  // No revision begins with a dash; as an argument it would be an option.
  const usable = revision !== '' && !revision.startsWith('-') && !/[\0\n]/.test(revision);
  const answer = usable ? await git.ask(['rev-parse', '--verify', '--quiet', `${revision}^{commit}`]) : undefined;
  const commit = answer?.trim() ?? '';
  // A range prints two lines.
  if (/^[0-9a-f]{40,64}$/.test(commit)) return commit;
  throw new UsageError({
    where: 'git revision',
    path: '',
    expected: `a branch, tag or commit of ${git.directory}`,
    received: brief(revision),
    mend: await mendFor(git, revision),
  });
}

async function mendFor(git: Git, revision: string): Promise<string> {
  const listing = await git.ask([
    'for-each-ref',
    '--format=%(refname:short)',
    'refs/heads',
    'refs/remotes',
    'refs/tags',
  ]);
  const names = (listing ?? '').split('\n').filter((name) => name !== '');
  const nearest = names.find((name) => name.endsWith(`/${revision}`)) ?? nearestName(revision, names);
  if (nearest !== undefined) return `did you mean ${JSON.stringify(nearest)}?`;
  if (await isShallow(git)) return shallowMend;
  return 'see `git branch --all` for what there is';
}

/** Said wherever history is needed that a shallow clone leaves out. */
export const shallowMend = 'the clone is shallow: fetch more history (`git fetch --unshallow`, or `fetch-depth: 0`)';

export async function isShallow(git: Git): Promise<boolean> {
  return (await git.ask(['rev-parse', '--is-shallow-repository']))?.trim() === 'true';
}
