import { posix } from 'node:path';
import process from 'node:process';

import { POLICY_FILE } from '../../config/policy-file.ts';
import { UsageError } from '../../domain/usage-error.ts';
import type { PullRequestLedger } from '../../github/pull-request-ledger.ts';
import { gate } from '../../jobs/gate.ts';
import { version } from '../version.ts';
import { openRecords } from './open-records.ts';
import { hasPolicyOnBranch } from './policy-on-branch.ts';
import { refuseDecoy } from './refuse-decoy.ts';
import type { GateWorld } from './run-action.ts';
import { runJob } from './run-job.ts';

/** The gate on the change of this event. */
export async function gateChange(world: GateWorld): Promise<number> {
  const { inputs, context } = world;
  const records = openRecords(world);
  let ledger: PullRequestLedger | undefined;
  return runJob(world, {
    policyOf: 'base',
    async refuse() {
      await refuseBranchWithoutPolicy(world);
      await refuseDecoy(world.whole, inputs.workingDirectory);
    },
    ...(records === undefined
      ? {}
      : {
          ledger: (settings) => (ledger = records.ledger(settings)),
          acceptance: (digest) => records.acceptance(digest),
        }),
    job: (ports) =>
      gate(
        {
          only: [],
          limits: inputs.limits,
          tightening: inputs.tightening,
          version,
          inContinuousIntegration: true,
          inQueue: context.trigger.kind === 'merge_group',
          ...(context.untrusted === undefined
            ? {}
            : { untrusted: { from: context.untrusted, isSet: (name: string) => (process.env[name] ?? '') !== '' } }),
        },
        ports,
      ),
    attempts: () => ledger?.entries() ?? [],
  });
}

/**
 * Whoever opens a pull request chooses its base, and its check stays where the base is changed afterwards: a branch of
 * their own without a policy must not be the way to a green check that was never asked.
 */
async function refuseBranchWithoutPolicy({ context, reader, change, inputs }: GateWorld): Promise<void> {
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
