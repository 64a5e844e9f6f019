import { UsageError } from '../domain/usage-error.ts';
import { didYouMean } from '../text/suggest.ts';

/** A misspelt name would otherwise select nothing, and nothing always passes. */
export function refuseUnknownSuites(asked: readonly string[], known: readonly string[], where = '--suite'): void {
  const issues = asked
    .filter((name) => !known.includes(name))
    .map((name) => {
      const mend = didYouMean(name, known);
      return {
        where,
        path: '',
        expected: `a suite of this repository (${known.join(', ') || 'it has none'})`,
        received: `"${name}"`,
        ...(mend === undefined ? {} : { mend }),
      };
    });
  if (issues.length > 0) throw new UsageError(issues);
}
