import type { Json, JsonObject } from '../domain/json.ts';
import { isJsonObject } from './json-kind.ts';

/** A stored format: its version now, and how what each earlier version wrote becomes what the next would have written. */
export interface StoredFormat {
  readonly current: number;
  /** By the version they start from; together they lead from the oldest that is still read to `current`. */
  readonly steps: Readonly<Record<number, (written: JsonObject) => JsonObject>>;
}

export type Migrated =
  | { readonly kind: 'current'; readonly value: Json }
  /** Written by a later program than this one. */
  | { readonly kind: 'newer'; readonly version: number }
  /** No version that ever was, or one that is not read any more. */
  | { readonly kind: 'unknown'; readonly version: Json | undefined };

/** The value as this version would have written it, by its `schemaVersion`. Never changes what it is given. */
export function migrate(value: Json, { current, steps }: StoredFormat): Migrated {
  if (!isJsonObject(value)) return { kind: 'unknown', version: undefined };
  const version = value['schemaVersion'];
  if (typeof version !== 'number' || !Number.isSafeInteger(version)) return { kind: 'unknown', version };
  if (version > current) return { kind: 'newer', version };
  let migrated: JsonObject = value;
  for (let from = version; from < current; from += 1) {
    const step = steps[from];
    if (step === undefined) return { kind: 'unknown', version };
    migrated = { ...step(migrated), schemaVersion: from + 1 };
  }
  return { kind: 'current', value: migrated };
}
