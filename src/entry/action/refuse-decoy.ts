import { posix } from 'node:path';

import { POLICY_FILE } from '../../config/policy-file.ts';
import type { RepositoryPort } from '../../domain/ports.ts';
import { UsageError } from '../../domain/usage-error.ts';
import { loadChange } from '../../jobs/load-change.ts';
import { belowFolder } from '../../repository/below-folder.ts';
import { otherPolicies } from './other-policies.ts';

/**
 * The first policy of a folder is checked and nothing runs. A change that brings one, points the workflow at it and touches
 * what another policy gates would so be green without having been asked.
 */
export async function refuseDecoy(whole: RepositoryPort, folder: string): Promise<void> {
  const base = await belowFolder(whole, folder).base();
  if ((await base.read(POLICY_FILE)) !== undefined) return;
  for (const other of await otherPolicies(whole, folder)) {
    if (!(await touches(belowFolder(whole, other)))) continue;
    const own = posix.join(folder, POLICY_FILE);
    throw new UsageError({
      where: 'with',
      path: 'working-directory',
      expected: `a folder whose ${POLICY_FILE} is in the base, since this change touches what ${posix.join(other, POLICY_FILE)} gates`,
      received: `one that has none there (${own})`,
      mend: `bring ${own} in a change of its own`,
    });
  }
}

/** What cannot be read may be touched. */
async function touches(repository: RepositoryPort): Promise<boolean> {
  try {
    const { suites, missing } = await loadChange(repository);
    return suites.length + missing.length > 0;
  } catch (error) {
    if (error instanceof UsageError) return true;
    throw error;
  }
}
