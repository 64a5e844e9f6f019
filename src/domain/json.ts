/** Any JSON value, read-only: what cases hold and what targets exchange. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object. Look properties up with `Object.hasOwn` first where the keys came from outside. */
export interface JsonObject {
  readonly [key: string]: Json;
}
