import { mkdir, realpath, stat } from 'node:fs/promises';
import { join, posix, sep } from 'node:path';
import process from 'node:process';

import { POLICY_FILE } from '../../config/policy-file.ts';
import type { Report } from '../../domain/report.ts';
import { UsageError } from '../../domain/usage-error.ts';
import { gate } from '../../jobs/gate.ts';
import { checkoutBelow } from '../../repository/checkout-below.ts';
import { holdsCommit } from '../../repository/holds-commit.ts';
import { stepExitCode } from '../../policy/exit-code.ts';
import type { ActionWorld } from './run-action.ts';
import { commentOptions, type Published, publishReport } from './publish.ts';
import { redactedReport } from '../redacted-report.ts';
import { version } from '../version.ts';
import { buildPorts } from '../world.ts';
import { openLedger } from './open-ledger.ts';
import { hasPolicyOnBranch } from './policy-on-branch.ts';
import { refuseDecoy } from './refuse-decoy.ts';
import { clearResults, keepTrials, prepareResults, render, writeResults } from '../write-results.ts';

/** The gate on the change of this event: report.json first, then everything that is published from it. */
export async function gateChange(world: ActionWorld): Promise<number> {
  const { inputs, context, console, step } = world;
  await refuseLinkedFolder(inputs.output);
  await clearResults(inputs.output);
  await refuseBranchWithoutPolicy(world);
  await refuseDecoy(world.whole, inputs.workingDirectory);
  await prepareResults(inputs.output);
  const ledger = openLedger(world);
  const built = buildPorts({
    change: world.change,
    console,
    policyOf: 'base',
    repository: checkoutBelow(checkoutOf(world), inputs.workingDirectory),
    checkouts: () => checkoutsOf(world),
    ...(ledger === undefined ? {} : { ledger: () => ledger }),
  });
  try {
    const found = await gate(
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
    const report = redactedReport(found, console);
    const comment = commentOptions(world);
    const paths = await writeResults(inputs.output, { report, trials: built.trials, comment }, console);
    console.print(render(report, 'terminal'));
    console.say(`written: ${paths.join(', ')}`);
    const published = await publishReport(report, world, ledger?.entries());
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
    digest: report.spend.calls === 0 ? '' : report.plan.digest,
    'report-file': `${folder}/report.json`,
    'comment-file': `${folder}/comment.md`,
  };
}

/**
 * Whoever opens a pull request chooses its base, and its check stays where the base is changed afterwards: a branch of
 * their own without a policy must not be the way to a green check that was never asked.
 */
async function refuseBranchWithoutPolicy({ context, reader, change, inputs }: ActionWorld): Promise<void> {
  const { trigger, defaultBranch, refName, repository } = context;
  // A queue's base is GitHub's to choose.
  if (trigger.kind === 'merge_group' || defaultBranch === '') return;
  const branch = trigger.kind === 'pull_request' ? trigger.baseBranch : refName;
  if (branch === defaultBranch) return;
  if ((await (await change.base()).read(POLICY_FILE)) !== undefined) return;
  const folder = inputs.workingDirectory;
  if (!(await hasPolicyOnBranch(reader, { repository, branch: defaultBranch, folder }))) return;
  throw new UsageError({
    where: `branch ${branch}`,
    path: '',
    expected: `a ${posix.join(folder, POLICY_FILE)}, since \`${defaultBranch}\` has one`,
    received: 'none',
    mend: `merge \`${defaultBranch}\` into it first, or open the pull request against \`${defaultBranch}\``,
  });
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
