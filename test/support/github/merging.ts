import { gitPerson, keepRefs, markMerged } from './pull-request-heads.ts';
import { pushBranch, type RepositoryParts } from './ref-moves.ts';

export type MergeMethod = 'merge' | 'squash';

/** Merges an open pull request into its base as `by` does on its page. Returns the commit that the base is at then. */
export async function mergePullRequest(
  number: number,
  { method = 'merge', by = 'octocat' }: { readonly method?: MergeMethod; readonly by?: string },
  parts: RepositoryParts,
): Promise<string> {
  const { objects, state, writing } = parts;
  const pull = state.pullRequests.get(number);
  if (pull?.state !== 'open') throw new Error(`expected an open pull request, received the number ${number}`);
  await keepRefs(pull, parts);
  const [base, head] = [pull.base.sha, pull.head.sha];
  const tree = await writing.mergedTree(base, head);
  if (tree === undefined) throw new Error(`expected pull request ${number} to merge without conflict`);
  const from = `${(pull.head.repository ?? pull.author).split('/')[0]}/${pull.head.ref}`;
  const message =
    method === 'merge' ? `Merge pull request #${number} from ${from}\n\n${pull.title}` : `${pull.title} (#${number})`;
  const parents = method === 'merge' ? [base, head] : [base];
  const author = gitPerson(by);
  const sha = await writing.commit({ tree, parents, message, author, committer: gitPerson('GitHub') });
  // Marked first, so that the base's move finds nothing left to do with it.
  markMerged(pull, sha, [...(await objects.commitsBetween(base, head)), sha]);
  await pushBranch(pull.base.ref, sha, parts, by);
  return sha;
}
