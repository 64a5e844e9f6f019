import type { Json } from '../domain/json.ts';
import { jsonAt } from '../text/json-at.ts';
import { brief } from '../text/brief.ts';

/**
 * What a change does to the roles of cases, one by one: a canary that is no longer an invariant must not drown among
 * edited cases. Cases as JSON, by id.
 */
export function roleEdits(before: ReadonlyMap<string, Json>, after: ReadonlyMap<string, Json>): readonly string[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((id) => {
    const [old, now] = [roleOf(before.get(id)), roleOf(after.get(id))];
    return old === now ? [] : [`role of ${id}: ${old} → ${now}`];
  });
}

function roleOf(written: Json | undefined): string {
  const role = jsonAt(written, 'role');
  return role === undefined ? '(none)' : brief(role, 20);
}
