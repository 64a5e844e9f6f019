import type { Json } from '../domain/json.ts';
import { UsageError } from '../domain/usage-error.ts';
import { jsonAt, textAt } from '../text/json-at.ts';

/** What started the run, with what each kind of event knows of the change. */
export type Trigger =
  | {
      readonly kind: 'pull_request';
      readonly number: number;
      readonly headCommit: string;
      /** The branch it would land on. */
      readonly baseBranch: string;
      readonly headBranch: string;
      /** `owner/name`; undefined where the fork was deleted meanwhile. */
      readonly headRepository: string | undefined;
    }
  | { readonly kind: 'merge_group'; readonly baseCommit: string; readonly number: number | undefined }
  /** `before`: undefined for a new branch. */
  | { readonly kind: 'push'; readonly before: string | undefined }
  /** schedule, workflow_dispatch, and workflow_run after the repository's own runs. */
  | { readonly kind: 'on-demand' };

/** The run as GitHub describes it, checked once at the edge. */
export interface GitHubContext {
  readonly trigger: Trigger;
  /** `owner/name` */
  readonly repository: string;
  /** GITHUB_SHA: its tree is what would land. */
  readonly sha: string;
  /** In full: a tag may have a branch's name. */
  readonly ref: string;
  /** Short name of the branch or tag. */
  readonly refName: string;
  /** Empty where the event does not say. */
  readonly defaultBranch: string;
  /** Who the change comes from, where that is not the repository itself. */
  readonly untrusted: 'fork' | 'dependabot' | undefined;
  /** Who started the run; empty where the runner does not say. */
  readonly actor: string;
  /** The branch or tag is protected: who can only write to the repository cannot make it. */
  readonly isRefProtected: boolean;
  readonly run: { readonly id: number; readonly attempt: number; readonly url: string };
  readonly apiUrl: string;
  readonly graphqlUrl: string;
  readonly serverUrl: string;
}

/**
 * Reads the runner's variables and the event's payload.
 *
 * @throws UsageError for events that cannot be gated safely (`pull_request_target`, `workflow_run` of pull requests), that
 *   hold no change, or that are not GitHub's
 */
export function readContext(environment: Readonly<Record<string, string | undefined>>, payload: Json): GitHubContext {
  const variable = (name: string): string => environment[name] ?? '';
  const repository = variable('GITHUB_REPOSITORY');
  const sha = variable('GITHUB_SHA');
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository)) throw notOnGitHub('GITHUB_REPOSITORY', 'owner/name', repository);
  if (!isObjectId(sha)) throw notOnGitHub('GITHUB_SHA', 'a commit id', sha);
  const serverUrl = variable('GITHUB_SERVER_URL') || 'https://github.com';
  const id = variable('GITHUB_RUN_ID');
  const apiUrl = variable('GITHUB_API_URL') || 'https://api.github.com';
  return {
    trigger: readTrigger(variable('GITHUB_EVENT_NAME'), payload, repository),
    repository,
    sha,
    ref: variable('GITHUB_REF'),
    refName: variable('GITHUB_REF_NAME'),
    defaultBranch: textAt(payload, 'repository', 'default_branch') ?? '',
    untrusted: originOf(environment, payload, repository),
    actor: variable('GITHUB_TRIGGERING_ACTOR') || variable('GITHUB_ACTOR'),
    isRefProtected: variable('GITHUB_REF_PROTECTED') === 'true',
    run: {
      id: Number(id) || 0,
      attempt: Number(variable('GITHUB_RUN_ATTEMPT')) || 1,
      url: `${serverUrl}/${repository}/actions/runs/${id}`,
    },
    apiUrl,
    graphqlUrl: variable('GITHUB_GRAPHQL_URL') || `${apiUrl}/graphql`,
    serverUrl,
  };
}

/** What people know the change by: enters the sample's seed, and never holds a commit or run id. */
export function seedKeyOf({ trigger, refName }: Pick<GitHubContext, 'trigger' | 'refName'>): string {
  const number = trigger.kind === 'pull_request' || trigger.kind === 'merge_group' ? trigger.number : undefined;
  return number === undefined ? refName : String(number);
}

function readTrigger(event: string, payload: Json, repository: string): Trigger {
  switch (event) {
    case 'pull_request':
      return readPullRequest(payload);
    case 'merge_group':
      return readMergeGroup(payload);
    case 'push':
      return readPush(payload);
    case 'schedule':
    case 'workflow_dispatch':
      return { kind: 'on-demand' };
    case 'workflow_run':
      if (isOwnRun(payload, repository)) return { kind: 'on-demand' };
      throw unsafe(event, 'it runs with this repository’s secrets on behalf of somebody’s pull request');
    case 'pull_request_target':
      throw unsafe(event, 'it hands this repository’s secrets to whoever opens a pull request');
    default:
      throw new UsageError({
        where: 'event',
        path: '',
        expected: supported,
        received: JSON.stringify(event),
        mend: 'start the workflow with `on: pull_request` and `merge_group`',
      });
  }
}

const supported = 'pull_request, merge_group, push, schedule or workflow_dispatch';

function readPullRequest(payload: Json): Trigger {
  const number = jsonAt(payload, 'pull_request', 'number');
  const headCommit = textAt(payload, 'pull_request', 'head', 'sha') ?? '';
  if (typeof number !== 'number' || !isObjectId(headCommit))
    throw broken('pull_request.number and pull_request.head.sha');
  if (textAt(payload, 'action') === 'closed') {
    throw new UsageError({
      where: 'event',
      path: 'action',
      expected: 'a pull request that may still land',
      received: '"closed"',
      mend: 'leave `closed` out of `types:`',
    });
  }
  const baseBranch = textAt(payload, 'pull_request', 'base', 'ref') ?? '';
  const headBranch = textAt(payload, 'pull_request', 'head', 'ref') ?? '';
  const headRepository = textAt(payload, 'pull_request', 'head', 'repo', 'full_name');
  return { kind: 'pull_request', number, headCommit, baseBranch, headBranch, headRepository };
}

function readMergeGroup(payload: Json): Trigger {
  const baseCommit = textAt(payload, 'merge_group', 'base_sha') ?? '';
  if (!isObjectId(baseCommit)) throw broken('merge_group.base_sha');
  // `refs/heads/gh-readonly-queue/main/pr-412-<base sha>`: the last pull request of the group.
  const number = /\/pr-(\d+)-[0-9a-f]+$/.exec(textAt(payload, 'merge_group', 'head_ref') ?? '')?.[1];
  return { kind: 'merge_group', baseCommit, number: number === undefined ? undefined : Number(number) };
}

function readPush(payload: Json): Trigger {
  if (jsonAt(payload, 'deleted') === true) {
    throw new UsageError({
      where: 'event',
      path: '',
      expected: 'a push that leaves something to judge',
      received: 'the deletion of a branch',
      mend: 'name the branches under `on: push`',
    });
  }
  const before = textAt(payload, 'before') ?? '';
  return { kind: 'push', before: isObjectId(before) && !/^0+$/.test(before) ? before : undefined };
}

/** Only a run that no pull request started, of this repository's own commits. */
function isOwnRun(payload: Json, repository: string): boolean {
  const started = textAt(payload, 'workflow_run', 'event') ?? '';
  const from = textAt(payload, 'workflow_run', 'head_repository', 'full_name');
  return ['push', 'schedule', 'workflow_dispatch'].includes(started) && isSame(from, repository);
}

function originOf(
  environment: Readonly<Record<string, string | undefined>>,
  payload: Json,
  repository: string,
): GitHubContext['untrusted'] {
  if (jsonAt(payload, 'pull_request') !== undefined) {
    // A head repository that was deleted meanwhile is a fork too.
    const from = textAt(payload, 'pull_request', 'head', 'repo', 'full_name');
    if (!isSame(from, repository)) return 'fork';
  }
  const actors = [environment['GITHUB_ACTOR'], textAt(payload, 'sender', 'login')];
  return actors.includes('dependabot[bot]') ? 'dependabot' : undefined;
}

/** GitHub does not tell names of other letter case apart. */
function isSame(one: string | undefined, other: string): boolean {
  return one?.toLowerCase() === other.toLowerCase();
}

function isObjectId(text: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
}

function unsafe(event: string, why: string): UsageError {
  return new UsageError({
    where: 'event',
    path: '',
    expected: supported,
    received: JSON.stringify(event),
    mend: `use \`on: pull_request\`: \`${event}\` is refused because ${why}`,
  });
}

function broken(what: string): UsageError {
  return new UsageError({
    where: 'GITHUB_EVENT_PATH',
    path: '',
    expected: `an event’s payload with ${what}`,
    received: 'one without',
    mend: 'run as a step of a workflow, started by the event itself',
  });
}

function notOnGitHub(variable: string, expected: string, received: string): UsageError {
  return new UsageError({
    where: variable,
    path: '',
    expected,
    received: received === '' ? 'nothing' : JSON.stringify(received),
    mend: 'run as a step of a GitHub workflow; on your machine use `steelyard gate`',
  });
}
