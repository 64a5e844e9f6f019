import type { Json, JsonObject } from '../domain/json.ts';

/** Whether a JSON value is an object (not null, not an array). `Array.isArray` alone does not narrow read-only arrays. */
export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a JSON value is an array. */
export function isJsonArray(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}
