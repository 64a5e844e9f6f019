import type { Json } from '../domain/json.ts';

/**
 * The value at a dotted path of own properties (`order.items.0.id`), or undefined. A property whose name holds dots wins
 * over the path. Inherited properties (`constructor`, `__proto__`) are never reached.
 */
export function ownPath(value: Json | undefined, path: string): Json | undefined {
  const direct = ownProperty(value, path);
  if (direct !== undefined) return direct;
  let current = value;
  for (const key of path.split('.')) {
    current = ownProperty(current, key);
    if (current === undefined) return undefined;
  }
  return current;
}

function ownProperty(value: Json | undefined, key: string): Json | undefined {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  // An own property of a JSON value is JSON; arrays are indexed by their digits.
  return (value as { readonly [key: string]: Json })[key];
}
