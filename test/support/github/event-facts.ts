import type { PullRequestFacts } from './github-state.ts';
import type { JsonObject } from './json-object.ts';
import type { GitHubUrls } from './urls.ts';

/** What the runner gives a job about the event that started it. */
export interface GitHubEvent {
  /** GITHUB_EVENT_NAME */
  readonly name: EventFacts['name'];
  /** The content of GITHUB_EVENT_PATH. */
  readonly payload: JsonObject;
  readonly sha: string;
  /** GITHUB_REF, in full: `refs/pull/7/merge`. */
  readonly ref: string;
  /** GITHUB_BASE_REF and GITHUB_HEAD_REF: branches of a pull request, empty for other events. */
  readonly baseRef: string;
  readonly headRef: string;
  readonly actor: string;
}

/** An event by its name. Branches are short names (`main`), commits are full ids. */
export type EventFacts =
  | {
      readonly name: 'pull_request';
      /** Default `synchronize`. */
      readonly action?: string;
      /** As the payload is to show it, with `base.sha` stale where a test wants that. `mergeSha` is GITHUB_SHA. */
      readonly pull: PullRequestFacts & { readonly mergeSha: string };
      /** The head before the push. */
      readonly before?: string;
    }
  | {
      readonly name: 'pull_request_target';
      readonly action?: string;
      readonly pull: PullRequestFacts;
      /** Tip of the default branch: GITHUB_SHA. */
      readonly sha: string;
    }
  | {
      readonly name: 'merge_group';
      readonly baseSha: string;
      readonly headSha: string;
      /** `gh-readonly-queue/main/pr-7-<base sha>` */
      readonly headRef: string;
      /** Default: the default branch. */
      readonly baseRef?: string;
    }
  | {
      readonly name: 'push';
      /** The branch pushed to; default: the default branch. */
      readonly branch?: string;
      /** A tag instead. */
      readonly tag?: string;
      /** Zeros for a new branch. */
      readonly before: string;
      readonly after: string;
      readonly forced?: boolean;
    }
  | {
      readonly name: 'workflow_dispatch';
      readonly branch?: string;
      readonly sha: string;
      readonly inputs?: Readonly<Record<string, string>>;
    }
  | {
      readonly name: 'schedule';
      /** The cron line. */
      readonly schedule: string;
      readonly sha: string;
    }
  | {
      readonly name: 'workflow_run';
      /** The event of the run that ended: `pull_request`. */
      readonly event: string;
      readonly headBranch: string;
      readonly headSha: string;
      /** `owner/name`; a fork's makes the run an untrusted one. */
      readonly headRepository: string;
      readonly conclusion?: string;
      readonly sha: string;
    };

export interface EventPlace {
  /** `owner/name` */
  readonly repository: string;
  readonly defaultBranch?: string;
  readonly private?: boolean;
  /** Who did it; default `octocat`. */
  readonly sender?: string;
  /** Default: the public GitHub's. */
  readonly urls?: GitHubUrls;
}
