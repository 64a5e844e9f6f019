import { type AttemptEntry, type AttemptOutcome, attemptOutcomes } from '../domain/attempt.ts';
import type { Json, JsonObject } from '../domain/json.ts';
import { jsonAt, textAt } from '../text/json-at.ts';

/** Version of a line; nothing was ever written without one. */
const VERSION = 1;

/** An entry as a line of the journal. */
export function entryJson(entry: AttemptEntry): JsonObject {
  return { v: VERSION, ...entry };
}

/** An entry from JSON that anybody, or a later version, may have written; undefined where it is none that can be read. */
export function readEntry(value: Json): AttemptEntry | undefined {
  if (jsonAt(value, 'v') !== VERSION) return undefined;
  const digest = hexAt(value, 'digest');
  const candidate = hexAt(value, 'candidate');
  const base = hexAt(value, 'base');
  const commit = hexAt(value, 'commit');
  const at = textAt(value, 'at') ?? '';
  const branch = textAt(value, 'branch');
  const outcome = readOutcome(textAt(value, 'outcome'));
  const trials = hexAt(value, 'trials');
  if (digest === undefined || candidate === undefined || base === undefined || commit === undefined) return undefined;
  if (!isTime(at) || branch === undefined || branch.length > 300 || outcome === undefined) return undefined;
  return { digest, candidate, base, commit, at, branch, outcome, ...(trials === undefined ? {} : { trials }) };
}

export function readOutcome(text: string | undefined): AttemptOutcome | undefined {
  return attemptOutcomes.find((one) => one === text);
}

/** As `toISOString` writes it. */
export function isTime(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z$/.test(text) && !Number.isNaN(Date.parse(text));
}

function hexAt(value: Json, key: string): string | undefined {
  const text = textAt(value, key);
  return text !== undefined && /^[0-9a-f]{7,64}$/.test(text) ? text : undefined;
}
