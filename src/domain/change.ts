/** A commit with the tree it stands for. For `--head WORKTREE` the commit is HEAD's and `dirty` is true where the tree differs. */
export interface Revision {
  readonly commit: string;
  readonly tree: string;
  readonly dirty: boolean;
}

export interface ChangedFile {
  readonly path: string;
  readonly status: 'added' | 'removed' | 'modified' | 'renamed';
  readonly previousPath?: string;
}

/** The pull request a change belongs to. */
export interface PullRequest {
  readonly number: number;
  /** The commit its author pushed: what people know it by. The tree under test is that of the merge. */
  readonly headCommit: string;
}

/** What would land (head) against what is there (base). */
export interface Change {
  /** `owner/name`, or the folder's name where there is no remote. Enters the sampling seed. */
  readonly repository: string;
  /** Pull request number, else the branch: enters the sampling seed. Never a SHA or a run id. */
  readonly seedKey: string;
  readonly base: Revision;
  readonly head: Revision;
  /** The folder below the repository's top that is judged on its own, where it is not the whole: `packages/chat`. */
  readonly folder?: string;
  /** Below the folder; paths as the trees have them. In a report all paths are repository paths. */
  readonly files: readonly ChangedFile[];
  readonly pullRequest?: PullRequest;
}
