import type { EventFacts, EventPlace, GitHubEvent } from './event-facts.ts';
import { examplePayload, type ExampleName } from './example-payload.ts';
import { openPullRequest } from './github-state.ts';
import { jsonObject, type JsonObject } from './json-object.ts';
import { userJson } from './people.ts';
import { pullRequestJson } from './pull-request-json.ts';
import { repositoryJson, type RepositoryFacts } from './repository-json.ts';
import { githubDotCom, type GitHubUrls } from './urls.ts';

/** GitHub's published payload of an event, with a test's own repository, people and commits put in. */
export function githubEvent(facts: EventFacts, place: EventPlace): GitHubEvent {
  const { repository, defaultBranch = 'main', sender = 'octocat', urls = githubDotCom } = place;
  const served = { fullName: repository, defaultBranch, private: place.private ?? true };
  const common = { repository: repositoryJson({ ...served, fork: false }, urls), sender: userJson(sender, urls) };
  const made = dispatch(facts, new Maker(served, urls));
  return {
    name: facts.name,
    baseRef: '',
    headRef: '',
    actor: sender,
    ...made,
    payload: { ...made.payload, ...common },
  };
}

type Made = Pick<GitHubEvent, 'payload' | 'sha' | 'ref'> & Partial<Pick<GitHubEvent, 'baseRef' | 'headRef'>>;

type Facts<Name extends EventFacts['name']> = Extract<EventFacts, { readonly name: Name }>;

function dispatch(facts: EventFacts, maker: Maker): Made {
  switch (facts.name) {
    case 'pull_request':
      return maker.pullRequest(facts);
    case 'pull_request_target':
      return maker.pullRequestTarget(facts);
    case 'merge_group':
      return maker.mergeGroup(facts);
    case 'push':
      return maker.push(facts);
    case 'workflow_dispatch':
      return maker.workflowDispatch(facts);
    case 'schedule':
      return maker.schedule(facts);
    case 'workflow_run':
      return maker.workflowRun(facts);
    default:
      throw new Error(`expected an event, received ${JSON.stringify(facts satisfies never)}`);
  }
}

/** Makes each event's payload for one repository. */
class Maker {
  readonly #served: Omit<RepositoryFacts, 'fork'>;
  readonly #urls: GitHubUrls;

  constructor(served: Omit<RepositoryFacts, 'fork'>, urls: GitHubUrls) {
    this.#served = served;
    this.#urls = urls;
  }

  pullRequest({ pull, action, before }: Facts<'pull_request'>): Made {
    const moved = before === undefined ? {} : { before, after: pull.head.sha };
    const payload = { ...this.#pullPayload(pull, action), ...moved };
    const branches = { baseRef: pull.base.ref, headRef: pull.head.ref };
    return { payload, sha: pull.mergeSha, ref: `refs/pull/${pull.number}/merge`, ...branches };
  }

  pullRequestTarget({ pull, action, sha }: Facts<'pull_request_target'>): Made {
    const branches = { baseRef: pull.base.ref, headRef: pull.head.ref };
    return { payload: this.#pullPayload(pull, action), sha, ref: this.#branch(), ...branches };
  }

  mergeGroup({ baseSha, headSha, headRef, baseRef }: Facts<'merge_group'>): Made {
    const payload = this.#example('merge_group');
    const example = jsonObject(payload['merge_group'], 'merge_group');
    const group = {
      ...example,
      base_sha: baseSha,
      base_ref: this.#branch(baseRef),
      head_sha: headSha,
      head_ref: this.#branch(headRef),
      head_commit: { ...jsonObject(example['head_commit'], 'head_commit'), id: headSha },
    };
    return { payload: { ...payload, merge_group: group }, sha: headSha, ref: this.#branch(headRef) };
  }

  push({ branch, tag, before, after, forced = false }: Facts<'push'>): Made {
    const payload = this.#example('push');
    const commit = { ...jsonObject(payload['head_commit'], 'head_commit'), id: after };
    const changed = { before, after, forced, created: /^0+$/.test(before), head_commit: commit, commits: [commit] };
    const ref = tag === undefined ? this.#branch(branch) : `refs/tags/${tag}`;
    return { payload: { ...payload, ref, ...changed }, sha: after, ref };
  }

  workflowDispatch({ branch, sha, inputs = {} }: Facts<'workflow_dispatch'>): Made {
    const ref = this.#branch(branch);
    return { payload: { ...this.#example('workflow_dispatch'), ref, inputs }, sha, ref };
  }

  schedule({ schedule, sha }: Facts<'schedule'>): Made {
    return { payload: { schedule, workflow: '.github/workflows/steelyard.yml' }, sha, ref: this.#branch() };
  }

  workflowRun(facts: Facts<'workflow_run'>): Made {
    const payload = this.#example('workflow_run');
    const fullName = facts.headRepository;
    const run = {
      ...jsonObject(payload['workflow_run'], 'workflow_run'),
      event: facts.event,
      conclusion: facts.conclusion ?? 'success',
      head_branch: facts.headBranch,
      head_sha: facts.headSha,
      head_repository: repositoryJson(
        { ...this.#served, fullName, fork: fullName !== this.#served.fullName },
        this.#urls,
      ),
      // GitHub leaves them out for forks; the payload's own would be another repository's.
      pull_requests: [],
    };
    return { payload: { ...payload, workflow_run: run }, sha: facts.sha, ref: this.#branch() };
  }

  #pullPayload(pull: Facts<'pull_request_target'>['pull'], action = 'synchronize'): JsonObject {
    const { before: _before, after: _after, ...example } = this.#example('pull_request');
    const shown = pullRequestJson(openPullRequest(pull), this.#served, this.#urls);
    return { ...example, action, number: pull.number, pull_request: shown };
  }

  #example(name: ExampleName): JsonObject {
    return examplePayload(name, this.#served.fullName, this.#urls);
  }

  #branch(name = this.#served.defaultBranch): string {
    return `refs/heads/${name}`;
  }
}
