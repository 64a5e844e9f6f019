import { describe, expect, test } from 'vitest';
import type { Case } from '../../src/domain/case.ts';
import type { Trial } from '../../src/domain/trial.ts';
import { UsageError } from '../../src/domain/usage-error.ts';
import { importers, importResults } from '../../src/importers/index.ts';
import { renderResults } from '../../src/importers/results-file.ts';

const full =
  '{"case":"refunds-017","trial":0,"scores":{"correct":1,"grounded":0.8},"cluster":"doc-12","tags":["refunds"],"output":"Yes.","latencyMs":812,"usage":{"inputTokens":10,"outputTokens":2}}';

function mistakes(text: string, path = 'a.jsonl'): string[] {
  try {
    importResults(text, path);
  } catch (error) {
    if (error instanceof UsageError) return error.message.split('\n');
    throw error;
  }
  throw new Error('expected a UsageError');
}

describe('reading', () => {
  test('reads all of a trial', () => {
    expect(importResults(`${full}\n`, 'a.jsonl').trials).toEqual([
      {
        caseId: 'refunds-017',
        index: 0,
        status: 'completed',
        scores: new Map([
          ['correct', { status: 'scored', value: 1 }],
          ['grounded', { status: 'scored', value: 0.8 }],
        ]),
        cluster: 'doc-12',
        tags: ['refunds'],
        output: { text: 'Yes.' },
        latencyMs: 812,
        usage: { inputTokens: 10, outputTokens: 2 },
      },
    ]);
  });

  test('takes true for 1, false for 0, null for not scored', () => {
    const [trial] = importResults('{"case":"a","scores":{"x":true,"y":false,"z":null}}', 'a.jsonl').trials;
    expect(trial?.status === 'completed' && [...trial.scores.values()]).toEqual([
      { status: 'scored', value: 1 },
      { status: 'scored', value: 0 },
      { status: 'unscored', reason: 'null in the results file' },
    ]);
  });

  test('says whose fault an error is, and excludes what it does not know', () => {
    const line = (kind: string): string => `{"case":"${kind}","trial":0,"error":{"kind":"${kind}","message":"m"}}`;
    const { trials } = importResults(['timeout', 'network', 'weird', 'toString'].map(line).join('\n'), 'a.jsonl');
    expect(trials.map((trial) => trial.status === 'errored' && trial.error)).toEqual([
      { kind: 'timeout', message: 'm', blame: 'product' },
      { kind: 'network', message: 'm', blame: 'infrastructure' },
      { kind: 'weird', message: 'm', blame: 'infrastructure' },
      { kind: 'toString', message: 'm', blame: 'infrastructure' },
    ]);
  });

  test('counts repeats where they are not numbered', () => {
    const lines = ['a', 'b', 'a', 'a'].map((id) => `{"case":"${id}","scores":{"x":1}}`);
    const { trials } = importResults(lines.join('\n'), 'a.jsonl');
    expect(trials.map(({ caseId, index }) => `${caseId}${index}`)).toEqual(['a0', 'b0', 'a1', 'a2']);
  });

  test('minds no byte order mark, CRLF, blank lines or keys of others', () => {
    const text = `\u{FEFF}{"case":"a","scores":{"x":1},"model":"m"}\r\n\r\n{"case":"b","scores":{"x":0}}\r\n`;
    expect(importResults(text, 'a.jsonl').trials).toHaveLength(2);
  });

  test.each([
    ['a list', `[${full}]`],
    ['a document with trials', `{\n  "trials": [${full}]\n}`],
    ['lines under another name', full],
  ])('reads %s', (_, text) => {
    expect(importResults(text, 'results.json').trials.map(({ caseId }) => caseId)).toEqual(['refunds-017']);
  });

  test('keeps hostile names as names', () => {
    const { trials } = importResults('{"case":"__proto__","scores":{"constructor":1,"toString":0}}', 'a.jsonl');
    const [trial] = trials;
    expect(trial?.caseId).toBe('__proto__');
    expect(trial?.status === 'completed' && [...trial.scores.keys()]).toEqual(['constructor', 'toString']);
  });
});

describe('mistakes', () => {
  test.each([
    [
      '{"case":"a","scores":{"x":"1"}}',
      'a.jsonl: line 1: expected a number, true, false or null in `scores.x`, received "1"',
    ],
    ['{"scores":{"x":1}}', 'a.jsonl: line 1: expected a text in `case`, received nothing'],
    ['{"case":17,"scores":{"x":1}}', 'a.jsonl: line 1: expected a text in `case`, received 17'],
    [
      '{"case":"a","trial":-1,"scores":{"x":1}}',
      'a.jsonl: line 1: expected a whole number from 0 in `trial`, received -1',
    ],
    ['{"case":"a"}', 'a.jsonl: line 1: expected either `scores` or `error`, received {"case":"a"'],
    ['{"case":"a","scores":{}}', 'a.jsonl: line 1: expected at least one score by metric name in `scores`'],
    [
      '{"case":"a","scores":{"x":NaN}}',
      'a.jsonl: line 1: expected JSON, received NaN; write null where there is no score',
    ],
    ['{"case":"a",', 'a.jsonl: line 1: expected one JSON object, received "{'],
    [
      '\n{"case":"a","trial":1,"scores":{"x":1}}\n{"case":"a","trial":1,"scores":{"x":1}}',
      'a.jsonl: line 3: expected each trial of a case once, received trial 1 of "a" again; count repeats',
    ],
    ['\n\n', 'a.jsonl: expected results of a known format (steelyard), received an empty file; write one JSON'],
  ])('%s', (text, expected) => {
    const messages = mistakes(text);
    expect(messages).toHaveLength(1);
    expect(messages[0]).toContain(expected);
  });

  test('names several at once, five at most', () => {
    expect(mistakes('{}\n'.repeat(9))).toHaveLength(5);
  });

  test('knows what it does not know', () => {
    expect(mistakes('<html>no results</html>', 'a.json')[0]).toContain('received "<html>no results</html>"');
    expect(mistakes('{"results":{"version":3}}', 'a.json')[0]).toContain('expected results of a known format');
    expect(mistakes('[]', 'a.json')[0]).toContain('expected at least one trial, received none');
  });
});

describe('writing', () => {
  const key = (caseId: string, index: number): Trial['key'] => ({
    suite: 'support',
    stage: 'advisory',
    arm: 'candidate',
    caseId,
    index,
  });
  const testCase: Case = { id: 'b', hash: 'h', input: {}, tags: ['refunds'], cluster: 'doc-12' };
  const trials: Trial[] = [
    {
      key: key('b', 1),
      attempts: 1,
      status: 'completed',
      output: { text: 'Yes.', finishReason: 'stop' },
      scores: { grounded: { status: 'unscored', reason: 'no quotes' }, correct: { status: 'scored', value: 1 } },
      latencyMs: 812,
      usage: { inputTokens: 10, outputTokens: 2 },
    },
    { key: key('c', 0), attempts: 0, status: 'skipped', reason: 'cancelled' },
    {
      key: key('b', 0),
      attempts: 3,
      status: 'errored',
      error: { kind: 'timeout', blame: 'product', message: 'no answer\nin 60 s' },
      latencyMs: 60_000,
    },
    {
      key: key('a', 0),
      attempts: 1,
      status: 'completed',
      output: { text: 'No.' },
      scores: { correct: { status: 'scored', value: 0 } },
      latencyMs: 5,
    },
  ];
  const cases = new Map([['b', testCase]]);

  test('writes one line a trial by case and index, whatever the order of completion', () => {
    const text = renderResults(trials, cases);
    expect(text).toBe(
      [
        '{"case":"a","trial":0,"scores":{"correct":0},"output":"No.","latencyMs":5}',
        '{"case":"b","trial":0,"error":{"kind":"timeout","message":"no answer\\nin 60 s"},"cluster":"doc-12","tags":["refunds"],"latencyMs":60000}',
        '{"case":"b","trial":1,"scores":{"correct":1,"grounded":null},"cluster":"doc-12","tags":["refunds"],"output":{"text":"Yes.","finishReason":"stop"},"latencyMs":812,"usage":{"inputTokens":10,"outputTokens":2}}',
        '',
      ].join('\n'),
    );
    expect(renderResults(trials.toReversed(), cases)).toBe(text);
  });

  test('is read back as it was', () => {
    const read = importResults(renderResults(trials, cases), 'a.jsonl').trials;
    expect(read.map(({ caseId, index, status }) => [caseId, index, status])).toEqual([
      ['a', 0, 'completed'],
      ['b', 0, 'errored'],
      ['b', 1, 'completed'],
    ]);
    expect(read[2]).toMatchObject({
      output: { text: 'Yes.', finishReason: 'stop' },
      cluster: 'doc-12',
      latencyMs: 812,
    });
  });
});

describe('the registry', () => {
  test.each(Object.entries(importers))(
    '%s is named for its type, takes no unknown option and knows its own',
    (name, definition) => {
      expect(definition.type).toBe(name);
      expect(definition.summary).toMatch(/\.$/);
      expect(definition.configure({ nonsense: true }, new Map()).ok).toBe(false);
      const configured = definition.configure({}, new Map());
      if (!configured.ok) throw new Error('expected an importer');
      expect(configured.product.recognises('', 'x.jsonl')).toBe(false);
      expect(() => configured.product.read('', 'x.jsonl')).toThrow(UsageError);
    },
  );
});
