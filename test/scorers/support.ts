import type { Case } from '../../src/domain/case.ts';
import type { Json } from '../../src/domain/json.ts';
import type { Score } from '../../src/domain/score.ts';
import type { Measured, Scorer } from '../../src/domain/scorer.ts';
import type { Output } from '../../src/domain/target.ts';
import { scorers, type ScorerType } from '../../src/scorers/index.ts';

export function makeScorer(type: ScorerType, options: object = {}, files: Record<string, string> = {}): Scorer {
  const configured = scorers[type].configure(options, new Map(Object.entries(files)));
  if (!configured.ok) throw new Error(configured.issues.map((issue) => issue.message).join('; '));
  return configured.product;
}

export function caseExpecting(expected?: Json): Case {
  return { id: 'c', hash: 'h', input: {}, tags: [], ...(expected === undefined ? {} : { expected }) };
}

const measuredByDefault: Measured = { latencyMs: 12 };

/** Scores one answer; text that is not a string is sent as JSON. */
export function score(
  type: ScorerType,
  answer: Json,
  expected: Json | undefined,
  options: object = {},
): Promise<Score> {
  return scoreOutput(type, { text: typeof answer === 'string' ? answer : JSON.stringify(answer) }, expected, options);
}

export function scoreOutput(
  type: ScorerType,
  output: Output,
  expected: Json | undefined,
  options: object = {},
  measured: Measured = measuredByDefault,
): Promise<Score> {
  return makeScorer(type, options)(output, caseExpecting(expected), { measured });
}

/** The value, or `unscored`. */
export async function valueOf(result: Promise<Score>): Promise<number | 'unscored'> {
  const settled = await result;
  return settled.status === 'scored' ? settled.value : 'unscored';
}
