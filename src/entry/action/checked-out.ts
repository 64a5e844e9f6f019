import process from 'node:process';

import type { GitObjects } from '../../domain/git-objects.ts';
import type { RepositoryPort } from '../../domain/ports.ts';
import { UsageError } from '../../domain/usage-error.ts';
import { remoteObjects } from '../../github/remote-objects.ts';
import { commitChange } from '../../repository/commit-change.ts';
import { holdsCommit } from '../../repository/holds-commit.ts';
import { layeredObjects } from '../../repository/layered-objects.ts';
import { type LocalRepository, openRepository } from '../../repository/local-repository.ts';
import type { buildPorts } from '../world.ts';
import type { ActionEvent } from './open-event.ts';
import type { ActionWorld } from './run-action.ts';

/** The repository in the workspace, or why there is none that can be read: then everything comes from the API, by id. */
export type Checkout =
  | { readonly local: LocalRepository; readonly why?: never }
  | { readonly local?: never; readonly why: string };

/** Opens the repository in the workspace. */
export async function openCheckout(): Promise<Checkout> {
  try {
    return { local: await openRepository(process.cwd(), process.env) };
  } catch (error) {
    if (error instanceof UsageError) return { why: error.message };
    throw error;
  }
}

/** The checkout's objects first, then GitHub's. */
export function objectsOf({ context, reader }: ActionEvent, { local }: Checkout): GitObjects {
  const remote = remoteObjects(reader, context.repository);
  return local === undefined ? remote : layeredObjects([local.objects, remote]);
}

/** The change between two commits, of the whole repository, wherever their objects are. */
export function changeBetween(
  event: ActionEvent,
  checkout: Checkout,
  of: Omit<Parameters<typeof commitChange>[1], 'repository'>,
): RepositoryPort {
  const { local } = checkout;
  return commitChange(
    objectsOf(event, checkout),
    { repository: event.context.repository, ...of },
    { canCheckOut: async (commit) => local !== undefined && holdsCommit(local.objects, commit) },
  );
}

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
