import { POLICY_FILE } from '../../config/policy-file.ts';
import type { GitHubReader } from '../../github/rest.ts';
import { jsonAt, textAt } from '../../text/json-at.ts';
import { isJsonArray } from '../../text/json-kind.ts';

/** Whether a branch has a policy in a folder ('' is the top), by GitHub's API: a tree for each name on the way. */
export async function hasPolicyOnBranch(
  reader: Pick<GitHubReader, 'get'>,
  of: { readonly repository: string; readonly branch: string; readonly folder: string },
): Promise<boolean> {
  let tree = encodeURIComponent(of.branch);
  for (const name of of.folder === '' ? [POLICY_FILE] : [...of.folder.split('/'), POLICY_FILE]) {
    const entries = jsonAt(await reader.get(`/repos/${of.repository}/git/trees/${tree}`), 'tree');
    const entry = isJsonArray(entries) ? entries.find((one) => textAt(one, 'path') === name) : undefined;
    if (entry === undefined) return false;
    if (name === POLICY_FILE && textAt(entry, 'type') !== 'tree') return true;
    tree = textAt(entry, 'sha') ?? '';
    if (textAt(entry, 'type') !== 'tree') return false;
  }
  return false;
}
