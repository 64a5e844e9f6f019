import { isTime, readOutcome } from '../attempts/entry-json.ts';
import type { AttemptEntry } from '../domain/attempt.ts';
import type { Json } from '../domain/json.ts';
import { jsonAt, textAt } from '../text/json-at.ts';
import { isJsonArray } from '../text/json-kind.ts';
import { migrate, type StoredFormat } from '../text/migrate.ts';

/** Entries that a comment has room for beside the report. */
const MOST = 40;
/** Digests are told apart by as much of them. */
const SHORT = 16;
/** As much of the hash of stored trials: it is what they are trusted by. */
const TRIALS = 32;
const opening = '\n\n<!-- steelyard-attempts:v';
const closing = ' -->';

/** Version 1 was the bare list of rows, without the hash of an entry's trials. */
const format: StoredFormat = {
  current: 2,
  steps: {
    1: ({ rows }) => ({ rows: isJsonArray(rows) ? rows.map((row) => (isJsonArray(row) ? [...row, ''] : row)) : [] }),
  },
};

/** A ledger as JSON of bounded size: digests, times and words of a closed list, nothing that came from the change. */
export function attemptsJson(entries: readonly AttemptEntry[]): string {
  const rows = bounded(entries).map(({ digest, candidate, commit, at, outcome, trials = '' }) => [
    digest.slice(0, SHORT),
    candidate.slice(0, SHORT),
    commit.slice(0, 7),
    at,
    outcome,
    trials.slice(0, TRIALS),
  ]);
  return JSON.stringify({ schemaVersion: format.current, rows });
}

/** A ledger from text that anybody, or a later version, may have written; undefined where it is none that can be read. */
export function readAttempts(text: string): readonly AttemptEntry[] | undefined {
  const written = parsed(text);
  const migrated = migrate(isJsonArray(written) ? { schemaVersion: 1, rows: written } : (written ?? null), format);
  const rows = migrated.kind === 'current' ? jsonAt(migrated.value, 'rows') : undefined;
  if (!isJsonArray(rows) || rows.length > MOST) return undefined;
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
  if (!isJsonArray(row) || row.length !== 6) return undefined;
  const [digest = '', candidate = '', commit = '', at = '', trials = ''] = [0, 1, 2, 3, 5].map((i) => textAt(row, i));
  const outcome = readOutcome(textAt(row, 4));
  const isHex = [digest, candidate, commit].every((text) => /^[0-9a-f]{1,64}$/.test(text));
  if (!isHex || !/^[0-9a-f]{0,64}$/.test(trials) || !isTime(at) || outcome === undefined) return undefined;
  return { digest, candidate, base: '', commit, at, branch: '', outcome, ...(trials === '' ? {} : { trials }) };
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
