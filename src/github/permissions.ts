import type { GitHubError } from './rest.ts';

/** What a step of the job may need to be allowed, as the workflow spells it. */
export type Permission = 'contents: write' | 'pull-requests: write' | 'checks: write';

/** One line that says what the token lacks and the YAML that grants it; undefined for other failures. */
export function permissionAdvice(
  error: GitHubError,
  of: { readonly what: string; readonly permission: Permission; readonly untrusted: boolean },
): string | undefined {
  if (error.status !== 403 && error.status !== 404) return undefined;
  if (of.untrusted) {
    return `token: it may only read where a pull request comes from outside, so ${of.what} could not be written; the job summary has everything`;
  }
  return `token: expected permission to write ${of.what} (${of.permission}), received ${error.status} ${error.message}; add to the job:`;
}

/** The whole block, since naming one permission takes away all that are not named. */
export function permissionYaml(needed: readonly Permission[]): readonly string[] {
  const refreshes = needed.includes('contents: write');
  const reads = refreshes ? ['  checks: read'] : ['  actions: read', '  contents: read'];
  return ['permissions:', ...reads, ...needed.map((permission) => `  ${permission}`)];
}
