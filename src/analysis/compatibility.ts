import type { Baseline } from '../domain/baseline.ts';
import type { Finding } from '../domain/finding.ts';
import type { Suite } from '../domain/suite.ts';
import type { Factor, Fingerprint } from '../domain/target.ts';
import { ageInDays, newestRun } from './baseline-age.ts';

/** Whether a stored baseline may stand for the base commit, and for which of its cases. */
export type Compatibility =
  | { readonly usable: true; readonly casesWithout: readonly string[] }
  | { readonly usable: false; readonly finding: Finding };

/**
 * Compares the stored baseline with the **base commit's** configuration, never with the candidate's (which is meant to
 * differ). What cannot serve is replaced by a live control arm; nothing here fails anybody's check.
 *
 * @param now milliseconds since the epoch
 */
export function judgeBaseline(
  baseline: Baseline | undefined,
  of: { readonly suite: Suite; readonly fingerprint: Fingerprint; readonly now: number; readonly maxAgeDays: number },
): Compatibility {
  const { suite, fingerprint, now, maxAgeDays } = of;
  const unusable = (ruleId: Finding['ruleId'], message: string): Compatibility => ({
    usable: false,
    finding: { ruleId, suite: suite.name, message: `${message}; the base commit runs live beside this change instead` },
  });
  const refresh = `run \`steelyard refresh ${suite.name}\` on the default branch to store one`;
  if (baseline === undefined)
    return unusable('baseline-missing', `\`${suite.name}\` has no stored baseline (${refresh})`);
  const factors = differingFactors(baseline.fingerprint, fingerprint);
  if (factors.length > 0) {
    return unusable(
      'baseline-of-another-configuration',
      `The stored baseline of \`${suite.name}\` was made with another ${list(factors)} than the base commit has (${refresh})`,
    );
  }
  const newest = newestRun(baseline.runs);
  // Without a run nothing dates it, and it cannot serve.
  const age = newest === undefined ? Infinity : ageInDays(newest, now);
  if (age > maxAgeDays) {
    return unusable(
      'baseline-too-old',
      `The stored baseline of \`${suite.name}\` is ${age} days old, more than max-age: ${maxAgeDays} (${refresh})`,
    );
  }
  const ratchet = baseline.runs.find(({ job }) => job !== 'refresh');
  if (ratchet !== undefined) {
    return unusable(
      'baseline-ratchet',
      `The stored baseline of \`${suite.name}\` holds a run made by \`${ratchet.job}\`: a run that decided something was picked for its result, so it cannot be what others are held against (${refresh})`,
    );
  }
  const lacking = suite.metrics.filter((metric) => metric.gate && !baseline.metrics.includes(metric.name));
  if (lacking.length > 0) {
    const names = lacking.map((metric) => `\`${metric.name}\``);
    return unusable(
      'baseline-incomplete',
      `The stored baseline of \`${suite.name}\` lacks ${list(names)} (${refresh})`,
    );
  }
  const casesWithout = suite.cases.filter((c) => {
    const stored = baseline.cases.get(c.id);
    return stored === undefined || stored.trials.length === 0 || stored.hash !== c.hash;
  });
  return { usable: true, casesWithout: casesWithout.map((c) => c.id) };
}

/** The factors whose content hashes differ, in a fixed order. */
export function differingFactors(a: Fingerprint, b: Fingerprint): readonly Factor[] {
  const factors: readonly Factor[] = ['prompt', 'model', 'params', 'tools', 'code', 'data', 'scorers', 'judge'];
  return factors.filter((factor) => a[factor] !== b[factor]);
}

/**
 * Model ids that answered today although the baseline knows none of them, while the configured model is the same: the
 * provider moved the alias. Empty where either side did not report.
 */
export function movedModels(baseline: Pick<Baseline, 'runs'>, answeredToday: readonly string[]): readonly string[] {
  const newest = newestRun(baseline.runs)?.answeredBy ?? [];
  if (newest.length === 0) return [];
  return answeredToday.filter((model) => !newest.includes(model));
}

function list(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}
