/** The team's policy, at the top of the repository. */
export const POLICY_FILE = 'steelyard.yaml';
