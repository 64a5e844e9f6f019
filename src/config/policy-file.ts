import type { Issue } from '../domain/usage-error.ts';

/** The team's policy, at the top of the repository. */
export const POLICY_FILE = 'steelyard.yaml';

/** The issue of a tree without a policy that must have one. */
export function missingPolicy(received: string): Issue & { readonly mend: string } {
  return {
    where: POLICY_FILE,
    path: '',
    expected: 'a policy file at the top of the repository',
    received,
    mend: '`steelyard init` writes one (docs/configuration.md)',
  };
}
