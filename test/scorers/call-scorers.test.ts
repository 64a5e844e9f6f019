import { expect, test } from 'vitest';
import type { Json } from '../../src/domain/json.ts';
import { scoreOutput, valueOf } from './support.ts';

const call = (name: string, args: Json = {}) => ({ name, arguments: args });
const refund = call('refund', { order: 'A1', amount: 5 });
const mail = call('mail', { to: 'x' });

test.each([
  ['any order by default', [mail, refund], [refund, mail], {}, 1],
  ['order where asked', [mail, refund], [refund, mail], { order: 'exact' }, 0],
  ['exact arguments by default', [refund], [call('refund', { order: 'A1' })], {}, 0],
  ['a subset where asked', [refund], [call('refund', { order: 'A1' })], { arguments: 'subset' }, 1],
  ['names only where asked', [refund], [call('refund', { order: 'B' })], { arguments: 'ignore' }, 1],
  ['a name alone is met by any arguments', [refund], ['refund'], {}, 1],
  ['extra calls are forbidden', [refund, mail], [refund], {}, 0],
  ['… unless allowed', [mail, refund], [refund], { extra: 'allow' }, 1],
  ['… in order too', [refund, call('x'), mail], [refund, mail], { extra: 'allow', order: 'exact' }, 1],
  ['no call expected, none made', [], [], {}, 1],
  ['no call expected, one made', [mail], [], {}, 0],
  [
    'a subset is matched without a greedy trap',
    [refund, call('refund', { order: 'A1' })],
    [call('refund', { order: 'A1' }), refund],
    { arguments: 'subset' },
    1,
  ],
  ['what is no call list is unscored', [mail], [1], {}, 'unscored'],
])('tool-calls: %s', async (_, received, expected, options, value) => {
  const result = scoreOutput('tool-calls', { text: '', toolCalls: received }, expected, options);
  expect(await valueOf(result)).toBe(value);
});

test('tool-calls says what was called instead', async () => {
  expect(await scoreOutput('tool-calls', { text: '' }, [mail])).toEqual({
    status: 'scored',
    value: 0,
    explanation: 'expected mail({"to":"x"}), received no tool call',
  });
});

test('latency, cost and tokens are what was measured', async () => {
  const measured = { latencyMs: 812, cost: 0.002, usage: { inputTokens: 10, outputTokens: 4 } };
  const of = (type: 'latency' | 'cost' | 'tokens', options = {}) =>
    valueOf(scoreOutput(type, { text: '' }, undefined, options, measured));
  expect(await of('latency')).toBe(812);
  expect(await of('cost')).toBe(0.002);
  expect(await of('tokens')).toBe(14);
  expect(await of('tokens', { of: 'input' })).toBe(10);
  expect(await of('tokens', { of: 'output' })).toBe(4);
});

test('what was not measured is unscored with the mend', async () => {
  expect(await scoreOutput('cost', { text: '' }, undefined)).toEqual({
    status: 'unscored',
    reason: 'the cost is unknown: add the model to `prices` in steelyard.yaml',
  });
  expect(await scoreOutput('tokens', { text: '' }, undefined)).toMatchObject({ status: 'unscored' });
});
