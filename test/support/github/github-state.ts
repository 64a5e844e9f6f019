import { githubTime } from './github-time.ts';
import { nodeId } from './people.ts';
import {
  artifact,
  release,
  type ArtifactFacts,
  type FakeArtifact,
  type FakeRelease,
  type ReleaseFacts,
} from './stored-files.ts';

/** Levels as a workflow's `permissions:` names them. */
export type PermissionLevel = 'read' | 'write';
export type PermissionScope = 'actions' | 'checks' | 'contents' | 'issues' | 'pull-requests';
export type Permissions = Partial<Readonly<Record<PermissionScope, PermissionLevel>>>;

export interface Token {
  /** `github-actions[bot]` for a job's own token; without `[bot]` it is a person's. */
  readonly login: string;
  readonly permissions: Permissions;
}

export type Role = 'admin' | 'maintain' | 'write' | 'triage' | 'read' | 'none';

export interface FakeReview {
  id: number;
  /** A bot's ends in `[bot]`, as everywhere here. */
  author: string;
  body: string;
  state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED' | 'PENDING';
  /** The head it was given for. */
  commitId: string;
  submittedAt: string;
  /** Default `MEMBER`. */
  authorAssociation?: string;
  /** Null, or left out, while nobody changed it. */
  lastEditedAt?: string | null;
  editor?: string | null;
}

export interface FakePullRequest {
  number: number;
  title: string;
  body: string | null;
  author: string;
  state: 'open' | 'closed';
  draft: boolean;
  base: { ref: string; sha: string };
  /** `repository` is `owner/name`, the fork's for a fork, null where the fork was deleted. */
  head: { ref: string; sha: string; repository: string | null };
  /** The commit of refs/pull/N/merge; null while it conflicts. Once merged: the commit that the merge made. */
  mergeSha: string | null;
  reviews: FakeReview[];
  merged: boolean;
  createdAt: string;
  closedAt: string | null;
  mergedAt: string | null;
  /** Once merged: the commits that came to the base with it, and those its branch had. */
  landed: string[];
  labels: string[];
  /** What its page tells in order of time; the commits it has are told by `head` where no event does. */
  timeline: FakeTimelineEvent[];
}

export type FakeTimelineEvent =
  | { readonly kind: 'commit'; readonly sha: string }
  /** `before` are the commits that were pushed away, the newest first. */
  | { readonly kind: 'force-push'; readonly actor: string; readonly at: string; readonly before: readonly string[] }
  | { readonly kind: 'comment-deleted'; readonly actor: string; readonly at: string; readonly author: string }
  | { readonly kind: 'labeled'; readonly actor: string; readonly at: string; readonly label: string };

/** What a pull request must say of itself, and what it may. */
export type PullRequestFacts = Pick<FakePullRequest, 'number' | 'base' | 'head'> & Partial<FakePullRequest>;

/** An open pull request by `octocat`, not a draft, without reviews, unless the facts say otherwise. */
export function openPullRequest(facts: PullRequestFacts): FakePullRequest {
  return {
    title: `Pull request ${facts.number}`,
    body: null,
    author: 'octocat',
    state: 'open',
    draft: false,
    mergeSha: null,
    reviews: [],
    merged: false,
    createdAt: now(),
    closedAt: null,
    mergedAt: null,
    landed: [],
    labels: [],
    timeline: [],
    ...facts,
  };
}

export interface FakeComment {
  readonly id: number;
  readonly nodeId: string;
  /** The pull request's number. */
  issue: number;
  /** As REST says it: `github-actions[bot]`. */
  author: string;
  body: string;
  minimized: boolean;
  createdAt: string;
  updatedAt: string;
  lastEditedAt: string | null;
  editor: string | null;
}

export interface FakeCheckRun {
  readonly id: number;
  /** Login of the token that made it; only that app may change it. */
  readonly app: string;
  name: string;
  headSha: string;
  status: string;
  conclusion: string | null;
  startedAt: string | null;
  completedAt: string | null;
  detailsUrl: string | null;
  externalId: string | null;
  output: { title: string | null; summary: string | null; text: string | null };
  /** Every annotation sent; GitHub appends those of each update. */
  annotations: unknown[];
}

/** Everything a repository on GitHub holds beside its git objects. Tests read it and change it, also during a run. */
export class GitHubState {
  readonly tokens = new Map<string, Token>();
  readonly pullRequests = new Map<number, FakePullRequest>();
  /** In order of creation. */
  readonly comments: FakeComment[] = [];
  readonly checkRuns: FakeCheckRun[] = [];
  readonly artifacts: FakeArtifact[] = [];
  readonly releases: FakeRelease[] = [];
  /** Collaborators by login. Who is missing may read a public repository and nothing else. */
  readonly roles = new Map<string, Role>();
  /** Short names of branches that take changes by pull requests only: nobody writes them directly. */
  readonly protectedBranches = new Set<string>();
  /** The setting "Allow GitHub Actions to create and approve pull requests". */
  actionsMayOpenPullRequests = true;
  /** GitHub's have outgrown GraphQL's Int. */
  #lastId = 3_300_000_000;

  /** The next unused id; ids grow with time, as GitHub's do. */
  nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }

  /** Adds a pull request; what is not given is as `openPullRequest` says. */
  addPullRequest(pull: PullRequestFacts): FakePullRequest {
    const whole = openPullRequest(pull);
    this.pullRequests.set(whole.number, whole);
    return whole;
  }

  /** Adds an artifact, whose archive holds `files`. */
  addArtifact(facts: ArtifactFacts): FakeArtifact {
    const added = artifact(this.nextId(), facts);
    this.artifacts.push(added);
    return added;
  }

  /** Adds a release with `assets` as its files. */
  addRelease(facts: ReleaseFacts): FakeRelease {
    const added = release(() => this.nextId(), facts);
    this.releases.push(added);
    return added;
  }

  /** Adds a check run that `app` (default `github-actions[bot]`) completed, unless the facts say otherwise. */
  addCheckRun(facts: Pick<FakeCheckRun, 'name' | 'headSha'> & Partial<Omit<FakeCheckRun, 'id'>>): FakeCheckRun {
    const at = now();
    const added: FakeCheckRun = {
      app: 'github-actions[bot]',
      status: 'completed',
      conclusion: 'success',
      startedAt: at,
      completedAt: at,
      detailsUrl: null,
      externalId: null,
      output: { title: null, summary: null, text: null },
      annotations: [],
      ...facts,
      id: this.nextId(),
    };
    this.checkRuns.push(added);
    return added;
  }

  /** Adds an approval, unless `review` says otherwise, of the head that pull request `number` now has. */
  addReview(number: number, review: Pick<FakeReview, 'author'> & Partial<Omit<FakeReview, 'id'>>): FakeReview {
    const pull = this.pullRequests.get(number);
    if (pull === undefined) throw new Error(`expected a pull request, received the number ${number}`);
    const added: FakeReview = {
      body: '',
      state: 'APPROVED',
      commitId: pull.head.sha,
      submittedAt: now(),
      ...review,
      id: this.nextId(),
    };
    pull.reviews.push(added);
    return added;
  }

  /** Changes a review's text as `by`, who need not be its author, does on the website. */
  editReview(review: FakeReview, by: string, body: string): void {
    Object.assign(review, { body, editor: by, lastEditedAt: now() });
  }

  /** Adds a comment on pull request `issue`, as if its author had just written it. */
  addComment(
    comment: Pick<FakeComment, 'issue' | 'author' | 'body'> & Partial<Omit<FakeComment, 'id' | 'nodeId'>>,
  ): FakeComment {
    const id = this.nextId();
    const at = now();
    const whole: FakeComment = {
      minimized: false,
      createdAt: at,
      updatedAt: at,
      lastEditedAt: null,
      editor: null,
      ...comment,
      id,
      nodeId: nodeId('IC', id),
    };
    this.comments.push(whole);
    return whole;
  }

  /** Removes a comment, which the pull request's page goes on telling. */
  removeComment(comment: FakeComment, actor: string): void {
    this.comments.splice(this.comments.indexOf(comment), 1);
    const event = { kind: 'comment-deleted', actor, at: now(), author: comment.author } as const;
    this.pullRequests.get(comment.issue)?.timeline.push(event);
  }

  /** Edits a comment as somebody on the website. */
  editComment(comment: FakeComment, editor: string, body: string): void {
    const at = now();
    Object.assign(comment, { body, updatedAt: at, lastEditedAt: at, editor });
  }
}

/** The time as GitHub writes it: UTC, whole seconds. */
export function now(): string {
  return githubTime(new Date());
}
