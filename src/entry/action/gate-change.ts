import { mkdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import process from 'node:process';

import { POLICY_FILE } from '../../config/policy-file.ts';
import type { Report } from '../../domain/report.ts';
import { UsageError } from '../../domain/usage-error.ts';
import { gate } from '../../jobs/gate.ts';
import { stepExitCode } from '../../policy/exit-code.ts';
import type { ActionWorld } from './run-action.ts';
import { commentOptions, type Published, publishReport } from './publish.ts';
import { redactedReport } from '../redacted-report.ts';
import { version } from '../version.ts';
import { jsonAt, textAt } from '../../text/json-at.ts';
import { isJsonArray } from '../../text/json-kind.ts';
import { buildPorts } from '../world.ts';
import { checkoutOf, checkoutsOf } from './checked-out.ts';
import { openLedger } from './open-ledger.ts';
import { clearResults, keepTrials, prepareResults, render, writeResults } from '../write-results.ts';

/** The gate on the change of this event: report.json first, then everything that is published from it. */
export async function gateChange(world: ActionWorld): Promise<number> {
  const { inputs, context, console, step } = world;
  await refuseLinkedFolder(inputs.output);
  await clearResults(inputs.output);
  await refuseBranchWithoutPolicy(world);
  await prepareResults(inputs.output);
  const ledger = openLedger(world);
  const built = buildPorts({
    change: world.change,
    console,
    policyOf: 'base',
    repository: checkoutOf(world),
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
async function refuseBranchWithoutPolicy({ context, reader, change }: ActionWorld): Promise<void> {
  const { trigger, defaultBranch, refName, repository } = context;
  // A queue's base is GitHub's to choose.
  if (trigger.kind === 'merge_group' || defaultBranch === '') return;
  const branch = trigger.kind === 'pull_request' ? trigger.baseBranch : refName;
  if (branch === defaultBranch) return;
  if ((await (await change.base()).read(POLICY_FILE)) !== undefined) return;
  const tree = jsonAt(await reader.get(`/repos/${repository}/git/trees/${encodeURIComponent(defaultBranch)}`), 'tree');
  if (!isJsonArray(tree) || !tree.some((entry) => textAt(entry, 'path') === POLICY_FILE)) return;
  throw new UsageError({
    where: `branch ${branch}`,
    path: '',
    expected: `a ${POLICY_FILE}, since \`${defaultBranch}\` has one`,
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
