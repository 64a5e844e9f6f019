import { join } from 'node:path';
import process from 'node:process';

import { actionPins } from '../../../src/jobs/init/action-pins.ts';
import { BOT, REPOSITORY, TOKEN } from '../../support/gated-pull-request.ts';
import type { GatedRepository } from '../../support/gated-repository.ts';
import { githubEvent } from '../../support/github/event.ts';
import { startFakeGitHub } from '../../support/github/fake-github.ts';
import { serverPullRequest } from '../../support/github/pull-request.ts';
import type { ModelServer } from '../../support/model-server.ts';
import type { Observed } from './checks.ts';
import type { Act } from './find-act.ts';
import { runWorkflow } from './run-workflow.ts';
import type { Situation } from './situations.ts';

/** What all situations share. */
export interface World {
  readonly act: Act;
  /** The action: `owner/name@ref` as the workflow names it, and the folder that is served for it. */
  readonly action: { readonly uses: string; readonly folder: string };
  readonly model: ModelServer;
  /** With suite, baseline and workflow on main. */
  readonly repository: GatedRepository;
  /** Of the repository, besides the job's token. */
  readonly secrets: Readonly<Record<string, string>>;
}

/** Opens the situation's pull request on a GitHub of its own, and runs the workflow on it. */
export async function playSituation(situation: Situation, world: World): Promise<Observed> {
  const { act, action, model, repository, secrets } = world;
  await repository.git('checkout', '--quiet', '--force', '-B', 'topic', 'main');
  await repository.commit(situation.name, situation.files);
  const pull = await serverPullRequest(repository, { base: 'main', head: 'topic' });
  const github = await startFakeGitHub({
    repository: REPOSITORY,
    gitDirectory: pull.server,
    // What the workflow's `permissions:` ask for.
    tokens: { [TOKEN]: { permissions: { contents: 'read', 'pull-requests': 'write' } } },
  });
  try {
    const facts = { ...pull.facts(REPOSITORY), draft: situation.event === 'draft' };
    github.state.addPullRequest(facts);
    const queue = situation.event === 'merge_group' ? await pull.queue('merge') : undefined;
    const event = githubEvent(
      queue === undefined ? { name: 'pull_request', pull: facts } : { name: 'merge_group', ...queue },
      { repository: REPOSITORY, urls: github },
    );
    const before = model.asked.length;
    const run = await runWorkflow({
      act,
      checkout: await pull.checkout(queue === undefined ? 'merge' : { branch: queue.headRef }),
      server: pull.server,
      github,
      event,
      actions: {
        [action.uses]: action.folder,
        [actionPins.checkout.uses]: join(import.meta.dirname, 'actions/checkout'),
        [actionPins.uploadArtifact.uses]: join(import.meta.dirname, 'actions/upload-artifact'),
      },
      secrets: { ...secrets, GITHUB_TOKEN: TOKEN },
      say: (text) => void process.stdout.write(text),
    });
    return {
      run,
      event: event.name,
      asked: model.asked.slice(before),
      comments: github.state.comments.filter(({ author }) => author === BOT),
      violations: github.violations,
      commits: [pull.base.sha, event.sha],
    };
  } finally {
    await github.close();
    await pull.remove();
  }
}
