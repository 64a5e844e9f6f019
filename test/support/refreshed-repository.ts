import type { GatedRepository } from './gated-repository.ts';
import { REPOSITORY, TOKEN } from './gated-pull-request.ts';
import { bareServer } from './github/bare-server.ts';
import type { EventFacts } from './github/event-facts.ts';
import { githubEvent } from './github/event.ts';
import { type FakeGitHub, type FakeGitHubOptions, startFakeGitHub } from './github/fake-github.ts';
import type { FakePullRequest } from './github/github-state.ts';
import { type ActionRun, type ActionRunOptions, runAction } from './github/run-action.ts';

/** The branch that the suite's baseline is proposed on. */
export const BRANCH = 'steelyard/refresh/support';

export interface RefreshRun extends ActionRun {
  /** What a person reads in the log and beside the code. */
  readonly said: string;
}

export interface RefreshChoices extends Partial<
  Pick<ActionRunOptions, 'inputs' | 'environment' | 'runId' | 'nodeOptions' | 'onStart'>
> {
  /** `workflow_dispatch` on the default branch where left out. */
  readonly event?: EventFacts;
  readonly sender?: string;
}

/** A repository on a fake GitHub, and the built action run on its default branch as the runner would. */
export interface RefreshedRepository {
  readonly github: FakeGitHub;
  /** Standard output of git in the repository that GitHub serves. */
  git(...args: readonly string[]): Promise<string>;
  /** The commit of a branch; undefined where there is none. */
  tip(branch: string): Promise<string | undefined>;
  /** A file of a branch. */
  read(branch: string, path: string): Promise<string>;
  /** Commits files to `main`, as somebody's push that nobody stops. Returns the commit. */
  land(files: Readonly<Record<string, string | null>>): Promise<string>;
  refresh(choices?: RefreshChoices): Promise<RefreshRun>;
  /** Open pull requests. */
  readonly open: readonly FakePullRequest[];
  close(): Promise<void>;
}

/** Serves `main` of a repository. */
export async function refreshedRepository(
  repository: GatedRepository,
  options: Partial<Omit<FakeGitHubOptions, 'gitDirectory' | 'repository'>> = {},
): Promise<RefreshedRepository> {
  await repository.git('checkout', '--quiet', '--force', '-B', 'landing', 'main');
  await repository.git('clean', '--force', '-d', '-x', '--quiet');
  const bare = await bareServer(repository);
  const { directory: server, git: run } = bare;
  const github = await startFakeGitHub({
    tokens: { [TOKEN]: { permissions: { contents: 'write', 'pull-requests': 'write' } } },
    ...options,
    repository: REPOSITORY,
    gitDirectory: server,
  });
  const tip = (branch: string): Promise<string | undefined> =>
    run('rev-parse', '--verify', '--quiet', `refs/heads/${branch}`).catch(() => undefined);
  return {
    github,
    git: run,
    tip,
    read: (branch, path) => run('show', `${branch}:${path}`),
    async land(files) {
      const at = (await tip('main')) ?? '';
      const from = ['-c', 'protocol.file.allow=always', 'fetch', '--quiet', server, at];
      await repository.git(...from);
      await repository.git('checkout', '--quiet', '--force', '-B', 'landing', at);
      const commit = await repository.commit('landed', files);
      await run('fetch', '--quiet', repository.directory, commit);
      await github.push('main', commit);
      return commit;
    },
    async refresh({ event, sender, inputs, ...more } = {}) {
      const sha = (await tip('main')) ?? '';
      const workspace = await bare.checkout(sha, { branch: 'main' });
      const place = { repository: REPOSITORY, urls: github, ...(sender === undefined ? {} : { sender }) };
      const ended = await runAction({
        github,
        token: TOKEN,
        event: githubEvent(event ?? { name: 'workflow_dispatch', branch: 'main', sha }, place),
        inputs: { mode: 'refresh', trials: '1', ...inputs },
        ...more,
        workspace,
      });
      return { ...ended, said: [ended.stderr, ...ended.commands.map(({ data }) => data)].join('\n') };
    },
    get open() {
      return [...github.state.pullRequests.values()].filter(({ state }) => state === 'open');
    },
    async close() {
      await github.close();
      await bare.remove();
      if (github.violations.length > 0) throw new Error(github.violations.join('\n'));
    },
  };
}
