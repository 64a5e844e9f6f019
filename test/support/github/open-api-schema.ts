import { isJsonObject, type JsonObject } from './json-object.ts';

/**
 * A description of OpenAPI 3.0 in the words of JSON Schema: references are absolute (`github#/components/…`), so that
 * any part of it can be compiled alone, and `nullable` is a choice between null and the rest.
 */
export function addressable(node: unknown, document: string): unknown {
  if (Array.isArray(node)) return node.map((item) => addressable(item, document));
  if (!isJsonObject(node)) return node;
  const { nullable, ...rest } = node;
  const converted = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [
      key,
      key === '$ref' && typeof value === 'string' ? `${document}${value}` : addressable(value, document),
    ]),
  );
  if (nullable === true) return { anyOf: [{ type: 'null' }, converted] };
  // A property called `nullable` is a schema, not a keyword.
  return isJsonObject(nullable) ? { ...converted, nullable: addressable(nullable, document) } : converted;
}

/** The same schema, with objects holding no field but those it names. */
export function closed(schema: JsonObject): JsonObject {
  const { properties, items } = schema;
  const branches = ['anyOf', 'oneOf', 'allOf'].flatMap((key) => {
    const members: unknown = schema[key];
    return Array.isArray(members) ? [[key, members.map(withoutOpenDoor)] as const] : [];
  });
  return {
    ...schema,
    ...Object.fromEntries(branches),
    ...(isJsonObject(items) ? { items: closed(items) } : {}),
    ...(isJsonObject(properties) ? { properties: closedEach(properties), unevaluatedProperties: false } : {}),
  };
}

function closedEach(properties: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, isJsonObject(schema) ? closed(schema) : schema]),
  );
}

/** `additionalProperties: true` in one branch would count every field as named. */
function withoutOpenDoor(branch: unknown): unknown {
  if (!isJsonObject(branch) || branch['additionalProperties'] !== true) return branch;
  const { additionalProperties: _, ...rest } = branch;
  return rest;
}
