import type { Json, JsonObject } from '../domain/json.ts';
import { canonicalJson } from './canonical-json.ts';
import { ownPath } from './own-path.ts';

export type Rendered =
  | { readonly ok: true; readonly text: string }
  /** The first name that has no value. */
  | { readonly ok: false; readonly missing: string };

const PLACEHOLDER = /\{\{\s*([\p{L}\p{N}_][\p{L}\p{N}_.-]*)\s*\}\}/gu;

/**
 * A template with every `{{name}}` replaced by the value of that name: strings as they are, any other JSON as canonical
 * JSON. Names are own properties, dotted ones reach nested values (`{{order.id}}`). What was filled in is never read as
 * a template again, so a case's text cannot reach another value. Braces around anything but a name stay as written.
 */
export function renderTemplate(template: string, values: JsonObject): Rendered {
  let missing: string | undefined;
  const text = template.replace(PLACEHOLDER, (_, name: string) => {
    const value = ownPath(values, name);
    if (value === undefined) {
      missing ??= name;
      return '';
    }
    return textOf(value);
  });
  return missing === undefined ? { ok: true, text } : { ok: false, missing };
}

function textOf(value: Json): string {
  return typeof value === 'string' ? value : canonicalJson(value);
}
