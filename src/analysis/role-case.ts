import type { Case, CaseRole } from '../domain/case.ts';
import type { RoleCase } from '../domain/report.ts';
import type { Metric } from '../domain/suite.ts';
import type { Trial } from '../domain/trial.ts';
import { countFailed, type Fate, fateOf, judgeInvariant, judgeSentinel } from './judge-roles.ts';
import { readable } from './readable.ts';

/** The trials of one must-not-fail case. */
export interface RoleTrials {
  /** Of the candidate, when it was first asked. */
  readonly first: readonly Trial[];
  /** Fresh ones of both versions, of a sentinel that failed at first; undefined where none were made. */
  readonly again?: { readonly candidate: readonly Trial[]; readonly control: readonly Trial[] };
}

/**
 * What a must-not-fail case came to, with what to look at. Undefined where it held at once or was never asked.
 *
 * @param repeats fresh trials of each version that a failed sentinel is due
 */
export function roleCase(
  testCase: Case & { readonly role: CaseRole },
  trials: RoleTrials,
  of: { readonly metrics: readonly Metric[]; readonly repeats: number },
): RoleCase | undefined {
  const { metrics } = of;
  const fates = (arm: readonly Trial[]): readonly Fate[] => arm.map((trial) => fateOf(trial, metrics));
  const first = fates(trials.first);
  const candidate = fates(trials.again?.candidate ?? []);
  const control = fates(trials.again?.control ?? []);
  if (trials.first.every(({ status }) => status === 'skipped')) return undefined;
  const outcome =
    testCase.role === 'invariant' ? judgeInvariant(first) : sentinel(first, candidate, control, of.repeats);
  if (outcome === 'held') return undefined;
  const failed = [...(trials.again?.candidate ?? []), ...trials.first].find((one) => fateOf(one, metrics) === 'failed');
  const before = trials.again?.control.find((trial) => trial.status === 'completed');
  const explanation = failed === undefined ? undefined : explanationOf(failed, metrics);
  return {
    caseId: testCase.id,
    role: testCase.role,
    outcome,
    first: countFailed(first),
    ...(trials.again === undefined
      ? {}
      : { again: { candidate: countFailed(candidate), control: countFailed(control) } }),
    tags: testCase.tags,
    input: readable(testCase.input),
    expected: testCase.expected === undefined ? '' : readable(testCase.expected),
    ...(before?.status === 'completed' ? { baselineOutput: before.output.text } : {}),
    candidateOutput: failed?.status === 'completed' ? failed.output.text : '',
    ...(explanation === undefined ? {} : { explanation }),
  };
}

function sentinel(
  first: readonly Fate[],
  candidate: readonly Fate[],
  control: readonly Fate[],
  repeats: number,
): 'held' | RoleCase['outcome'] {
  if (first.includes('lost')) return 'lost';
  return first.includes('failed') ? judgeSentinel(candidate, control, repeats) : 'held';
}

/** What the first scorer that failed it says, or what the product died of. */
function explanationOf(trial: Trial, metrics: readonly Metric[]): string | undefined {
  if (trial.status === 'skipped') return undefined;
  if (trial.status === 'errored') return `${trial.error.kind}: ${trial.error.message}`;
  const failing = metrics.find(
    (metric) =>
      fateOf(
        trial,
        metrics.filter((one) => one === metric),
      ) === 'failed',
  );
  const score = failing === undefined ? undefined : trial.scores[failing.name];
  return score?.status === 'scored' ? score.explanation : undefined;
}
