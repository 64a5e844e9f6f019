import { describe, expect, test } from 'vitest';

import { suiteMark } from '../../src/attempts/suite-mark.ts';
import { mergeEntries } from '../../src/attempts/merge-entries.ts';
import type { AttemptEntry, AttemptOutcome } from '../../src/domain/attempt.ts';
import type { Json } from '../../src/domain/json.ts';
import {
  asKept,
  attemptsJson,
  isEvaluationOf,
  readAttempts,
  splitAttempts,
  withAttempts,
} from '../../src/github/attempt-document.ts';
import { carriedAttempts } from '../../src/github/carried-attempts.ts';
import { markerOf, placeholder } from '../../src/github/comment-body.ts';
import { pullRequestLedger } from '../../src/github/pull-request-ledger.ts';
import { GitHubError, type GitHubReader } from '../../src/github/rest.ts';
import { longestComment } from '../../src/reporters/markdown.ts';

const time = (minute: number): string => new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();

function entry(minute: number, outcome: AttemptOutcome = 'fail'): AttemptEntry {
  const digest = minute.toString(16).padStart(16, '0');
  return { digest, candidate: 'c'.repeat(16), base: '', commit: 'a'.repeat(7), at: time(minute), branch: '', outcome };
}

describe('a ledger as text', () => {
  const marked = `${markerOf('steelyard')}\n## ✅ Steelyard: pass\n`;

  test('is read as it was written, at the end of a document that stays as it is', () => {
    const entries = [entry(1), entry(2, 'pass'), entry(3, 'unknown')];
    const body = withAttempts(marked, entries);
    expect(readAttempts(splitAttempts(body).attempts ?? '')).toEqual(entries);
    expect(splitAttempts(body).document).toBe(marked);
    // GitHub may change line ends on the way.
    expect(splitAttempts(body.replaceAll('\n', '\r\n')).attempts).toBe(attemptsJson(entries));
    expect(withAttempts(withAttempts(body, [entry(9)]), entries)).toBe(body);
    expect(withAttempts(body, [])).toBe(marked);
  });

  test('of the first version is read, without the hashes it did not have', () => {
    const row = ['d'.repeat(16), 'c'.repeat(16), 'a'.repeat(7), time(1), 'fail'];
    const body = `${marked.trimEnd()}\n\n<!-- steelyard-attempts:v1 ${JSON.stringify([row])} -->`;
    expect(splitAttempts(body).document).toBe(marked);
    const read = readAttempts(splitAttempts(body).attempts ?? '');
    expect(read).toEqual([{ ...entry(1), digest: 'd'.repeat(16) }]);
    expect(readAttempts(attemptsJson(read ?? []))).toEqual(read);
  });

  test('of a later version is there and cannot be made out: it never looks like none', () => {
    const later = JSON.stringify({ schemaVersion: 3, rows: [] });
    const body = `${marked.trimEnd()}\n\n<!-- steelyard-attempts:v3 ${later} -->`;
    const { attempts } = splitAttempts(body);
    expect(attempts).toBe(later);
    expect(readAttempts(later)).toBeUndefined();
  });

  test('tells an evaluation by 128 bits, and never by the 64 of the first version', () => {
    const digest = 'ab'.repeat(32);
    const kept = asKept({ ...entry(1), digest });
    expect(kept.digest).toHaveLength(32);
    expect(isEvaluationOf(kept, digest)).toBe(true);
    expect(isEvaluationOf(kept, `${digest.slice(0, 16)}${'0'.repeat(48)}`)).toBe(false);
    expect(isEvaluationOf({ ...kept, digest: digest.slice(0, 16) }, digest)).toBe(false);
  });

  test('of a run that completes an earlier one keeps the worse outcome with the newer trials', () => {
    const first = { ...entry(1, 'inconclusive'), trials: 'a'.repeat(32) };
    expect(mergeEntries([first], [{ ...entry(1, 'pass'), trials: 'b'.repeat(32) }])).toEqual([
      { ...first, trials: 'b'.repeat(32) },
    ]);
    expect(mergeEntries([first], [entry(1, 'running')])).toEqual([first]);
  });

  test('keeps what proves stored trials', () => {
    const [one] = readAttempts(attemptsJson([{ ...entry(1), trials: 'e'.repeat(64) }])) ?? [];
    expect(one?.trials).toBe('e'.repeat(32));
    expect(
      readAttempts(JSON.stringify({ schemaVersion: 2, rows: [['d', 'c', 'a', time(1), 'fail', 'no hash', '']] })),
    ).toBe(undefined);
  });

  test('keeps which suites failed, by marks, and where they are too many that it does not know', () => {
    const failed = ['support', 'search'].map(suiteMark);
    expect(readAttempts(attemptsJson([{ ...entry(1), failed }]))).toEqual([{ ...entry(1), failed }]);
    const many = Array.from({ length: 7 }, (_, i) => suiteMark(`suite ${i}`));
    expect(readAttempts(attemptsJson([{ ...entry(1), failed: many }]))).toEqual([entry(1)]);
    expect(readAttempts(attemptsJson([{ ...entry(1), failed: ['support'] }]))).toBeUndefined();
  });

  test('leaves the longest report room in a comment, whatever is in it', () => {
    const failed = Array.from({ length: 6 }, (_, i) => suiteMark(`suite ${i}`));
    const many = Array.from({ length: 500 }, (_, i) => {
      const digest = i.toString(16).padStart(32, '0');
      return { ...entry(i, 'inconclusive'), digest, trials: 'e'.repeat(32), failed };
    });
    const body = withAttempts(placeholder('k'.repeat(40), { head: 'f'.repeat(40), run: 1e12, attempt: 99 }), many);
    expect(body.length + longestComment).toBeLessThan(65_536);
    const kept = readAttempts(splitAttempts(body).attempts ?? '');
    expect(kept).toHaveLength(24);
    expect(kept?.at(-1)).toEqual(many.at(-1));
  });

  test('gives up what says least first', () => {
    const many = [
      entry(0),
      ...Array.from({ length: 60 }, (_, i) => entry(i + 1, i % 2 === 0 ? 'pass' : 'before-first-look')),
    ];
    const kept = readAttempts(attemptsJson(many)) ?? [];
    expect(kept[0]).toEqual(entry(0));
    expect(kept.filter(({ outcome }) => outcome === 'pass')).toHaveLength(23);
  });

  test.each([
    '',
    '{}',
    'null',
    '[1]',
    '[["x","c","a","2026-01-01T00:00:00.000Z","fail"]]',
    '[["0","c","a","yesterday","fail"]]',
    '[["0","c","a","2026-01-01T00:00:00.000Z","won"]]',
    '[["0","c","a","2026-01-01T00:00:00.000Z","fail","more"]]',
    JSON.stringify(Array.from({ length: 41 }, () => ['0', 'c', 'a', time(1), 'fail'])),
    '['.repeat(100_000),
  ])('is none where it is not ours: %.60s', (text) => expect(readAttempts(text)).toBeUndefined());
});

describe('several records of one ledger', () => {
  test('say of each evaluation what is most against it, in order of time', () => {
    const merged = mergeEntries([entry(2, 'running'), entry(1, 'pass')], [entry(2, 'fail'), entry(1, 'running')]);
    expect(merged.map(({ outcome }) => outcome)).toEqual(['pass', 'fail']);
  });

  test('are carried over when a document is replaced; a touched one leaves its mark', () => {
    const body = withAttempts(`${markerOf('steelyard')}\n`, [entry(1)]);
    expect(carriedAttempts([{ id: 1, body }], [])).toEqual([entry(1)]);
    const touched = { id: 1, body, editedByOthers: '2026-01-01T00:05:00Z' };
    expect(carriedAttempts([touched], [])).toMatchObject([{ outcome: 'unknown', at: '2026-01-01T00:05:01.000Z' }]);
    // A run that read the ledger before its first call holds all of it.
    expect(carriedAttempts([touched], [entry(1), entry(2)])).toEqual([entry(1), entry(2)]);
    expect(carriedAttempts([{ id: 1, body: `${body.slice(0, -6)} -->` }], [])).toMatchObject([{ outcome: 'unknown' }]);
  });
});

describe('a ledger that GitHub refuses', () => {
  const change = { digest: 'd'.repeat(64), candidate: 'c'.repeat(64), base: 'b'.repeat(64), commit: 'a'.repeat(40) };
  const refusal = new GitHubError(403, 'Resource not accessible by integration');
  const empty: Json = {
    viewer: { login: 'github-actions[bot]' },
    repository: {
      pullRequest: { comments: { pageInfo: {}, nodes: [] }, timelineItems: { pageInfo: {}, nodes: [] } },
      pullRequests: { nodes: [] },
    },
  };
  const reader = (graphql: GitHubReader['graphql']): GitHubReader => ({
    get: () => Promise.resolve(undefined),
    bytes: () => Promise.resolve(undefined),
    graphql,
  });
  const ledger = (of: { readonly reader: GitHubReader; readonly may: readonly string[] }) => {
    const written: string[] = [];
    const write = (what: string, id: number) => {
      if (!of.may.includes(what)) return Promise.reject(refusal);
      written.push(what);
      return Promise.resolve(id);
    };
    const made = pullRequestLedger({
      reader: of.reader,
      writer: () =>
        Promise.resolve({
          createCheckRun: () => write('check run', 1),
          updateCheckRun: async () => void (await write('check run again', 1)),
          createComment: () => write('comment', 2),
          updateComment: async () => void (await write('comment again', 2)),
        }),
      repository: 'acme/assistant',
      number: 7,
      pull: () => Promise.resolve({ commit: change.commit, branch: 'topic', repository: 'acme/assistant' }),
      key: 'steelyard',
      detailsUrl: 'https://github.com/acme/assistant/actions/runs/1',
      now: () => Date.UTC(2026, 0, 2),
      placeholder: 'the comment',
      store: () => Promise.resolve(undefined),
      inQueue: false,
    });
    return { ...made, written };
  };

  test('to read is unreadable, and that is written down', async () => {
    const one = ledger({
      reader: reader(() => Promise.reject(new GitHubError(502, 'Bad gateway'))),
      may: ['check run'],
    });
    expect(await one.known(change)).toEqual({ entries: [], readable: false });
    expect(await one.register(change, time(5))).toBe('check-run');
    expect(
      one
        .entries()
        .map(({ outcome }) => outcome)
        .sort(),
    ).toEqual(['running', 'unknown']);
    expect(await one.allowsMore()).toBe(false);
  });

  test('to read checks of is kept in the comment', async () => {
    const one = ledger({
      reader: reader((query) => (query.includes('checkSuites') ? Promise.reject(refusal) : Promise.resolve(empty))),
      may: ['comment'],
    });
    expect(await one.known(change)).toEqual({ entries: [], readable: true });
    expect(await one.register(change, time(5))).toBe('comment');
    expect(one.written).toEqual(['comment']);
  });

  test('to write is kept nowhere, and nothing throws', async () => {
    const one = ledger({ reader: reader(() => Promise.resolve(empty)), may: [] });
    await one.known(change);
    expect(await one.register(change, time(5))).toBeUndefined();
    await expect(one.conclude({ change, at: time(5), outcome: 'pass', trials: [] })).resolves.toBeUndefined();
  });

  test('to write the end of stays as registered, which counts', async () => {
    const one = ledger({ reader: reader(() => Promise.resolve(empty)), may: ['check run'] });
    await one.known(change);
    await one.register(change, time(5));
    await expect(one.conclude({ change, at: time(5), outcome: 'pass', trials: [] })).resolves.toBeUndefined();
    expect(one.written).toEqual(['check run']);
  });
});
