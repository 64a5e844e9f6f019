import { posix } from 'node:path';

import { POLICY_FILE } from '../../config/policy-file.ts';
import { isSurelyIrrelevant } from '../../config/relevance.ts';
import type { RepositoryPort } from '../../domain/ports.ts';
import { UsageError } from '../../domain/usage-error.ts';
import { belowFolder } from '../../repository/below-folder.ts';
import type { Annotation } from '../../reporters/annotations.ts';

/** Folders of the base with a policy of their own, `folder` left out; '' is the top of the repository. */
export async function otherPolicies(whole: RepositoryPort, folder: string): Promise<readonly string[]> {
  const paths = await (await whole.base()).list('');
  return paths
    .filter((path) => posix.basename(path) === POLICY_FILE)
    .map((path) => (path === POLICY_FILE ? '' : posix.dirname(path)))
    .filter((other) => other !== folder);
}

/**
 * The workflow says which folder is judged, and the change under test may edit it: a job that looks away from what the change
 * touches must not be green in silence. Undefined where no workflow is edited, or nothing is touched that others gate.
 */
export async function editedWorkflow(whole: RepositoryPort, folder: string): Promise<Annotation | undefined> {
  const { files } = await whole.change();
  const workflow = files.find(({ path }) => path.startsWith('.github/workflows/'));
  if (workflow === undefined) return undefined;
  const touched: string[] = [];
  for (const other of await otherPolicies(whole, folder)) {
    if (await mayTouch(belowFolder(whole, other))) touched.push(posix.join(other, POLICY_FILE));
  }
  if (touched.length === 0) return undefined;
  return {
    level: 'warning',
    title: 'Steelyard: this edits the workflow that says what is gated',
    message: `This job judged ${folder === '' ? 'the top of the repository' : folder} alone, and the change may also touch what is gated by ${touched.join(', ')}: see that a job for it still runs.`,
    path: workflow.path,
  };
}

/** What cannot be read may be touched; whose job that is will say why. */
async function mayTouch(repository: RepositoryPort): Promise<boolean> {
  try {
    const [{ files }, base, head] = await Promise.all([repository.change(), repository.base(), repository.head()]);
    return !(await isSurelyIrrelevant(files, { base, head }));
  } catch (error) {
    if (error instanceof UsageError) return true;
    throw error;
  }
}
