/** One thing wrong in what a user wrote: where, what was expected, what was found, and the nearest right name. */
export interface Issue {
  /** File (repository path) or option name, e.g. `suites/support/suite.yaml` or `--margin`. */
  readonly where: string;
  /** Path inside it, e.g. `metrics[0].scorer.type`; empty where the whole is meant. */
  readonly path: string;
  readonly expected: string;
  readonly received: string;
  /** How to mend it, a full clause without a full stop, e.g. "did you mean `exact-match`?". */
  readonly mend?: string;
}

/**
 * The user's mistake: usage, configuration, or a place Steelyard may not go. Every such error ends in exit code 3 with
 * one line an issue. Bugs are never a UsageError; expected failures of calls are values (see fault.ts).
 */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly issues: readonly Issue[];

  constructor(issues: Issue | readonly Issue[], options?: ErrorOptions) {
    const all = Array.isArray(issues) ? (issues as readonly Issue[]) : [issues as Issue];
    super(all.map(describeIssue).join('\n'), options);
    this.issues = all;
  }
}

/** `suite.yaml: metrics[0].scorer.type: expected a known scorer, received "exact_match"; did you mean "exact-match"?` */
export function describeIssue(issue: Issue): string {
  const place = issue.path === '' ? issue.where : `${issue.where}: ${issue.path}`;
  const mend = issue.mend === undefined ? '' : `; ${issue.mend}`;
  return `${place}: expected ${issue.expected}, received ${issue.received}${mend}`;
}
