import type { Json } from '../domain/json.ts';
import { isJsonArray, isJsonObject } from './json-kind.ts';

/** The value at a path of own keys and indices; undefined where there is none. */
export function jsonAt(value: Json | undefined, ...path: readonly (string | number)[]): Json | undefined {
  return path.reduce<Json | undefined>((at, key) => {
    if (typeof key === 'number') return isJsonArray(at) ? at[key] : undefined;
    return isJsonObject(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  }, value);
}

/** The text at a path; undefined where there is none, or something else. */
export function textAt(value: Json | undefined, ...path: readonly (string | number)[]): string | undefined {
  const found = jsonAt(value, ...path);
  return typeof found === 'string' ? found : undefined;
}
