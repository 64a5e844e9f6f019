import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

import type { Report } from '../../src/domain/report.ts';
import { keepResults, REPOSITORY, TOKEN } from './gated-pull-request.ts';
import { bareServer } from './github/bare-server.ts';
import type { EventFacts } from './github/event-facts.ts';
import { githubEvent } from './github/event.ts';
import { type FakeGitHub, type FakeGitHubOptions, startFakeGitHub } from './github/fake-github.ts';
import type { FakePullRequest } from './github/github-state.ts';
import { type ActionRun, type ActionRunOptions, runAction } from './github/run-action.ts';
import { temporaryRepository } from './temporary-repository.ts';

type Files = Readonly<Record<string, string | null>>;

export interface LiveRun extends ActionRun {
  /** report.json, where one was written. */
  readonly report: Report | undefined;
  /** What a person reads in the log and beside the code. */
  readonly said: string;
  /** The files of the results folder that were asked for; undefined where there is none. */
  readonly results: Readonly<Record<string, string | undefined>>;
}

export type LiveChoices = Partial<Pick<ActionRunOptions, 'inputs' | 'environment' | 'attempt'>> & {
  readonly sender?: string;
};

/** A repository as its team lives with it for a year: pull requests, merges, refreshes, tags and releases on a fake GitHub. */
export interface LiveRepository {
  readonly github: FakeGitHub;
  /** Standard output of git in the repository that GitHub serves. */
  git(...args: readonly string[]): Promise<string>;
  /** The newest commit of a branch. */
  tip(branch?: string): Promise<string>;
  /** A file of a branch. */
  read(path: string, branch?: string): Promise<string>;
  /** Commits to `main`, as a push that nobody stops. Returns the commit. */
  land(message: string, files: Files): Promise<string>;
  /** Opens a pull request of a new branch; its commits come from `main` as it is now, or as it was at `from`. */
  open(branch: string, files: Files, options?: { readonly author?: string; readonly from?: string }): Promise<number>;
  /** Another commit on its branch. */
  push(number: number, files: Files): Promise<void>;
  /** Merges `main` into its branch, with these files where the two conflict. */
  update(number: number, resolved: Files): Promise<void>;
  /** The gate on the pull request as it would land now, with the upload that the example workflow has. */
  gate(number: number, choices?: LiveChoices): Promise<LiveRun>;
  /** The gate on the commit that a merge queue makes of it. */
  queue(number: number, choices?: LiveChoices): Promise<LiveRun>;
  merge(number: number): Promise<string>;
  /** Any mode on an event of the default branch. */
  run(event: EventFacts, choices?: LiveChoices): Promise<LiveRun>;
  /** Tags `main` and runs the release gate; what passes is published with its record attached. */
  release(tag: string, choices?: LiveChoices): Promise<LiveRun>;
  close(): Promise<void>;
}

/** Serves a repository that holds `files` on `main`. */
export async function liveRepository(
  files: Files,
  options: Partial<Omit<FakeGitHubOptions, 'gitDirectory' | 'repository'>> = {},
): Promise<LiveRepository> {
  const clone = await temporaryRepository();
  await clone.commit('first', files);
  const bare = await bareServer(clone);
  const { directory: server, git } = bare;
  const scopes = { actions: 'read', checks: 'write', contents: 'write', 'pull-requests': 'write' } as const;
  const github = await startFakeGitHub({
    tokens: { [TOKEN]: { permissions: scopes } },
    ...options,
    repository: REPOSITORY,
    gitDirectory: server,
  });
  const tip = (branch = 'main'): Promise<string> => git('rev-parse', `refs/heads/${branch}`);
  let highest = 0;

  /** A commit on `from` in the clone, taken over to the server. */
  async function commitOn(from: string, message: string, changed: Files): Promise<string> {
    await clone.git('fetch', '--quiet', server, from);
    await clone.git('checkout', '--quiet', '--force', '-B', 'work', from);
    const commit = await clone.commit(message, changed);
    await take(commit);
    return commit;
  }

  async function take(commit: string): Promise<void> {
    await git('-c', 'protocol.file.allow=always', 'fetch', '--quiet', clone.directory, commit);
  }

  function pullRequest(number: number): FakePullRequest {
    const pull = github.state.pullRequests.get(number);
    if (pull === undefined) throw new Error(`expected pull request ${number}`);
    return pull;
  }

  /** What GitHub tests of it: its head on `main` as that is now. */
  async function mergeOf(number: number): Promise<{ readonly base: string; readonly merge: string }> {
    const { head } = pullRequest(number);
    const base = await tip();
    const tree = await git('merge-tree', '--write-tree', base, head.sha);
    const merge = await git('commit-tree', tree, '-p', base, '-p', head.sha, '-m', `Merge ${head.sha} into ${base}`);
    return { base, merge };
  }

  async function run(event: EventFacts, sha: string, choices: LiveChoices): Promise<LiveRun> {
    const { sender, ...more } = choices;
    const workspace = await bare.checkout(sha, { depth: 2 });
    const made = githubEvent(event, {
      repository: REPOSITORY,
      urls: github,
      ...(sender === undefined ? {} : { sender }),
    });
    const ended = await runAction({ github, token: TOKEN, event: made, workspace, ...more });
    const results = join(workspace, '.steelyard');
    await keepResults(github, results, { ...ended, sha }).catch(() => undefined);
    const file = (name: string) => readFile(join(results, name), 'utf8').catch(() => undefined);
    const report = await file('report.json');
    const names = ['steelyard-release.json', 'steelyard-release.md'];
    const texts = await Promise.all(names.map(async (name) => [name, await file(name)] as const));
    const errors = ended.stderr.split('\n').filter((line) => line.startsWith('steelyard: '));
    const said = [...errors, ...ended.commands.map(({ data }) => data)].join('\n');
    await rm(workspace, { recursive: true, force: true });
    return {
      ...ended,
      report: report === undefined ? undefined : (JSON.parse(report) as Report),
      said,
      results: Object.fromEntries(texts),
    };
  }

  return {
    github,
    git,
    tip,
    read: (path, branch = 'main') => git('show', `refs/heads/${branch}:${path}`),
    async land(message, changed) {
      const commit = await commitOn(await tip(), message, changed);
      await github.push('main', commit);
      return commit;
    },
    async open(branch, changed, { author = 'octocat', from } = {}) {
      const base = await tip();
      const sha = await commitOn(from ?? base, `change of ${branch}`, changed);
      await git('update-ref', `refs/heads/${branch}`, sha);
      highest = Math.max(highest, ...github.state.pullRequests.keys()) + 1;
      const head = { ref: branch, sha, repository: REPOSITORY };
      const pull = github.state.addPullRequest({
        number: highest,
        author,
        title: branch,
        base: { ref: 'main', sha: base },
        head,
      });
      pull.timeline.push({ kind: 'commit', sha });
      return highest;
    },
    async push(number, changed) {
      const { head, timeline } = pullRequest(number);
      const sha = await commitOn(head.sha, 'pushed', changed);
      await github.push(head.ref, sha, 'octocat');
      timeline.push({ kind: 'commit', sha });
    },
    async update(number, resolved) {
      const { head, timeline } = pullRequest(number);
      await clone.git('fetch', '--quiet', server, head.sha);
      await clone.git('checkout', '--quiet', '--force', '-B', 'work', head.sha);
      await clone.git('fetch', '--quiet', server, await tip());
      await clone.git('merge', '--quiet', '--no-commit', await tip()).catch(() => undefined);
      const sha = await clone.commit('Merge main', resolved);
      await take(sha);
      await github.push(head.ref, sha, 'octocat');
      timeline.push({ kind: 'commit', sha });
    },
    async gate(number, choices = {}) {
      const { base, merge } = await mergeOf(number);
      const pull = { ...pullRequest(number), base: { ref: 'main', sha: base }, mergeSha: merge };
      return run({ name: 'pull_request', pull }, merge, choices);
    },
    async queue(number, choices = {}) {
      const { base, merge } = await mergeOf(number);
      const headRef = `gh-readonly-queue/main/pr-${number}-${base}`;
      await git('update-ref', `refs/heads/${headRef}`, merge);
      const ran = await run({ name: 'merge_group', baseSha: base, headSha: merge, headRef }, merge, choices);
      await git('update-ref', '-d', `refs/heads/${headRef}`);
      return ran;
    },
    merge: (number) => github.mergePullRequest(number),
    run: async (event, choices = {}) => run(event, await tip(), choices),
    async release(tag, choices = {}) {
      const sha = await tip();
      await git('tag', tag, sha);
      const event = { name: 'push', tag, before: '0'.repeat(40), after: sha } as const;
      const ran = await run(event, sha, { ...choices, inputs: { mode: 'release', ...choices.inputs } });
      const assets = Object.entries(ran.results).flatMap(([name, text]) => (text === undefined ? [] : [[name, text]]));
      // As the example workflow goes on: only where the gate let it.
      if (ran.code === 0) github.state.addRelease({ tag, assets: Object.fromEntries(assets) });
      else await git('tag', '-d', tag);
      return ran;
    },
    async close() {
      await github.close();
      await clone.remove();
      await bare.remove();
    },
  };
}
