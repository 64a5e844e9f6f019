import { readFile } from 'node:fs/promises';
import process from 'node:process';

import { isSurelyIrrelevant } from '../../config/relevance.ts';
import type { Json } from '../../domain/json.ts';
import type { GitObjects, RepositoryPort } from '../../domain/ports.ts';
import { UsageError } from '../../domain/usage-error.ts';
import { comparedCommits } from '../../github/compared-commits.ts';
import { type GitHubContext, readContext, seedKeyOf } from '../../github/context.ts';
import { ownComments } from '../../github/own-comments.ts';
import { remoteObjects } from '../../github/remote-objects.ts';
import { type GitHubReader, githubReader } from '../../github/rest.ts';
import { commitChange } from '../../repository/commit-change.ts';
import { layeredObjects } from '../../repository/layered-objects.ts';
import { type LocalRepository, openRepository } from '../../repository/local-repository.ts';
import { type ActionInputs, readInputs } from './inputs.ts';
import { apiFetch } from './api-fetch.ts';
import { wallClock } from '../clock.ts';
import { type Console, createConsole } from '../console.ts';
import type { WorkflowStep } from './workflow-step.ts';

/** Everything the Action knows before it decides whether there is anything to do. */
export interface ActionWorld {
  readonly inputs: ActionInputs;
  readonly context: GitHubContext;
  readonly reader: GitHubReader;
  readonly console: Console;
  readonly step: WorkflowStep;
  /** The checkout, where there is one. */
  readonly local: LocalRepository | undefined;
  readonly change: RepositoryPort;
}

/**
 * The Action: judges the change of this event. Decides that nothing relevant changed before anything heavy is loaded.
 * Resolves to the step's exit code; what it could not do is said in the log, and is 3.
 */
export async function runAction(): Promise<number> {
  // Git starts while the rest is still being loaded.
  const checkout = openCheckout();
  checkout.catch(() => undefined);
  const { workflowStep } = await import('./workflow-step.ts');
  const console = createConsole(process.env);
  const step = workflowStep(console);
  let world: ActionWorld | undefined;
  try {
    world = await openAction(console, step, checkout);
    if (await isIdle(world)) {
      await step.summary('## ✅ Steelyard: pass, nothing relevant changed\n');
      step.outputs({ verdict: 'pass', level: 'pass', 'exit-code': 0, calls: 0, regressions: 0, stale: 'false' });
      console.say('steelyard: pass, nothing relevant changed: no model was called');
      return 0;
    }
    const { gateChange } = await import('./gate-change.ts');
    return await gateChange(world);
  } catch (error) {
    const { couldNotRun } = await import('./could-not-run.ts');
    return await couldNotRun(error, { console, step, world });
  } finally {
    world?.local?.close();
  }
}

async function openAction(
  console: Console,
  step: WorkflowStep,
  checkout: Promise<LocalRepository | undefined>,
): Promise<ActionWorld> {
  const inputs = readInputs((name) => step.input(name));
  const context = readContext(process.env, await readPayload(process.env['GITHUB_EVENT_PATH'] ?? ''));
  const reader = githubReader({
    apiUrl: context.apiUrl,
    graphqlUrl: context.graphqlUrl,
    token: inputs.token,
    fetch: await apiFetch(process.env),
    sleep: (ms) => wallClock.sleep(ms),
  });
  const local = await checkout;
  const remote = remoteObjects(reader, context.repository);
  const objects = local === undefined ? remote : layeredObjects([local.objects, remote]);
  const { trigger } = context;
  const change = commitChange(
    objects,
    {
      ...(await comparedCommits(context, objects, reader)),
      repository: context.repository,
      seedKey: seedKeyOf(context),
      ...(trigger.kind === 'pull_request'
        ? { pullRequest: { number: trigger.number, headCommit: trigger.headCommit } }
        : {}),
    },
    { canCheckOut: (commit) => isHere(local?.objects, commit) },
  );
  return { inputs, context, reader, console, step, local, change };
}

/** Nothing relevant changed, and nobody has to be told: no comment of ours stands there, and none is wanted. */
async function isIdle({ inputs, context, reader, change }: ActionWorld): Promise<boolean> {
  if (inputs.comment === 'always' || inputs.checkRun) return false;
  const { files } = await change.change();
  const trees = { base: await change.base(), head: await change.head() };
  if (!(await isSurelyIrrelevant(files, trees))) return false;
  const { trigger, repository } = context;
  if (trigger.kind !== 'pull_request' || inputs.comment === 'off') return true;
  const own = await ownComments(reader, { repository, number: trigger.number, key: inputs.commentKey }).catch(() => []);
  return own.length === 0;
}

/** Without a checkout everything comes from the API, by id. */
async function openCheckout(): Promise<LocalRepository | undefined> {
  try {
    return await openRepository(process.cwd(), process.env);
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
}

async function isHere(objects: GitObjects | undefined, commit: string): Promise<boolean> {
  const tree = (await objects?.commit(commit))?.tree;
  return tree !== undefined && (await objects?.tree(tree)) !== undefined;
}

async function readPayload(path: string): Promise<Json> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Json;
  } catch (cause) {
    throw new UsageError(
      {
        where: 'GITHUB_EVENT_PATH',
        path: '',
        expected: 'the file with the event’s payload',
        received: path === '' ? 'nothing' : 'no readable JSON',
        mend: 'run as a step of a GitHub workflow; on your machine use `steelyard gate`',
      },
      { cause },
    );
  }
}
