/** A JSON object whose fields have not been checked yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `value` as an object. Throws where it is none, naming `what`. */
export function jsonObject(value: unknown, what: string): JsonObject {
  if (isJsonObject(value)) return value;
  throw new TypeError(`expected ${what} to be a JSON object, received ${JSON.stringify(value)}`);
}
