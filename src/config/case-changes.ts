import type { Case } from '../domain/case.ts';
import type { Json, JsonObject } from '../domain/json.ts';
import { canonicalJson } from '../text/canonical-json.ts';

/** How the candidate's cases differ from the base's. Ids are sorted. */
export interface CaseChanges {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Its expectation, its role, or a value that its input already had, is another one. */
  readonly edited: readonly string[];
  /** Keys that the candidate only added to `input`: they are passed to the candidate's arm. */
  readonly extended: ReadonlyMap<string, JsonObject>;
}

/**
 * Compares the cases of both arms. The base's copy decides in both of them; a case can be edited (its expectation) and
 * extended at once, and is never extended where a value of the base's input was touched.
 */
export function caseChanges(base: readonly Case[], head: readonly Case[]): CaseChanges {
  const before = new Map(base.map((one) => [one.id, one]));
  const after = new Map(head.map((one) => [one.id, one]));
  const edited: string[] = [];
  const extended = new Map<string, JsonObject>();
  for (const id of [...before.keys()].toSorted()) {
    const old = before.get(id);
    const now = after.get(id);
    if (old === undefined || now === undefined || (old.hash === now.hash && old.role === now.role)) continue;
    const kept = Object.entries(old.input).every(([key, value]) => same(value, ownValue(now.input, key)));
    if (!kept || !same(old.expected, now.expected) || old.role !== now.role) edited.push(id);
    const extra = Object.entries(now.input).filter(([key]) => !Object.hasOwn(old.input, key));
    if (kept && extra.length > 0) extended.set(id, Object.fromEntries(extra));
  }
  return {
    added: [...after.keys()].filter((id) => !before.has(id)).toSorted(),
    removed: [...before.keys()].filter((id) => !after.has(id)).toSorted(),
    edited,
    extended,
  };
}

function ownValue(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function same(a: Json | undefined, b: Json | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return canonicalJson(a) === canonicalJson(b);
}
