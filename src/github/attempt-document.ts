import { isTime, readOutcome } from '../attempts/entry-json.ts';
import type { AttemptEntry } from '../domain/attempt.ts';
import type { Json } from '../domain/json.ts';
import { textAt } from '../text/json-at.ts';
import { isJsonArray } from '../text/json-kind.ts';

/** Entries that a comment has room for beside the report. */
const MOST = 40;
/** Digests are told apart by as much of them. */
const SHORT = 16;
const opening = '\n\n<!-- steelyard-attempts:v1 ';
const closing = ' -->';

/** A ledger as JSON of bounded size: digests, times and words of a closed list, nothing that came from the change. */
export function attemptsJson(entries: readonly AttemptEntry[]): string {
  return JSON.stringify(
    bounded(entries).map(({ digest, candidate, commit, at, outcome }) => [
      digest.slice(0, SHORT),
      candidate.slice(0, SHORT),
      commit.slice(0, 7),
      at,
      outcome,
    ]),
  );
}

/** A ledger from text that anybody may have written; undefined where it is none. */
export function readAttempts(text: string): readonly AttemptEntry[] | undefined {
  const rows = parsed(text);
  if (!isJsonArray(rows) || rows.length > MOST) return undefined;
  const entries = rows.map(readRow).filter((entry) => entry !== undefined);
  return entries.length === rows.length ? entries : undefined;
}

/** The body with the ledger at its end, where nobody sees it; instead of the one it has. */
export function withAttempts(body: string, entries: readonly AttemptEntry[]): string {
  const { document } = splitAttempts(body);
  return entries.length === 0 ? document : `${document.trimEnd()}${opening}${attemptsJson(entries)}${closing}`;
}

/** A comment's body as what people read and the ledger at its end. */
export function splitAttempts(body: string): { readonly document: string; readonly attempts?: string } {
  const text = body.replaceAll('\r\n', '\n').trimEnd();
  const at = text.lastIndexOf(opening);
  if (at < 0 || !text.endsWith(closing)) return { document: body };
  return { document: `${text.slice(0, at)}\n`, attempts: text.slice(at + opening.length, -closing.length) };
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
  if (!isJsonArray(row) || row.length !== 5) return undefined;
  const [digest = '', candidate = '', commit = '', at = ''] = [0, 1, 2, 3].map((i) => textAt(row, i));
  const outcome = readOutcome(textAt(row, 4));
  const isHex = [digest, candidate, commit].every((text) => /^[0-9a-f]{1,64}$/.test(text));
  return isHex && isTime(at) && outcome !== undefined
    ? { digest, candidate, base: '', commit, at, branch: '', outcome }
    : undefined;
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
