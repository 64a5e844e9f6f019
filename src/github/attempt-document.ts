import { isTime, readOutcome } from '../attempts/entry-json.ts';
import type { AttemptEntry } from '../domain/attempt.ts';
import type { Json } from '../domain/json.ts';
import { jsonAt, textAt } from '../text/json-at.ts';
import { isJsonArray } from '../text/json-kind.ts';
import { migrate, type StoredFormat } from '../text/migrate.ts';

/** Entries that a comment has room for beside the report, and those that one ever had. */
const MOST = 24;
const MOST_EVER = 40;
/** As much of a digest as nobody finds another text for: trials are trusted by it. */
const STRONG = 32;
/** Versions of the product are told apart by as much: who makes two look alike only counts as one that tries again. */
const SHORT = 16;
/** Suites of a failed entry that there is room for: where more failed, which ones is not kept. */
const MOST_FAILED = 6;
const opening = '\n\n<!-- steelyard-attempts:v';
const closing = ' -->';

/** Version 1 was the bare list of rows, without the hash of an entry's trials and the suites that failed. */
const format: StoredFormat = {
  current: 2,
  steps: {
    1: ({ rows }) => ({
      rows: isJsonArray(rows) ? rows.map((row) => (isJsonArray(row) ? [...row, '', ''] : row)) : [],
    }),
  },
};

/** A ledger as JSON of bounded size: digests, times and words of a closed list, nothing that came from the change. */
export function attemptsJson(entries: readonly AttemptEntry[]): string {
  const rows = bounded(entries).map(({ digest, candidate, commit, at, outcome, trials = '', failed = [] }) => [
    digest.slice(0, STRONG),
    candidate.slice(0, SHORT),
    commit.slice(0, 7),
    at,
    outcome,
    trials.slice(0, STRONG),
    failed.length > MOST_FAILED ? '' : failed.join(' '),
  ]);
  return JSON.stringify({ schemaVersion: format.current, rows });
}

/** An entry as short as it is kept, so that it is found again. */
export function asKept(entry: AttemptEntry): AttemptEntry {
  return { ...entry, digest: entry.digest.slice(0, STRONG), candidate: entry.candidate.slice(0, SHORT) };
}

/** Whether an entry tells of the evaluation with this digest. What the first version kept of one is too little to say so. */
export function isEvaluationOf(entry: AttemptEntry, digest: string): boolean {
  return entry.digest.length >= STRONG && digest.startsWith(entry.digest);
}

/** A ledger from text that anybody, or a later version, may have written; undefined where it is none that can be read. */
export function readAttempts(text: string): readonly AttemptEntry[] | undefined {
  const written = parsed(text);
  const migrated = migrate(isJsonArray(written) ? { schemaVersion: 1, rows: written } : (written ?? null), format);
  const rows = migrated.kind === 'current' ? jsonAt(migrated.value, 'rows') : undefined;
  if (!isJsonArray(rows) || rows.length > MOST_EVER) return undefined;
  const entries = rows.map(readRow).filter((entry) => entry !== undefined);
  return entries.length === rows.length ? entries : undefined;
}

/** The body with the ledger at its end, where nobody sees it; instead of the one it has. */
export function withAttempts(body: string, entries: readonly AttemptEntry[]): string {
  const { document } = splitAttempts(body);
  return entries.length === 0
    ? document
    : `${document.trimEnd()}${opening}${format.current} ${attemptsJson(entries)}${closing}`;
}

/** A comment's body as what people read and the ledger at its end. */
export function splitAttempts(body: string): { readonly document: string; readonly attempts?: string } {
  const text = body.replaceAll('\r\n', '\n').trimEnd();
  const at = text.lastIndexOf(opening);
  if (at < 0 || !text.endsWith(closing)) return { document: body };
  return {
    document: `${text.slice(0, at)}\n`,
    attempts: text.slice(at + opening.length, -closing.length).replace(/^\d+ /, ''),
  };
}

/** What ended before its first look, and then passes, are the first to go. */
function bounded(entries: readonly AttemptEntry[]): readonly AttemptEntry[] {
  const kept = [...entries];
  for (const outcome of ['before-first-look', 'pass'] as const) {
    for (let i = 0; i < kept.length && kept.length > MOST;) {
      if (kept[i]?.outcome === outcome) kept.splice(i, 1);
      else i += 1;
    }
  }
  return kept.slice(-MOST);
}

function readRow(row: Json): AttemptEntry | undefined {
  if (!isJsonArray(row) || row.length !== 7) return undefined;
  const [digest = '', candidate = '', commit = '', at = '', trials, failed] = [0, 1, 2, 3, 5, 6].map((i) =>
    textAt(row, i),
  );
  const outcome = readOutcome(textAt(row, 4));
  const isHex = [digest, candidate, commit].every((text) => /^[0-9a-f]{1,64}$/.test(text));
  if (!isHex || !isTime(at) || outcome === undefined || trials === undefined || failed === undefined) return undefined;
  if (!/^(?:[0-9a-f]{32})?$/.test(trials) || !/^(?:[0-9a-f]{8}(?: [0-9a-f]{8})*)?$/.test(failed)) return undefined;
  return {
    digest,
    candidate,
    base: '',
    commit,
    at,
    branch: '',
    outcome,
    ...(trials === '' ? {} : { trials }),
    ...(failed === '' ? {} : { failed: failed.split(' ') }),
  };
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
