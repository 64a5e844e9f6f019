import process from 'node:process';

import { isSurelyIrrelevant } from '../../config/relevance.ts';
import type { RepositoryPort } from '../../domain/ports.ts';
import { comparedCommits } from '../../github/compared-commits.ts';
import { seedKeyOf } from '../../github/context.ts';
import { ownComments } from '../../github/own-comments.ts';
import { belowFolder } from '../../repository/below-folder.ts';
import { codeSpan } from '../../text/markdown-safe.ts';
import { createConsole } from '../console.ts';
import { changeBetween, type Checkout, objectsOf, openCheckout } from './checked-out.ts';
import { type ActionEvent, openEvent } from './open-event.ts';
import { editedWorkflow } from './other-policies.ts';

/** Everything the Action knows before it decides whether there is anything to do. */
export interface ActionWorld extends ActionEvent {
  readonly checkout: Checkout;
  /** What is judged: the whole repository, or one folder of it. */
  readonly change: RepositoryPort;
}

/** The same for a gate, which also sees that nothing is judged in the place of something else. */
export interface GateWorld extends ActionWorld {
  /** Every file of the repository. */
  readonly whole: RepositoryPort;
}

/**
 * The Action: runs the job that `mode` names. Of a gate it decides that nothing relevant changed before anything heavy is loaded.
 * Resolves to the step's exit code; what it could not do is said in the log, and is 3.
 */
export async function runAction(): Promise<number> {
  // Git starts while the rest is still being loaded.
  const opening = openCheckout();
  opening.catch(() => undefined);
  const { workflowStep } = await import('./workflow-step.ts');
  const console = createConsole(process.env);
  const step = workflowStep(console);
  let event: ActionEvent | undefined;
  let checkout: Checkout | undefined;
  try {
    const opened = await openEvent(console, step);
    event = opened.event;
    if (opened.mistake !== undefined) throw opened.mistake;
    checkout = await opening;
    if (event.inputs.mode === 'release') {
      const { releaseChange } = await import('./release-change.ts');
      return await releaseChange({ ...event, checkout });
    }
    if (event.inputs.mode === 'refresh') {
      const { refreshBaselines } = await import('./refresh-baselines.ts');
      return await refreshBaselines({ ...event, checkout });
    }
    const { workingDirectory } = event.inputs;
    const whole = await openChange(event, checkout);
    const world = { ...event, checkout, whole, change: belowFolder(whole, workingDirectory) };
    const warning = await editedWorkflow(whole, workingDirectory);
    if (warning !== undefined) step.annotate([warning]);
    if (await isIdle(world)) {
      const scope = workingDirectory === '' ? '' : ` (${codeSpan(workingDirectory)})`;
      await step.summary(`## ✅ Steelyard: pass, nothing relevant changed${scope}\n`);
      step.outputs({ verdict: 'pass', level: 'pass', 'exit-code': 0, calls: 0, regressions: 0, stale: 'false' });
      console.say('steelyard: pass, nothing relevant changed: no model was called');
      return 0;
    }
    const { gateChange } = await import('./gate-change.ts');
    return await gateChange(world);
  } catch (error) {
    const { couldNotRun } = await import('./could-not-run.ts');
    return await couldNotRun(error, { console, step, event });
  } finally {
    checkout?.local?.close();
  }
}

async function openChange(event: ActionEvent, checkout: Checkout): Promise<RepositoryPort> {
  const { context, reader } = event;
  const { trigger } = context;
  const pullRequest =
    trigger.kind === 'pull_request' ? { number: trigger.number, headCommit: trigger.headCommit } : undefined;
  return changeBetween(event, checkout, {
    ...(await comparedCommits(context, objectsOf(event, checkout), reader)),
    seedKey: seedKeyOf(context),
    ...(pullRequest === undefined ? {} : { pullRequest }),
  });
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
