import * as z from 'zod';
import type { Json } from '../domain/json.ts';
import type { Output } from '../domain/target.ts';
import { brief } from '../text/brief.ts';
import { isJsonArray } from '../text/json-kind.ts';
import { answerField, type Answer } from './answer.ts';
import { binaryScale, defineScorer } from './define-scorer.ts';
import { expectationOf, placeOptions } from './expectation.ts';
import { readNumbers, type DecimalSign } from './read-numbers.ts';
import { passOrMiss, scored, unscored } from './scores.ts';
import { withinTolerance } from './tolerance.ts';

/** 1 where the answer's number is the expected one within tolerance; of a list of numbers, each must be there. */
export const numeric = defineScorer({
  type: 'numeric',
  version: 1,
  summary: 'A number in the answer equals the expected one within an absolute or relative tolerance.',
  schema: z.strictObject({
    ...placeOptions,
    tolerance: z.number().min(0).default(0).describe('Largest absolute difference that still counts as equal.'),
    'relative-tolerance': z
      .number()
      .min(0)
      .default(0)
      .describe('Largest difference as a share of the expected number; the wider of both tolerances counts.'),
    pick: z
      .enum(['last', 'first', 'any'])
      .default('last')
      .describe('Which number of the answer counts, where it holds several.'),
    decimal: z
      .enum(['auto', '.', ','])
      .default('auto')
      .describe('The decimal sign of answers; `auto` reads 1,234 as a thousand and 1.234 as one and a bit.'),
  }),
  scale: () => binaryScale,
  create: (options) => async (output, testCase) => {
    const expectation = expectationOf(testCase, options);
    if (!expectation.ok) return unscored(expectation.reason);
    const expected = expectedNumbers(expectation.value);
    if (expected === undefined) return unscored(`\`expected\` is no number: ${brief(expectation.value)}`);

    const answer = answerNumbers(output, options.field, options.decimal);
    if (!answer.ok) return scored(0, answer.explanation);
    const candidates = isJsonArray(expectation.value) ? answer.value : picked(answer.value, options.pick);
    const missed = expected.find(
      (number) => !candidates.some((received) => withinTolerance(received, number, options)),
    );
    return passOrMiss(
      missed === undefined
        ? undefined
        : `expected ${missed}, received ${candidates.slice(0, 5).join(', ') || 'no number'}`,
    );
  },
});

function expectedNumbers(expected: Json): readonly number[] | undefined {
  const items = isJsonArray(expected) ? expected : [expected];
  // The suite's own numbers are written as JSON, or as a string that JavaScript reads as a number.
  const numbers = items.map((item) => (typeof item === 'string' && item.trim() !== '' ? Number(item) : item));
  const valid = numbers.every((item): item is number => typeof item === 'number' && Number.isFinite(item));
  return valid && numbers.length > 0 ? numbers : undefined;
}

function answerNumbers(output: Output, field: string | undefined, decimal: DecimalSign): Answer<readonly number[]> {
  if (field === undefined) return { ok: true, value: readNumbers(output.text, decimal) };
  const answer = answerField(output, field);
  if (!answer.ok) return answer;
  const items = isJsonArray(answer.value) ? answer.value : [answer.value];
  const numbers = items.flatMap((item) => {
    if (typeof item === 'number') return [item];
    return typeof item === 'string' ? readNumbers(item, decimal) : [];
  });
  return { ok: true, value: numbers };
}

function picked(numbers: readonly number[], pick: 'last' | 'first' | 'any'): readonly number[] {
  if (pick === 'any') return numbers;
  return pick === 'first' ? numbers.slice(0, 1) : numbers.slice(-1);
}
