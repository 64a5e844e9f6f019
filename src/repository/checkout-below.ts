import { join } from 'node:path';
import type { LocalRepository } from './local-repository.ts';

/** The files of a repository on disk: its work tree, and other commits beside it. */
export type Checkout = Pick<LocalRepository, 'directory' | 'materialise'>;

/** The same seen from one folder: programs start there, in the work tree and in every other commit alike. */
export function checkoutBelow(checkout: Checkout, folder: string): Checkout {
  return {
    directory: join(checkout.directory, folder),
    async materialise(commit) {
      const whole = await checkout.materialise(commit);
      return { directory: join(whole.directory, folder), remove: () => whole.remove() };
    },
  };
}
