import process from 'node:process';

import { UsageError } from '../../domain/usage-error.ts';
import { holdsCommit } from '../../repository/holds-commit.ts';
import type { buildPorts } from '../world.ts';
import type { ActionWorld } from './run-action.ts';

/** A command runs where the change is checked out. */
export function checkoutOf({
  checkout,
  context,
}: Pick<ActionWorld, 'checkout' | 'context'>): Parameters<typeof buildPorts>[0]['repository'] {
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

/** Which commits stand in for the work tree. */
export async function checkoutsOf({ checkout, context, change }: Pick<ActionWorld, 'checkout' | 'context' | 'change'>) {
  const { base } = await change.change();
  const checkedOut = await checkout.local?.resolve('HEAD');
  // In place where the workflow checked it out: the steps before have built it there.
  return { headCommit: checkedOut === context.sha ? undefined : context.sha, baseCommit: base.commit };
}
