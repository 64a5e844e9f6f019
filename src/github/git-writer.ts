import { once, openOctokit, type WriteAccess, writing } from './octokit.ts';

/** A file of a commit, by its repository path. */
export interface WrittenFile {
  readonly path: string;
  readonly text: string;
}

/** Writes objects and pull requests through the API, where GitHub signs what it commits. Every method throws a GitHubError. */
export interface GitWriter {
  /** Resolves to the object's id. Objects that nothing points at go by themselves: writing one twice does no harm. */
  createBlob(text: string): Promise<string>;
  /** `base` with files put in. @param files path → blob */
  createTree(base: string, files: ReadonlyMap<string, string>): Promise<string>;
  createCommit(of: { readonly tree: string; readonly parent: string; readonly message: string }): Promise<string>;
  /** Never repeated by itself: where the answer is lost, the caller looks first whether it was opened. */
  createPullRequest(of: PullRequestText & { readonly head: string; readonly base: string }): Promise<number>;
  updatePullRequest(number: number, text: PullRequestText): Promise<void>;
}

export interface PullRequestText {
  readonly title: string;
  /** Markdown, at most 65,536 characters. */
  readonly body: string;
}

/** Commits are made without an author, since GitHub signs only those that it says itself who made. */
export function gitWriter(of: WriteAccess): GitWriter {
  const { owner, repo, rest } = openOctokit(of);
  return {
    createBlob: (text) =>
      writing(async () => (await rest.git.createBlob({ owner, repo, content: text, encoding: 'utf-8' })).data.sha),
    createTree: (base, files) =>
      writing(async () => {
        const tree = [...files].map(([path, sha]) => ({ path, sha, mode: '100644' as const, type: 'blob' as const }));
        return (await rest.git.createTree({ owner, repo, base_tree: base, tree })).data.sha;
      }),
    createCommit: ({ tree, parent, message }) =>
      writing(async () => (await rest.git.createCommit({ owner, repo, tree, message, parents: [parent] })).data.sha),
    createPullRequest: (pull) =>
      writing(async () => (await rest.pulls.create({ owner, repo, ...pull, ...once })).data.number),
    updatePullRequest: (number, text) =>
      writing(async () => void (await rest.pulls.update({ owner, repo, pull_number: number, ...text }))),
  };
}
