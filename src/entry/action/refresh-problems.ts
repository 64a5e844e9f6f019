import { type Permission, permissionAdvice, permissionYaml } from '../../github/permissions.ts';
import { GitHubError } from '../../github/rest.ts';
import { mendable } from '../explain.ts';

/** What a refresh writes. */
const needed: readonly Permission[] = ['contents: write', 'pull-requests: write'];

/** What went wrong, for people; `yaml` are lines that mend it in the workflow. */
export interface Problem {
  readonly messages: readonly string[];
  readonly yaml: readonly string[];
}

/**
 * What the user, their provider or GitHub can mend; undefined for a bug of ours.
 *
 * @param permission what the failed write needed
 */
export function problemOf(error: unknown, permission: Permission): Problem | undefined {
  if (!(error instanceof GitHubError)) {
    const found = mendable(error);
    return found && { messages: found.map(({ message }) => message), yaml: [] };
  }
  const what = permission === 'contents: write' ? 'the branch of a baseline' : 'pull requests';
  const advice = permissionAdvice(error, { what, permission, untrusted: false });
  return advice === undefined
    ? { messages: [`GitHub: ${error.message}; run the job again when GitHub answers`], yaml: [] }
    : { messages: [advice], yaml: permissionYaml(needed) };
}
