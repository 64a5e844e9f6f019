import type { Report } from '../../domain/report.ts';
import { type CommentOutcome, stickyComment } from '../../github/sticky-comment.ts';
import { type Permission, permissionAdvice, permissionYaml } from '../../github/permissions.ts';
import { GitHubError } from '../../github/rest.ts';
import { textAt } from '../../text/json-at.ts';
import { annotationsOf } from '../../reporters/annotations.ts';
import { headline } from '../../reporters/headline.ts';
import { situationOf } from '../../reporters/situation.ts';
import { toPlain } from '../../reporters/words.ts';
import type { AttemptEntry } from '../../domain/attempt.ts';
import { type ActionEvent, writeAccess } from './open-event.ts';
import { wallClock } from '../clock.ts';
import { render } from '../write-results.ts';

export interface Published {
  /** The pull request moved on during the run: nothing was published as current. */
  readonly stale: boolean;
}

/** A summary of a step is dropped whole beyond 1 MiB; characters can take four bytes. */
const LONGEST_SUMMARY = 250_000;

/**
 * Tells the verdict wherever GitHub shows one: the job summary always, annotations, the comment, a check run where asked
 * for. A failure here never changes the verdict: it is said in the log with its mend, and the rest goes on.
 */
export async function publishReport(
  report: Report,
  world: ActionEvent,
  attempts: readonly AttemptEntry[] = [],
): Promise<Published> {
  const { step } = world;
  // A cancelled run is followed by another one, whose result is the one to show.
  const isCancelled = report.verdict.reason === 'cancelled';
  const stale = !isCancelled && !(await isCurrent(world).catch(() => true));
  const note = stale
    ? '> [!NOTE]\n> The pull request moved on to another commit during this run. This is the result for the earlier one.\n\n'
    : '';
  await guarded(world, 'the job summary', undefined, async () => {
    const document = render(report, 'markdown', { ...commentOptions(world), longest: LONGEST_SUMMARY });
    await step.summary(`${note}${document}`);
  });
  step.annotate(annotationsOf(report));
  if (isCancelled) return { stale };
  const document = render(report, 'markdown', commentOptions(world));
  // It may move on between this look and the write, too.
  const outcome = stale ? 'stale' : await publishDocument(world, document, isWanted(report, world), attempts);
  if (outcome === 'stale') {
    world.console.say('steelyard: the pull request moved on during this run; the comment is left to its newer run');
  }
  if (world.inputs.checkRun) await publishCheckRun(report, document, world);
  return { stale: outcome === 'stale' };
}

/** Publishes one document as the comment. Resolves to what became of it; undefined where it could not be written, or none is. */
export async function publishDocument(
  world: ActionEvent,
  document: string,
  create: boolean,
  attempts: readonly AttemptEntry[] = [],
): Promise<CommentOutcome | undefined> {
  const { context, inputs, reader, console } = world;
  const { trigger } = context;
  if (trigger.kind !== 'pull_request' || inputs.comment === 'off') return undefined;
  let outcome: CommentOutcome | undefined;
  await guarded(world, 'comments', 'pull-requests: write', async () => {
    const { githubWriter: open } = await import('../../github/writer.ts');
    outcome = await stickyComment({
      reader,
      writer: open(writeAccess(world)),
      repository: context.repository,
      number: trigger.number,
      key: inputs.commentKey,
      document: console.redact(document),
      stamp: { head: trigger.headCommit, run: context.run.id, attempt: context.run.attempt },
      attempts,
      create,
      isCurrent: () => isCurrent(world),
      sleep: (ms) => wallClock.sleep(ms),
    });
    console.say(`comment: ${outcome}`);
  });
  return outcome;
}

/** How the Markdown is rendered for a comment. */
export function commentOptions({ inputs, context }: Pick<ActionEvent, 'inputs' | 'context'>): object {
  return {
    key: inputs.commentKey,
    'server-url': context.serverUrl,
    'report-url': context.run.url,
    // Reviews are a pull request's.
    acceptance: context.trigger.kind === 'pull_request' && context.untrusted === undefined,
  };
}

/** Whether this report is worth a comment where there is none yet, by the input. */
function isWanted(report: Report, { inputs }: ActionEvent): boolean {
  return {
    always: true,
    changes: situationOf(report) !== 'nothing-relevant-changed',
    'on-failure': report.verdict.outcome !== 'pass',
    off: false,
  }[inputs.comment];
}

async function publishCheckRun(report: Report, document: string, world: ActionEvent): Promise<void> {
  const { context, inputs } = world;
  const { trigger } = context;
  await guarded(world, 'check runs', 'checks: write', async () => {
    const { githubWriter: open } = await import('../../github/writer.ts');
    const writer = open(writeAccess(world));
    const { verdict, text } = headline(report);
    const stopped = report.verdict.level === 'fail' && report.verdict.accepted === undefined;
    await writer.createCheckRun({
      name: inputs.commentKey === 'steelyard' ? 'Steelyard' : `Steelyard: ${inputs.commentKey}`,
      headCommit: trigger.kind === 'pull_request' ? trigger.headCommit : context.sha,
      conclusion: verdict === 'PASS' ? 'success' : stopped ? 'failure' : 'neutral',
      title: toPlain(text).slice(0, 200),
      summary: world.console.redact(document),
      detailsUrl: context.run.url,
    });
  });
}

/** What the step writes, by its inputs. */
function needed(inputs: ActionEvent['inputs']): readonly Permission[] {
  return [
    ...(inputs.comment === 'off' ? [] : ['pull-requests: write' as const]),
    ...(inputs.checkRun ? ['checks: write' as const] : []),
  ];
}

/** Whether the pull request's head is still the commit this run was started for. */
async function isCurrent({ context, reader }: ActionEvent): Promise<boolean> {
  const { trigger } = context;
  if (trigger.kind !== 'pull_request') return true;
  const head = textAt(await reader.get(`/repos/${context.repository}/pulls/${trigger.number}`), 'head', 'sha');
  return head === undefined || head === trigger.headCommit;
}

async function guarded(
  { context, console, step, inputs }: ActionEvent,
  what: string,
  permission: Permission | undefined,
  publish: () => Promise<void>,
): Promise<void> {
  try {
    await publish();
  } catch (error) {
    const untrusted = context.untrusted !== undefined;
    const advice =
      error instanceof GitHubError && permission !== undefined
        ? permissionAdvice(error, { what, permission, untrusted })
        : undefined;
    const message = advice ?? `${what} could not be written: ${error instanceof Error ? error.message : String(error)}`;
    step.annotate([{ level: untrusted ? 'notice' : 'warning', title: 'Steelyard: publishing', message }]);
    if (advice !== undefined && permission !== undefined && !untrusted) {
      for (const line of permissionYaml(needed(inputs))) console.say(line);
    }
  }
}
