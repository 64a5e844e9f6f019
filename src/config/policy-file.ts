import type { Issue } from '../domain/usage-error.ts';

/** The team's policy, at the top of the repository or of a package that is judged on its own. */
export const POLICY_FILE = 'steelyard.yaml';

/** The issue of a tree without a policy that must have one. */
export function missingPolicy(received: string, folder: string | undefined): Issue & { readonly mend: string } {
  return {
    where: POLICY_FILE,
    path: '',
    expected: `a policy file at the top of ${folder ?? 'the repository'}`,
    received,
    mend: '`steelyard init` writes one (docs/configuration.md)',
  };
}
