import { describe, expect, test } from 'vitest';

import { baselineStore } from '../../src/baselines/read-baseline.ts';
import { renderBaseline } from '../../src/baselines/write-baseline.ts';
import { migrate, type StoredFormat } from '../../src/text/migrate.ts';
import { memoryTree } from '../support/memory-tree.ts';

const digest = 'a'.repeat(64);

/** baseline.json as the first version wrote it, before runs said what made them and drops could be accepted. */
const first = {
  schemaVersion: 1,
  suite: 'support',
  suiteDigest: digest,
  fingerprint: { prompt: digest, scorers: digest },
  metrics: [{ name: 'correct', estimate: 0.5, sd: 0.5, flipRate: null, cases: 2 }],
  provenance: {
    runs: [{ id: 'r1', at: '2026-10-01T10:00:00.000Z', commit: 'c'.repeat(40), dirty: false, answeredBy: ['tiny-1'] }],
  },
};
const cases = [
  { id: 'a', hash: digest, trials: [[0, 1]] },
  { id: 'b', hash: digest, trials: [[0, 0]] },
];

function filesOf(head: object): Record<string, string> {
  return {
    'baselines/support/baseline.json': JSON.stringify(head),
    'baselines/support/cases.jsonl': cases.map((one) => `${JSON.stringify(one)}\n`).join(''),
  };
}

describe('a baseline that an earlier version wrote', () => {
  test('is read as this version would have written it, with every trial', async () => {
    const read = await baselineStore(memoryTree(filesOf(first)), 'baselines').load('support');
    expect(read).toMatchObject({ schemaVersion: 2, accepted: [], runs: [{ id: 'r1', job: 'refresh' }] });
    expect([...(read?.cases ?? [])].map(([id, { trials }]) => [id, trials])).toEqual([
      ['a', [{ run: 0, scores: [1] }]],
      ['b', [{ run: 0, scores: [0] }]],
    ]);
  });

  test('what a run says of itself stands', async () => {
    const [run] = first.provenance.runs;
    const head = { ...first, provenance: { runs: [{ ...run, job: 'gate' }] } };
    const read = await baselineStore(memoryTree(filesOf(head)), 'baselines').load('support');
    expect(read?.runs.map(({ job }) => job)).toEqual(['gate']);
  });

  test('is written in the format of today, and reads the same from it', async () => {
    const read = await baselineStore(memoryTree(filesOf(first)), 'baselines').load('support');
    if (read === undefined) throw new Error('expected a baseline');
    const summary = { estimate: 0.5, sd: 0.5, flipRate: null, cases: 2 };
    const written = renderBaseline(read, new Map([['correct', summary]]), new Map());
    expect(written[0]?.text).toContain('"schemaVersion": 2');
    const again = memoryTree(Object.fromEntries(written.map(({ path, text }) => [`baselines/${path}`, text])));
    expect(await baselineStore(again, 'baselines').load('support')).toEqual(read);
  });

  test('with something else where its runs should be it is a mistake, not a crash', async () => {
    const broken = { ...first, provenance: 'none' };
    await expect(baselineStore(memoryTree(filesOf(broken)), 'baselines').load('support')).rejects.toThrow(
      'baseline.json: provenance: expected object, received "none"',
    );
  });
});

describe('steps between versions', () => {
  const format: StoredFormat = {
    current: 3,
    steps: { 1: ({ a, ...rest }) => ({ ...rest, b: a ?? null }), 2: (written) => ({ ...written, c: 1 }) },
  };

  test('lead one after the other to the newest, and leave what they are given alone', () => {
    const old = { schemaVersion: 1, a: 'x' };
    expect(migrate(old, format)).toEqual({ kind: 'current', value: { schemaVersion: 3, b: 'x', c: 1 } });
    expect(old).toEqual({ schemaVersion: 1, a: 'x' });
    expect(migrate({ schemaVersion: 3, b: 2 }, format)).toEqual({ kind: 'current', value: { schemaVersion: 3, b: 2 } });
  });

  test.each([
    [{ schemaVersion: 4 }, { kind: 'newer', version: 4 }],
    [{ schemaVersion: 0 }, { kind: 'unknown', version: 0 }],
    [{ schemaVersion: 1.5 }, { kind: 'unknown', version: 1.5 }],
    [{ schemaVersion: '2' }, { kind: 'unknown', version: '2' }],
    [{}, { kind: 'unknown', version: undefined }],
    [[], { kind: 'unknown', version: undefined }],
  ])('%j is none of ours to read', (written, expected) => {
    expect(migrate(written, format)).toEqual(expected);
  });
});
