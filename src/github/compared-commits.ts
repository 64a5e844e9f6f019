import { type GitObjects, objectsMend } from '../domain/git-objects.ts';
import { UsageError } from '../domain/usage-error.ts';
import { textAt } from '../text/json-at.ts';
import type { GitHubContext } from './context.ts';
import type { GitHubReader } from './rest.ts';

/** What lands, and what it lands on. */
export interface ComparedCommits {
  readonly base: string;
  readonly head: string;
}

/**
 * The two commits an event compares. What lands is GITHUB_SHA; what it lands on is read from that commit object or named
 * by the event, never inferred from what happens to be checked out, and never the payload's `base.sha`, which goes stale.
 */
export async function comparedCommits(
  { trigger, sha, repository, refName, defaultBranch }: GitHubContext,
  objects: GitObjects,
  reader: GitHubReader,
): Promise<ComparedCommits> {
  if (trigger.kind === 'merge_group') return { base: trigger.baseCommit, head: sha };
  // A branch is judged whole: of two pushes the second would be compared with the first, and look harmless.
  if (trigger.kind !== 'pull_request' && refName !== defaultBranch && defaultBranch !== '') {
    const range = `${encodeURIComponent(defaultBranch)}...${sha}`;
    const base = textAt(await reader.get(`/repos/${repository}/compare/${range}`), 'merge_base_commit', 'sha');
    // What has landed already is compared with what was there before.
    if (base !== undefined && base !== sha) return { base, head: sha };
  }
  if (trigger.kind === 'push' && trigger.before !== undefined) {
    // After a forced push the old tip may be gone from everywhere.
    if ((await objects.commit(trigger.before)) !== undefined) return { base: trigger.before, head: sha };
  }
  return { base: await firstParent(objects, sha), head: sha };
}

async function firstParent(objects: GitObjects, sha: string): Promise<string> {
  const commit = await objects.commit(sha);
  const parent = commit?.parents[0];
  if (parent !== undefined) return parent;
  throw new UsageError({
    where: `commit ${sha.slice(0, 7)}`,
    path: '',
    expected: 'a commit with a parent to compare it with',
    received: commit === undefined ? 'one that neither the checkout nor GitHub shows' : 'the first of its history',
    mend: commit === undefined ? objectsMend : 'there is nothing to do before the next commit',
  });
}
