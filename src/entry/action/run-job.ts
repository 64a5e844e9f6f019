import { mkdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import process from 'node:process';

import type { AttemptEntry } from '../../domain/attempt.ts';
import type { Report } from '../../domain/report.ts';
import { UsageError } from '../../domain/usage-error.ts';
import type { GatePorts } from '../../jobs/gate-ports.ts';
import { stepExitCode } from '../../policy/exit-code.ts';
import { checkoutBelow } from '../../repository/checkout-below.ts';
import { redactedReport } from '../redacted-report.ts';
import { buildPorts } from '../world.ts';
import { clearResults, keepTrials, prepareResults, render, writeResults } from '../write-results.ts';
import { checkoutOf, checkoutsOf } from './checked-out.ts';
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
