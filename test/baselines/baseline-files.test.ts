import { createHash } from 'node:crypto';
import { assert, double, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { baselineStore } from '../../src/baselines/read-baseline.ts';
import { storedNumber } from '../../src/baselines/stored-number.ts';
import { renderBaseline } from '../../src/baselines/write-baseline.ts';
import type { Baseline } from '../../src/domain/baseline.ts';
import { memoryTree } from '../support/memory-tree.ts';

const digest = (letter: string): string => letter.repeat(64);

const baseline: Baseline = {
  schemaVersion: 2,
  accepted: [],
  suite: 'support',
  suiteDigest: digest('a'),
  fingerprint: { scorers: digest('b'), prompt: digest('c'), model: digest('d') },
  runs: [
    {
      id: 'r1',
      at: '2026-11-01T10:00:00.000Z',
      commit: 'e'.repeat(40),
      dirty: false,
      job: 'refresh',
      answeredBy: ['tiny-1'],
    },
    {
      id: 'r2',
      at: '2026-11-02T10:00:00.000Z',
      commit: 'f'.repeat(40),
      dirty: true,
      job: 'refresh',
      answeredBy: ['tiny-1', 'tiny-2'],
    },
  ],
  metrics: ['grounded', 'cost'],
  cases: new Map([
    ['refunds-2', { hash: digest('2'), trials: [{ run: 0, scores: [null, 0.0000041] }] }],
    [
      'refunds-10',
      {
        hash: digest('1'),
        trials: [
          { run: 0, scores: [1 / 3, 12.5] },
          { run: 1, scores: [1, -0] },
        ],
      },
    ],
  ]),
  outputs: new Map(),
};

const summaries = new Map([
  ['cost', { estimate: 0.00123456789, sd: 0.5, flipRate: null, cases: 2 }],
  ['grounded', { estimate: 2 / 3, sd: 0.25, flipRate: 0.125, cases: 1 }],
]);

const outputs = new Map([
  ['refunds-2', 'We refund within 30 days.\nAlways.'],
  ['refunds-10', ''],
]);

function render(changed: Partial<Baseline> = {}): Record<string, string> {
  const files = renderBaseline({ ...baseline, ...changed }, summaries, outputs);
  return Object.fromEntries(files.map(({ path, text }) => [`baselines/${path}`, text]));
}

const load = (files: Record<string, string>): Promise<Baseline | undefined> =>
  baselineStore(memoryTree(files), 'baselines').load('support');

describe('the files', () => {
  test('baseline.json is sorted, short and says where the trials came from', () => {
    const text = render()['baselines/support/baseline.json'] ?? '';
    expect(text.endsWith('}\n')).toBe(true);
    expect(Object.keys(JSON.parse(text) as object)).toEqual([
      'accepted',
      'fingerprint',
      'metrics',
      'provenance',
      'schemaVersion',
      'suite',
      'suiteDigest',
    ]);
    expect(JSON.parse(text)).toMatchObject({
      metrics: [
        { name: 'grounded', estimate: 0.666667, sd: 0.25, flipRate: 0.125, cases: 1 },
        { name: 'cost', estimate: 0.00123457, flipRate: null },
      ],
      provenance: { runs: [{ id: 'r1' }, { id: 'r2', dirty: true, job: 'refresh', answeredBy: ['tiny-1', 'tiny-2'] }] },
    });
  });

  test('cases.jsonl holds one line a case by id, numbers fixed', () => {
    expect(render()['baselines/support/cases.jsonl']).toBe(
      `{"id":"refunds-10","hash":"${digest('1')}","trials":[[0,0.333333,12.5],[1,1,0]]}\n` +
        `{"id":"refunds-2","hash":"${digest('2')}","trials":[[0,null,0.0000041]]}\n`,
    );
  });

  test('outputs.jsonl is cut at 4,000 bytes between characters, with the digest of the whole', () => {
    const whole = `${'x'.repeat(3_999)}日本`;
    const [, , file] = renderBaseline(baseline, summaries, new Map([['a', whole]]));
    expect(JSON.parse(file?.text ?? '')).toEqual({
      id: 'a',
      bytes: 4_005,
      sha256: createHash('sha256').update(whole).digest('hex'),
      text: 'x'.repeat(3_999),
    });
    expect(renderBaseline(baseline, summaries, new Map())[2]).toEqual({ path: 'support/outputs.jsonl', text: '' });
  });

  test('the order of maps and keys does not show', () => {
    const turned = {
      cases: new Map([...baseline.cases].reverse()),
      fingerprint: { model: digest('d'), prompt: digest('c'), scorers: digest('b') },
    };
    expect(render(turned)).toEqual(render());
  });

  test('what is no score is a bug, not a file', () => {
    const broken = new Map([['a', { hash: digest('1'), trials: [{ run: 0, scores: [Number.NaN, 0] }] }]]);
    expect(() => render({ cases: broken })).toThrow('must be finite');
    expect(() => renderBaseline(baseline, new Map(), outputs)).toThrow('no summary of metric grounded');
  });
});

describe('the round trip', () => {
  test('loads what was written', async () => {
    const loaded = await load(render());
    expect(loaded).toEqual({
      ...baseline,
      cases: new Map([
        [
          'refunds-10',
          {
            hash: digest('1'),
            trials: [
              { run: 0, scores: [0.333333, 12.5] },
              { run: 1, scores: [1, 0] },
            ],
          },
        ],
        ['refunds-2', { hash: digest('2'), trials: [{ run: 0, scores: [null, 0.0000041] }] }],
      ]),
      outputs,
    });
  });

  test('written again it is the same bytes', async () => {
    const files = render();
    const loaded = await load(files);
    if (loaded === undefined) throw new Error('nothing was loaded');
    const again = renderBaseline(loaded, summaries, loaded.outputs);
    expect(Object.fromEntries(again.map(({ path, text }) => [`baselines/${path}`, text]))).toEqual(files);
  });

  test('a stored number stays itself', () => {
    const rule = property(double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      const stored = storedNumber(value);
      expect(JSON.parse(JSON.stringify(stored))).toBe(stored);
      expect(storedNumber(stored)).toBe(stored);
      expect(Math.abs(stored - value)).toBeLessThanOrEqual(Math.max(5.1e-7, Math.abs(value) * 1e-15));
    });
    expect(() => assert(rule)).not.toThrow();
  });
});

describe('reading', () => {
  const without = (path: string): Record<string, string> =>
    Object.fromEntries(Object.entries(render()).filter(([name]) => name !== `baselines/support/${path}`));
  const replaced = (path: string, from: string | RegExp, to: string): Record<string, string> => {
    const files = render();
    const name = `baselines/support/${path}`;
    const text = files[name] ?? '';
    expect(text.replace(from, to)).not.toBe(text);
    return { ...files, [name]: text.replace(from, to) };
  };

  test('none stored is none', async () => {
    expect(await load({})).toBeUndefined();
    expect(await baselineStore(memoryTree(render()), 'elsewhere/').load('support')).toBeUndefined();
    expect(await baselineStore(memoryTree(render()), 'baselines/').load('support')).toBeDefined();
  });

  test('outputs may be absent, cases may not', async () => {
    expect((await load(without('outputs.jsonl')))?.outputs.size).toBe(0);
    await expect(load(without('cases.jsonl'))).rejects.toThrow(
      'baselines/support/cases.jsonl: expected one line for each case, received no such file; run `steelyard refresh support`',
    );
  });

  test.each([
    [
      'a newer format',
      'baseline.json',
      '"schemaVersion": 2',
      '"schemaVersion": 3',
      'schemaVersion: expected 2, received 3; upgrade Steelyard, or run `steelyard refresh support`',
    ],
    [
      'a version that never was',
      'baseline.json',
      '"schemaVersion": 2',
      '"schemaVersion": 0',
      'schemaVersion: expected 2, received 0; run `steelyard refresh support`',
    ],
    [
      'another suite',
      'baseline.json',
      '"suite": "support"',
      '"suite": "other"',
      'suite: expected "support", received "other"',
    ],
    ['no JSON', 'baseline.json', '{', '[{', 'baseline.json: expected JSON'],
    ['a merge conflict', 'baseline.json', '{', '<<<<<<< ours\n{', 'received the marks of a merge conflict'],
    [
      'no fingerprint',
      'baseline.json',
      '"fingerprint"',
      '"fingerprints"',
      'fingerprint: expected object, received nothing',
    ],
    ['a factor it does not know', 'baseline.json', '"scorers":', '"weather": "x", "scorers":', 'fingerprint: '],
    ['a date that is none', 'baseline.json', '2026-11-02T10:00:00.000Z', 'yesterday', 'provenance.runs[1].at: '],
    [
      'a metric twice',
      'baseline.json',
      '"cost"',
      '"grounded"',
      'metrics: expected each name once, received "grounded" twice',
    ],
    ['a line that is no JSON', 'cases.jsonl', ']]}\n{', ']]}\n', 'cases.jsonl: line 2: expected JSON'],
    [
      'a score that is a text',
      'cases.jsonl',
      '12.5',
      '"12.5"',
      'line 1: trials[0][2]: expected number, received "12.5"',
    ],
    ['a score too many', 'cases.jsonl', '12.5', '12.5,1', 'line 1: trials[0]: expected 2 scores, received 3'],
    [
      'a run that is not there',
      'cases.jsonl',
      '[1,1,0]',
      '[2,1,0]',
      'line 1: trials[1]: expected a run below 2, received 2',
    ],
    [
      'a case twice',
      'cases.jsonl',
      'refunds-2',
      'refunds-10',
      'line 2: expected each case once, received "refunds-10" again',
    ],
    ['an output without text', 'outputs.jsonl', '"text"', '"words"', 'outputs.jsonl: line 1: text: expected string'],
  ])('%s is refused in one line with the mend', async (_, path, from, to, expected) => {
    const error: unknown = await load(replaced(path, from, to)).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'UsageError' });
    const message = error instanceof Error ? error.message : '';
    expect(message).toContain(expected);
    expect(message).toContain('run `steelyard refresh support`');
    expect(message).not.toContain('\n');
  });
});
