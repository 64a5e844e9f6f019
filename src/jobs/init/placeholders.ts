import type { JsonObject } from '../../domain/json.ts';
import { renderTemplate } from '../../text/template.ts';

const MOST_NAMES = 50;

/** Names that a template wants from a case, in the order of their first use, as the renderer itself sees them. */
export function placeholders(template: string): readonly string[] {
  const values: Record<string, string> = {};
  while (Object.keys(values).length < MOST_NAMES) {
    const rendered = renderTemplate(template, values);
    if (rendered.ok) break;
    values[rendered.missing] = '';
  }
  return Object.keys(values);
}

/** What a user says, rather than what a system prompt is told. */
export function isQuestion(name: string): boolean {
  return /^(?:(?:user|customer)[_-]?)?(?:question|query|input|message|prompt|text|request|ticket|email|document|content|transcript|article|review|comment)$/i.test(
    name,
  );
}

/** An input that gives each name a value; dotted names reach into nested objects, as a case would be written. */
export function inputFor(names: readonly string[], valueOf: (name: string) => string): JsonObject {
  const input: Record<string, unknown> = {};
  for (const name of names) {
    const keys = name.split('.');
    const clash = keys.some((_, index) => index > 0 && names.includes(keys.slice(0, index).join('.')));
    // A property whose name holds dots wins over the path.
    if (clash || keys.includes('') || keys.includes('__proto__')) input[name] = valueOf(name);
    else setAt(input, keys, valueOf(name));
  }
  return input as JsonObject; // texts in plain objects
}

function setAt(object: Record<string, unknown>, keys: readonly string[], value: string): void {
  const [first = '', ...rest] = keys;
  if (rest.length === 0) {
    object[first] = value;
    return;
  }
  const there = object[first];
  const inner: Record<string, unknown> =
    typeof there === 'object' && there !== null ? Object.fromEntries(Object.entries(there)) : {};
  setAt(inner, rest, value);
  object[first] = inner;
}
