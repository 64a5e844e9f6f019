import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Report } from '../../src/domain/report.ts';
import type { GatedRepository } from './gated-repository.ts';
import { type EventFacts, type GitHubEvent } from './github/event-facts.ts';
import { githubEvent } from './github/event.ts';
import { type FakeGitHub, type FakeGitHubOptions, startFakeGitHub } from './github/fake-github.ts';
import { type FakeComment, type FakeTimelineEvent, now } from './github/github-state.ts';
import { type CheckoutKind, type ServerPullRequest, serverPullRequest } from './github/pull-request.ts';
import { type ActionRun, type ActionRunOptions, runAction } from './github/run-action.ts';

export const REPOSITORY = 'acme/assistant';
export const TOKEN = 'ghs_the-token-of-the-job';
export const BOT = 'github-actions[bot]';

export interface ActionResult extends ActionRun {
  /** report.json, where one was written. */
  readonly report: Report | undefined;
  /** Our comments on the pull request, as they stand now. */
  readonly comments: readonly FakeComment[];
  /** Lines of the log that start with `steelyard: ` and annotations' messages: what a person reads of what went wrong. */
  readonly said: string;
}

export interface ActionRunChoices extends Partial<
  Pick<ActionRunOptions, 'inputs' | 'environment' | 'attempt' | 'runId' | 'nodeOptions' | 'onStart'>
> {
  readonly checkout?: CheckoutKind;
  /** Another event than the pull request's own. */
  readonly event?: EventFacts;
  readonly sender?: string;
  /** A workspace to run in again. */
  readonly workspace?: string;
  /** The workflow uploads the results, as the example does. */
  readonly keeps?: boolean;
}

/** A pull request on a fake GitHub, and the built action run on it as the runner would. */
export interface GatedPullRequest {
  readonly github: FakeGitHub;
  readonly pull: ServerPullRequest;
  /** Another commit on the branch; `force` replaces the last one. */
  push(files: Readonly<Record<string, string | null>>, options?: { readonly force?: boolean }): Promise<void>;
  run(choices?: ActionRunChoices): Promise<ActionResult>;
  close(): Promise<void>;
}

/** Closes what a test has opened, and forgets it. Throws where a request or an answer did not fit GitHub's own descriptions. */
export async function closeAll(open: GatedPullRequest[]): Promise<void> {
  const closing = open.splice(0);
  await Promise.all(closing.map((one) => one.close()));
  const violations = closing.flatMap(({ github }) => github.violations);
  if (violations.length > 0) throw new Error(`what did not fit GitHub’s own description:\n${violations.join('\n')}`);
}

/** What the upload step of examples/workflows/steelyard.yml does after the action. */
export async function keepResults(
  github: FakeGitHub,
  folder: string,
  run: Pick<ActionRun, 'outputs'> & { readonly sha: string },
): Promise<void> {
  const { digest = '' } = run.outputs;
  if (digest === '' || (run.outputs['report-file'] ?? '') === '') return;
  const names = await readdir(folder);
  const files = await Promise.all(
    names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const),
  );
  const name = `steelyard-${digest}`;
  github.state.addArtifact({ name, files: Object.fromEntries(files), headSha: run.sha, runId: 1 });
}

/**
 * Makes a branch of `repository` from `from` with `files` changed, and a pull request of it.
 *
 * @param options.headRepository a fork's name where the pull request comes from one; null where that was deleted
 * @param options.symlinks path → target, part of the change
 */
export async function gatedPullRequest(
  repository: GatedRepository,
  files: Readonly<Record<string, string | null>>,
  options: Partial<Omit<FakeGitHubOptions, 'gitDirectory' | 'repository'>> & {
    readonly from?: string;
    readonly headRepository?: string | null;
    readonly author?: string;
    readonly symlinks?: Readonly<Record<string, string>>;
    /** Commits that land on the base after the branch was made. */
    readonly landed?: readonly Readonly<Record<string, string>>[];
  } = {},
): Promise<GatedPullRequest> {
  const base = options.from ?? 'main';
  await repository.git('checkout', '--quiet', '--force', '-B', 'topic', base);
  await repository.git('clean', '--force', '-d', '-x', '--quiet');
  for (const [path, target] of Object.entries(options.symlinks ?? {})) await repository.symlink(path, target);
  await repository.commit('the change', files);
  await repository.git('checkout', '--quiet', '--force', '-B', 'landing', base);
  for (const landed of options.landed ?? []) await repository.commit('landed meanwhile', landed);
  const pull = await serverPullRequest(repository, { number: 7, base: 'landing', head: 'topic' });
  await pull.git('update-ref', 'refs/heads/main', pull.base.sha);

  const github = await startFakeGitHub({
    tokens: { [TOKEN]: { permissions: { contents: 'read', 'pull-requests': 'write', checks: 'write' } } },
    ...options,
    repository: REPOSITORY,
    gitDirectory: pull.server,
  });
  const headRepository = options.headRepository === undefined ? REPOSITORY : options.headRepository;
  const facts = () => ({ ...pull.facts(headRepository), base: { ref: 'main', sha: pull.base.sha } });
  const shown = github.state.addPullRequest({
    ...facts(),
    ...(options.author === undefined ? {} : { author: options.author }),
  });
  shown.timeline.push({ kind: 'commit', sha: pull.head.sha });
  const workspaces: string[] = [];

  return {
    github,
    pull,
    async push(changed, { force = false } = {}) {
      const before = pull.head.sha;
      await repository.git('checkout', '--quiet', '--force', '-B', 'topic', force ? `${before}~` : before);
      await repository.commit('pushed', changed);
      await pull.push();
      Object.assign(shown, facts());
      const isGone = (event: FakeTimelineEvent): boolean => event.kind === 'commit' && event.sha === before;
      if (force) {
        shown.timeline = shown.timeline.filter((event) => !isGone(event));
        shown.timeline.push({ kind: 'force-push', actor: shown.author, at: now(), before: [before] });
      }
      shown.timeline.push({ kind: 'commit', sha: pull.head.sha });
    },
    async run(choices = {}) {
      const workspace = choices.workspace ?? (await pull.checkout(choices.checkout ?? 'merge-depth-2'));
      workspaces.push(workspace);
      const event: GitHubEvent = githubEvent(choices.event ?? { name: 'pull_request', pull: facts() }, {
        repository: REPOSITORY,
        urls: github,
        ...(choices.sender === undefined ? {} : { sender: choices.sender }),
      });
      const { checkout: _, event: __, sender: ___, keeps = false, ...more } = choices;
      const run = await runAction({ github, token: TOKEN, event, ...more, workspace });
      const folder = join(choices.inputs?.['working-directory'] ?? '', choices.inputs?.['output'] ?? '.steelyard');
      const report = await readFile(join(workspace, folder, 'report.json'), 'utf8').then(
        (text) => JSON.parse(text) as Report,
        () => undefined,
      );
      if (keeps) await keepResults(github, join(workspace, folder), { ...run, sha: event.sha });
      const said = [
        ...run.stderr.split('\n').filter((line) => line.startsWith('steelyard: ')),
        ...run.commands.map(({ data }) => data),
      ].join('\n');
      return { ...run, report, said, comments: github.state.comments.filter(({ author }) => author === BOT) };
    },
    async close() {
      await github.close();
      await pull.remove();
    },
  };
}
