import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { attemptJournal } from '../../src/attempts/journal.ts';
import type { EvaluatedChange } from '../../src/domain/attempt.ts';
import type { Trial } from '../../src/domain/trial.ts';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'steelyard-journal-'));
});

afterEach(() => rm(directory, { recursive: true, force: true }));

const hex = (letter: string): string => letter.repeat(64);
const change = (digest: string, more: Partial<EvaluatedChange> = {}): EvaluatedChange => ({
  digest: hex(digest),
  candidate: hex('c'),
  base: hex('b'),
  commit: 'a'.repeat(40),
  ...more,
});
const trial: Trial = {
  key: { suite: 's', stage: 'screen', arm: 'candidate', caseId: 'case-1', index: 0 },
  attempts: 1,
  status: 'completed',
  output: { text: 'an answer with sk-secret in it' },
  scores: { correct: { status: 'scored', value: 1, explanation: 'it says yes' } },
  latencyMs: 12,
};

function journal(options: { readonly branch?: string; readonly isPrivate?: boolean } = {}) {
  return attemptJournal({
    directory,
    branch: () => Promise.resolve(options.branch ?? 'topic'),
    isPrivate: () => Promise.resolve(options.isPrivate === true),
    redact: (text) => text.replaceAll('sk-secret', '***'),
  });
}

let second = 0;

async function evaluate(of: EvaluatedChange, outcome: 'pass' | 'fail' | 'before-first-look', ledger = journal()) {
  second += 1;
  const at = new Date(second * 1000).toISOString();
  await ledger.register(of, at);
  await ledger.conclude({ change: of, at, outcome, trials: [trial] });
  return at;
}

const file = (): string => join(directory, 'attempts.jsonl');

describe('the journal', () => {
  test('keeps what was registered and how it ended, and itself out of commits', async () => {
    const ledger = journal();
    expect(await ledger.register(change('1'), '2026-01-01T00:00:00.000Z')).toBe('journal');
    expect((await ledger.known(change('2'))).entries.map(({ outcome }) => outcome)).toEqual(['running']);
    await ledger.conclude({ change: change('1'), at: '2026-01-01T00:00:00.000Z', outcome: 'fail', trials: [] });
    const { entries, readable } = await ledger.known(change('2'));
    expect(readable).toBe(true);
    expect(entries).toMatchObject([{ digest: hex('1'), branch: 'topic', outcome: 'fail' }]);
    expect(await readFile(join(directory, '.gitignore'), 'utf8')).toBe('*\n');
  });

  test('counts by branch and by the version under test, whichever of them is the same', async () => {
    await evaluate(change('1'), 'fail', journal({ branch: 'other' }));
    const same = await journal().known(change('2'));
    expect(same.entries).toHaveLength(1);
    const another = change('2', { candidate: hex('d') });
    expect((await journal().known(another)).entries).toEqual([]);
    expect((await journal({ branch: 'other' }).known(another)).entries).toHaveLength(1);
  });

  test('what has landed ends the count; an edit of nothing but cases does not', async () => {
    await evaluate(change('1', { candidate: hex('d') }), 'fail');
    await evaluate(change('2'), 'pass');
    expect((await journal().known(change('3', { base: hex('c'), candidate: hex('e') }))).entries).toEqual([]);
    // The same product on both sides is not what landed.
    await evaluate(change('4', { base: hex('b'), candidate: hex('b') }), 'fail');
    expect((await journal().known(change('5', { candidate: hex('e') }))).entries).toHaveLength(3);
  });

  test('a torn last line is dropped, and the next line does not continue it', async () => {
    await evaluate(change('1'), 'fail');
    await appendFile(file(), '{"v":1,"digest":"2222');
    expect(await journal().known(change('2'))).toMatchObject({ readable: true, entries: [{ outcome: 'fail' }] });
    await evaluate(change('2'), 'pass');
    const { entries, readable } = await journal().known(change('3'));
    expect(readable).toBe(true);
    expect(entries.map(({ outcome }) => outcome)).toEqual(['fail', 'pass']);
  });

  test('a line that only lost its end of line stands', async () => {
    await evaluate(change('1'), 'fail');
    await writeFile(file(), (await readFile(file(), 'utf8')).trimEnd());
    await evaluate(change('2'), 'pass');
    expect((await journal().known(change('3'))).entries).toHaveLength(2);
  });

  test.each([
    ['text', 'not json\n'],
    ['another shape', '{"digest":7}\n'],
    [
      'an outcome that does not exist',
      `${JSON.stringify({ ...change('9'), at: '2026-01-01T00:00:00Z', branch: 'x', outcome: 'fine' })}\n`,
    ],
  ])('is unreadable with a line that is none: %s', async (_, line) => {
    await evaluate(change('1'), 'fail');
    await appendFile(file(), line);
    await appendFile(file(), (await readFile(file(), 'utf8')).split('\n')[0] ?? '');
    expect((await journal().known(change('2'))).readable).toBe(false);
  });

  test('that cannot be written says so', async () => {
    await rm(directory, { recursive: true });
    await writeFile(directory, 'a file');
    expect(await journal().register(change('1'), '2026-01-01T00:00:00.000Z')).toBeUndefined();
    await expect(
      journal().conclude({ change: change('1'), at: '2026-01-01T00:00:00.000Z', outcome: 'fail', trials: [trial] }),
    ).resolves.toBeUndefined();
  });
});

describe('stored trials', () => {
  const stored = async (digest: string, ledger = journal()) => (await ledger.known(change(digest))).stored;

  test('are read again for the very same evaluation, without secrets', async () => {
    const at = await evaluate(change('1'), 'fail');
    const found = await stored('1');
    expect(found?.entry).toMatchObject({ at, outcome: 'fail' });
    expect(found?.trials).toEqual([{ ...trial, output: { text: 'an answer with *** in it' } }]);
    expect(await stored('2')).toBeUndefined();
  });

  test('are not used where anybody changed them', async () => {
    await evaluate(change('1'), 'fail');
    const path = join(directory, 'attempts', `${hex('1')}.jsonl`);
    await writeFile(path, (await readFile(path, 'utf8')).replace('"value":1', '"value":0'));
    expect(await stored('1')).toBeUndefined();
  });

  test('hold scores alone where answers are private', async () => {
    const ledger = journal({ isPrivate: true });
    await evaluate(change('1'), 'fail', ledger);
    const [found] = (await stored('1', ledger))?.trials ?? [];
    expect(found).toMatchObject({ output: { text: '' }, scores: { correct: { status: 'scored', value: 1 } } });
    expect(JSON.stringify(found)).not.toContain('it says yes');
  });

  test('read again say nothing new', async () => {
    const at = await evaluate(change('1'), 'fail');
    const before = await readFile(file(), 'utf8');
    const ledger = journal();
    await ledger.known(change('1'));
    await ledger.register(change('1'), at);
    const trials = (await stored('1'))?.trials ?? [];
    await ledger.conclude({ change: change('1'), at, outcome: 'fail', trials });
    expect(await readFile(file(), 'utf8')).toBe(before);
  });

  test('of the newest twenty evaluations are kept', async () => {
    const digests = Array.from({ length: 25 }, (_, i) => (i + 10).toString(16).padStart(64, '0'));
    for (const digest of digests) await evaluate({ ...change('1'), digest }, 'fail');
    const names = await readdir(join(directory, 'attempts'));
    expect(names.sort()).toEqual(digests.slice(5).map((digest) => `${digest}.jsonl`));
  });

  test('of a later version cannot be made out, so it counts as an attempt that did not pass', async () => {
    await evaluate(change('1'), 'pass');
    const lines = await readFile(file(), 'utf8');
    await appendFile(file(), lines.replaceAll('"v":1', '"v":2'));
    expect(await journal().known(change('2'))).toMatchObject({ readable: false });
  });

  test('that has grown long is written anew, each evaluation once, and loses none of the newest', async () => {
    await evaluate(change('1'), 'fail');
    const line = (n: number, outcome: string): string => {
      const at = new Date(Date.UTC(2030, 0, 1) + n * 1000).toISOString();
      const digest = n.toString(16).padStart(64, '0');
      return `${JSON.stringify({ v: 1, ...change('1'), digest, at, branch: 'topic', outcome })}\n`;
    };
    const many = Array.from({ length: 2000 }, (_, n) => line(n, 'running') + line(n, 'fail'));
    await appendFile(file(), many.join(''));
    await evaluate(change('2', { candidate: hex('d') }), 'pass');
    const { entries, readable } = await journal().known(change('3'));
    expect(readable).toBe(true);
    expect(entries).toHaveLength(1001);
    expect(new Set(entries.map(({ outcome }) => outcome))).toEqual(new Set(['fail', 'pass']));
    expect(entries.filter(({ at }) => at === new Date(Date.UTC(2030, 0, 1) + 1_999_000).toISOString())).toHaveLength(1);
  });
});
