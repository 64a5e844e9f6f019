import { mkdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import process from 'node:process';

import type { AttemptEntry } from '../../domain/attempt.ts';
import type { Report } from '../../domain/report.ts';
import { UsageError } from '../../domain/usage-error.ts';
import type { GatePorts } from '../../jobs/gate-ports.ts';
import { stepExitCode } from '../../policy/exit-code.ts';
import { checkoutBelow } from '../../repository/checkout-below.ts';
import { holdsCommit } from '../../repository/holds-commit.ts';
import { redactedReport } from '../redacted-report.ts';
import { buildPorts } from '../world.ts';
import { clearResults, keepTrials, prepareResults, render, writeResults } from '../write-results.ts';
import { commentOptions, type Published, publishReport } from './publish.ts';
import type { ActionWorld } from './run-action.ts';

/** Runs a job that ends in a report: report.json first, then everything that is published from it. */
export async function runJob(
  world: ActionWorld,
  of: Pick<Parameters<typeof buildPorts>[0], 'policyOf' | 'ledger' | 'acceptance'> & {
    /** What can be told only when results can be written, and before anything is paid for. */
    readonly refuse?: () => Promise<void>;
    readonly job: (ports: GatePorts) => Promise<Report>;
    /** What the comment has to carry of attempts. */
    readonly attempts?: () => readonly AttemptEntry[];
  },
): Promise<number> {
  const { inputs, console, step } = world;
  const { refuse, job, attempts, ...ports } = of;
  await refuseLinkedFolder(inputs.output);
  await clearResults(inputs.output);
  await refuse?.();
  await prepareResults(inputs.output);
  const built = buildPorts({
    change: world.change,
    console,
    repository: checkoutBelow(checkoutOf(world), inputs.workingDirectory),
    checkouts: () => checkoutsOf(world),
    ...ports,
  });
  try {
    const found = await job(built.ports);
    const report = redactedReport(found, console);
    const comment = commentOptions(world);
    const paths = await writeResults(inputs.output, { report, trials: built.trials, comment }, console);
    console.print(render(report, 'terminal'));
    console.say(`written: ${paths.join(', ')}`);
    const published = await publishReport(report, world, attempts?.());
    step.outputs(outputsOf(found, published, inputs.output));
    return stepExitCode(found.verdict);
  } catch (error) {
    await keepTrials(inputs.output, built, console);
    throw error;
  } finally {
    built.close();
  }
}

/** Enumerations, numbers, a digest, and paths that the workflow itself chose. */
function outputsOf(report: Report, published: Published, folder: string): Readonly<Record<string, string | number>> {
  const { verdict } = report;
  return {
    verdict: verdict.outcome,
    reason: verdict.reason ?? '',
    level: verdict.level,
    'exit-code': stepExitCode(verdict),
    calls: report.spend.calls,
    regressions: verdict.perMetric.filter(({ outcome }) => outcome === 'fail').length,
    stale: String(published.stale),
    digest: report.attempt?.digest ?? (report.spend.calls === 0 ? '' : report.plan.digest),
    'report-file': `${folder}/report.json`,
    'comment-file': `${folder}/comment.md`,
  };
}

/** The change under test can hold a link where the results should go, and so have them written elsewhere. */
async function refuseLinkedFolder(folder: string): Promise<void> {
  const workspace = await realpath(process.cwd());
  const parts = folder.split('/');
  for (let length = 1; length <= parts.length; length += 1) {
    const path = join(workspace, ...parts.slice(0, length));
    await mkdir(path).catch(() => undefined);
    const real = await realpath(path).catch(() => '');
    const isFolder = (await stat(path).catch(() => undefined))?.isDirectory() === true;
    if (isFolder && real === path && real.startsWith(workspace + sep)) continue;
    throw new UsageError({
      where: 'with',
      path: 'output',
      expected: 'a folder below the workspace',
      received: `${parts.slice(0, length).join('/')}, which is a link or a file`,
      mend: 'remove it from the change, or name another folder',
    });
  }
}

/** A command runs where the change is checked out. */
function checkoutOf({ checkout, context }: ActionWorld): Parameters<typeof buildPorts>[0]['repository'] {
  const { local, why } = checkout;
  return {
    directory: local?.directory ?? process.cwd(),
    async materialise(commit) {
      if (local !== undefined && (await holdsCommit(local.objects, commit))) return local.materialise(commit);
      throw new UsageError({
        where: 'checkout',
        path: '',
        expected: `commit ${commit.slice(0, 7)} in the workspace, where a command target runs`,
        received: why ?? 'a checkout without it',
        mend:
          commit === context.sha
            ? 'let `actions/checkout` run before this step without `ref:`, with `fetch-depth: 2`'
            : 'check out with `fetch-depth: 2`',
      });
    },
  };
}

async function checkoutsOf({ checkout, context, change }: ActionWorld) {
  const { base } = await change.change();
  const checkedOut = await checkout.local?.resolve('HEAD');
  // In place where the workflow checked it out: the steps before have built it there.
  return { headCommit: checkedOut === context.sha ? undefined : context.sha, baseCommit: base.commit };
}
