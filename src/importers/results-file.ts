import type { Case } from '../domain/case.ts';
import type { Score } from '../domain/score.ts';
import type { Output } from '../domain/target.ts';
import type { Trial } from '../domain/trial.ts';

/**
 * Trials as a results file (the format that `steelyard.ts` reads): JSONL, one trial a line, by case and index, so that
 * the order of completion does not show. Trials that never ran (skipped) have no line; an unscored answer is null.
 *
 * @param cases By id, for cluster and tags.
 */
export function renderResults(trials: readonly Trial[], cases: ReadonlyMap<string, Case>): string {
  const ordered = [...trials].sort((a, b) => compareText(a.key.caseId, b.key.caseId) || a.key.index - b.key.index);
  return ordered.flatMap((trial) => line(trial, cases.get(trial.key.caseId))).join('');
}

function line(trial: Trial, testCase: Case | undefined): readonly string[] {
  if (trial.status === 'skipped') return [];
  const key = { case: trial.key.caseId, trial: trial.key.index };
  const about = {
    ...(testCase?.cluster === undefined ? {} : { cluster: testCase.cluster }),
    ...(testCase === undefined || testCase.tags.length === 0 ? {} : { tags: testCase.tags }),
  };
  if (trial.status === 'errored') {
    const { kind, message } = trial.error;
    return [`${JSON.stringify({ ...key, error: { kind, message }, ...about, latencyMs: trial.latencyMs })}\n`];
  }
  const { output, latencyMs, usage } = trial;
  const measured = { output: shortest(output), latencyMs, ...(usage === undefined ? {} : { usage }) };
  return [`${JSON.stringify({ ...key, scores: written(trial.scores), ...about, ...measured })}\n`];
}

function written(scores: Readonly<Record<string, Score>>): Record<string, number | null> {
  const names = Object.keys(scores).sort();
  return Object.fromEntries(
    names.map((name) => {
      const score = scores[name];
      return [name, score?.status === 'scored' ? score.value : null];
    }),
  );
}

/** An answer that is only text is written as text. */
function shortest(output: Output): Output | string {
  return Object.keys(output).length === 1 ? output.text : output;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
