import { mkdir, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import process from 'node:process';

import type { Report } from '../../domain/report.ts';
import { UsageError } from '../../domain/usage-error.ts';
import { gate } from '../../jobs/gate.ts';
import { stepExitCode } from '../../policy/exit-code.ts';
import type { ActionWorld } from './run-action.ts';
import { commentOptions, type Published, publishReport } from './publish.ts';
import { version } from '../version.ts';
import { buildPorts } from '../world.ts';
import { keepTrials, prepareResults, render, writeResults } from '../write-results.ts';

/** The gate on the change of this event: report.json first, then everything that is published from it. */
export async function gateChange(world: ActionWorld): Promise<number> {
  const { inputs, context, console, step } = world;
  await refuseLinkedFolder(inputs.output);
  await prepareResults(inputs.output);
  const built = buildPorts({
    change: world.change,
    console,
    policyOf: 'base',
    repository: checkoutOf(world),
    checkouts: () => checkoutsOf(world),
  });
  try {
    const report = await gate(
      {
        only: [],
        limits: inputs.limits,
        tightening: inputs.tightening,
        version,
        inContinuousIntegration: true,
        ...(context.untrusted === undefined
          ? {}
          : { untrusted: { from: context.untrusted, isSet: (name: string) => (process.env[name] ?? '') !== '' } }),
      },
      built.ports,
    );
    const comment = commentOptions(world);
    const paths = await writeResults(inputs.output, { report, trials: built.trials, comment }, console);
    console.print(render(report, 'terminal'));
    console.say(`written: ${paths.join(', ')}`);
    const published = await publishReport(report, world);
    step.outputs(outputsOf(report, published, inputs.output));
    return stepExitCode(report.verdict);
  } catch (error) {
    // What was paid for is kept, whatever went wrong after it.
    if (built.trials.some((trial) => trial.status === 'completed')) {
      const kept = await keepTrials(inputs.output, built, console);
      if (kept !== undefined) console.say(`kept: ${built.trials.length} trials in ${kept}`);
    }
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
    digest: report.spend.calls === 0 ? '' : report.plan.digest,
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
    if (real === path && real.startsWith(workspace + sep)) continue;
    throw new UsageError({
      where: 'with',
      path: 'output',
      expected: 'a folder below the workspace',
      received: `${parts.slice(0, length).join('/')}, which is a link or a file`,
      mend: 'remove it from the change, or name another folder',
    });
  }
}

/** A command runs where the change is checked out; without a checkout there is none to run. */
function checkoutOf({ local }: ActionWorld): Parameters<typeof buildPorts>[0]['repository'] {
  if (local !== undefined) return local;
  return {
    directory: process.cwd(),
    materialise: () =>
      Promise.reject(
        new UsageError({
          where: 'checkout',
          path: '',
          expected: 'the repository in the workspace, where a command target runs',
          received: 'none',
          mend: 'add `actions/checkout` before this step',
        }),
      ),
  };
}

async function checkoutsOf({ local, context, change }: ActionWorld) {
  const { base } = await change.change();
  const checkedOut = await local?.resolve('HEAD');
  // In place where the workflow checked it out: the steps before have built it there.
  return { headCommit: checkedOut === context.sha ? undefined : context.sha, baseCommit: base.commit };
}
