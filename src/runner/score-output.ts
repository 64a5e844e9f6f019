import type { Case } from '../domain/case.ts';
import type { Score } from '../domain/score.ts';
import type { Measured, Scorer } from '../domain/scorer.ts';
import type { Output } from '../domain/target.ts';

/** Every metric's score of one answer. Scorers never throw for what a model may say: one that does is a bug. */
export async function scoreOutput(
  scorers: ReadonlyMap<string, Scorer>,
  output: Output,
  testCase: Case,
  measured: Measured,
): Promise<Readonly<Record<string, Score>>> {
  const scores: [string, Score][] = [];
  for (const [metric, scorer] of scorers) {
    try {
      scores.push([metric, await scorer(output, testCase, { measured })]);
    } catch (cause) {
      throw new Error(`the scorer of metric ${metric} failed on case ${testCase.id}`, { cause });
    }
  }
  return Object.fromEntries(scores);
}
