import type { TemporaryRepository } from '../temporary-repository.ts';
import { bareServer } from './bare-server.ts';
import type { PullRequestFacts } from './github-state.ts';
import { mergeQueueBranch, type MergeQueueBranch, type MergeQueueMethod } from './merge-queue.ts';

/** How a workflow checks out, as actions/checkout does it. */
export type CheckoutKind =
  /** The default: the merge commit alone. */
  | 'merge'
  /** `fetch-depth: 2`: the merge commit and its parents. */
  | 'merge-depth-2'
  /** `fetch-depth: 0`: every branch and the whole history. */
  | 'merge-full'
  /** `ref: ${{ github.event.pull_request.head.sha }}`: the head alone, without the merge commit. */
  | 'head'
  /** A branch (a push, a merge queue) alone: `checkout({ branch })`. */
  | { readonly branch: string; readonly depth?: number };

/** A pull request as GitHub keeps it: a bare repository with refs/pull/N/head and refs/pull/N/merge. */
export interface ServerPullRequest {
  readonly number: number;
  /** The bare repository: `gitDirectory` of a fake GitHub. */
  readonly server: string;
  readonly base: { readonly ref: string; readonly sha: string };
  readonly head: { readonly ref: string; readonly sha: string };
  /** GITHUB_SHA of the event: first parent is the base's tip, second the head. */
  readonly mergeSha: string;
  /** Takes the head branch as `repository` has it now, by whatever push that takes; `head` and `mergeSha` follow. */
  push(): Promise<void>;
  /** The same for a fake GitHub's state and for events; `headRepository` is `owner/name`, a fork's for a fork. */
  facts(headRepository: string | null): PullRequestFacts & { readonly mergeSha: string };
  /** A new workspace, checked out; removed with the pull request. Returns its folder. */
  checkout(kind: CheckoutKind): Promise<string>;
  /** Makes the branch a merge queue would test. */
  queue(method: MergeQueueMethod): Promise<MergeQueueBranch>;
  /** Standard output of git in the bare repository. */
  git(...args: readonly string[]): Promise<string>;
  remove(): Promise<void>;
}

/** Makes one of two branches of a repository. They must merge without conflict. */
export async function serverPullRequest(
  repository: TemporaryRepository,
  options: { readonly number?: number; readonly base?: string; readonly head?: string } = {},
): Promise<ServerPullRequest> {
  const { number = 7, base: baseRef = 'main', head: headRef = 'topic' } = options;
  const { environment } = repository;
  const bare = await bareServer(repository);
  const { directory: server, git: run } = bare;
  const baseSha = await run('rev-parse', `refs/heads/${baseRef}`);
  let headSha = '';
  let mergeSha = '';
  const takeHead = async (): Promise<void> => {
    headSha = await run('rev-parse', `refs/heads/${headRef}`);
    const tree = await run('merge-tree', '--write-tree', baseSha, headSha);
    const message = `Merge ${headSha} into ${baseSha}`;
    mergeSha = await run('commit-tree', tree, '-p', baseSha, '-p', headSha, '-m', message);
    await run('update-ref', `refs/pull/${number}/head`, headSha);
    await run('update-ref', `refs/pull/${number}/merge`, mergeSha);
  };
  await takeHead();

  return {
    number,
    server,
    base: { ref: baseRef, sha: baseSha },
    get head() {
      return { ref: headRef, sha: headSha };
    },
    get mergeSha() {
      return mergeSha;
    },
    async push() {
      await run('fetch', '--quiet', repository.directory, `+refs/heads/${headRef}:refs/heads/${headRef}`);
      await takeHead();
    },
    facts: (headRepository) => ({
      number,
      base: { ref: baseRef, sha: baseSha },
      head: { ref: headRef, sha: headSha, repository: headRepository },
      mergeSha,
    }),
    async checkout(kind) {
      const { directory: workspace, git: inWorkspace, fetch: fetchInto } = await bare.workspace();
      const pull = `refs/remotes/pull/${number}/merge`;
      const fetch = (depth: number | undefined, ...refspecs: readonly string[]): Promise<string> =>
        fetchInto('--no-tags', '--prune', ...(depth === undefined ? [] : [`--depth=${depth}`]), 'origin', ...refspecs);
      if (typeof kind === 'object') {
        const remote = `refs/remotes/origin/${kind.branch}`;
        const sha = await run('rev-parse', `refs/heads/${kind.branch}`);
        await fetch(kind.depth ?? 1, `+${sha}:${remote}`);
        await inWorkspace('checkout', '--quiet', '--force', '-B', kind.branch, remote);
        return workspace;
      }
      if (kind === 'head') await fetch(1, headSha);
      else if (kind === 'merge-full') {
        await fetch(undefined, '+refs/heads/*:refs/remotes/origin/*', `+${mergeSha}:${pull}`);
      } else await fetch(kind === 'merge' ? 1 : 2, `+${mergeSha}:${pull}`);
      await inWorkspace('checkout', '--quiet', '--force', kind === 'head' ? headSha : pull);
      return workspace;
    },
    queue: (method) => mergeQueueBranch({ server, environment, number, baseRef, baseSha, headSha, method }),
    git: run,
    remove: () => bare.remove(),
  };
}
