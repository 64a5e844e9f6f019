/**
 * The same value with every text in it passed through `redact`, keys left alone. Secrets are taken out of what will be
 * rendered before it is: once Markdown is escaped, wrapped or cut, nobody would recognise them.
 */
export function redactTexts<Value>(value: Value, redact: (text: string) => string): Value {
  // The shape stays what it was: texts become texts, everything else itself.
  return walk(value, redact) as Value;
}

function walk(value: unknown, redact: (text: string) => string): unknown {
  if (typeof value === 'string') return redact(value);
  if (Array.isArray(value)) return value.map((one) => walk(one, redact));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, walk(one, redact)]));
}
