import * as z from 'zod';
import type { Json } from '../domain/json.ts';
import type { ToolCall } from '../domain/target.ts';
import { brief } from '../text/brief.ts';
import { canonicalJson } from '../text/canonical-json.ts';
import { isDeeperThan } from '../text/json-depth.ts';
import { isJsonArray, isJsonObject } from '../text/json-kind.ts';
import { binaryScale, defineScorer } from './define-scorer.ts';
import { expectationOf } from './expectation.ts';
import { matchAnyOrder } from './match-any-order.ts';
import { passOrMiss, unscored } from './scores.ts';

/** 1 where the answer called the expected tools with the expected arguments; an expected `[]` means no call at all. */
export const toolCalls = defineScorer({
  type: 'tool-calls',
  version: 1,
  summary: 'The answer calls the expected tools with the expected arguments.',
  schema: z.strictObject({
    'expected-field': z.string().min(1).optional().describe('Property of `expected` that lists the calls.'),
    order: z.enum(['any', 'exact']).default('any').describe('Whether the calls must come in the expected order.'),
    arguments: z
      .enum(['exact', 'subset', 'ignore'])
      .default('exact')
      .describe('`subset`: every expected argument is there, others may be; `ignore`: names only.'),
    extra: z.enum(['forbid', 'allow']).default('forbid').describe('Whether calls that are not expected may be made.'),
  }),
  scale: () => binaryScale,
  create: (options) => async (output, testCase) => {
    const expectation = expectationOf(testCase, options);
    if (!expectation.ok) return unscored(expectation.reason);
    const expected = expectedCalls(expectation.value);
    if (expected === undefined) {
      return unscored(`\`expected\` is no list of {name, arguments}: ${brief(expectation.value)}`);
    }

    const received = output.toolCalls ?? [];
    const matches = (wanted: ExpectedCall, call: ToolCall): boolean =>
      wanted.name === call.name && argumentsMatch(wanted.arguments, call.arguments, options.arguments);
    const enough = options.extra === 'allow' ? received.length >= expected.length : received.length === expected.length;
    const hit =
      enough &&
      (options.order === 'any' ? matchAnyOrder(expected, received, matches) : inOrder(expected, received, matches));
    return passOrMiss(hit ? undefined : `expected ${described(expected)}, received ${described(received)}`);
  },
});

type ExpectedCall = { readonly name: string; readonly arguments?: Json | undefined };

function expectedCalls(expected: Json): readonly ExpectedCall[] | undefined {
  const items = isJsonArray(expected) ? expected : [expected];
  const calls = items.flatMap((item): ExpectedCall[] => {
    if (typeof item === 'string') return [{ name: item }];
    if (!isJsonObject(item) || typeof item['name'] !== 'string') return [];
    return [{ name: item['name'], arguments: item['arguments'] }];
  });
  return calls.length === items.length ? calls : undefined;
}

const DEEPEST_ARGUMENTS = 200;

function argumentsMatch(wanted: Json | undefined, received: Json, how: 'exact' | 'subset' | 'ignore'): boolean {
  // A call expected by name alone is met by any arguments.
  if (how === 'ignore' || wanted === undefined) return true;
  if (isDeeperThan(received, DEEPEST_ARGUMENTS)) return false;
  return how === 'exact' ? canonicalJson(wanted) === canonicalJson(received) : isSubset(wanted, received);
}

function isSubset(wanted: Json, received: Json | undefined): boolean {
  if (received === undefined) return false;
  if (!isJsonObject(wanted)) return canonicalJson(wanted) === canonicalJson(received);
  if (!isJsonObject(received)) return false;
  return Object.entries(wanted).every(([key, value]) => Object.hasOwn(received, key) && isSubset(value, received[key]));
}

/** Each expected call is met in turn; calls between them are skipped (their number was checked). */
function inOrder(
  expected: readonly ExpectedCall[],
  received: readonly ToolCall[],
  matches: (wanted: ExpectedCall, call: ToolCall) => boolean,
): boolean {
  let met = 0;
  for (const call of received) {
    const wanted = expected[met];
    if (wanted !== undefined && matches(wanted, call)) met += 1;
  }
  return met === expected.length;
}

function described(calls: readonly ExpectedCall[]): string {
  if (calls.length === 0) return 'no tool call';
  return calls
    .slice(0, 3)
    .map((call) => `${brief(call.name, 40).slice(1, -1)}(${describedArguments(call.arguments)})`)
    .join(', ');
}

function describedArguments(value: Json | undefined): string {
  if (value === undefined) return '…';
  return isDeeperThan(value, DEEPEST_ARGUMENTS) ? '…' : brief(value);
}
