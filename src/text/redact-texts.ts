/**
 * The same value with every text in it passed through `redact`, keys left alone. Secrets are taken out of what will be
 * rendered before it is: once Markdown is escaped, wrapped or cut, nobody would recognise them.
 *
 * @param ownKeys what stands under these keys is a word of ours, which no variable's value may unmake
 */
export function redactTexts<Value>(
  value: Value,
  redact: (text: string) => string,
  ownKeys: ReadonlySet<string> = new Set(),
): Value {
  const walk = (one: unknown): unknown => {
    if (typeof one === 'string') return redact(one);
    if (Array.isArray(one)) return one.map(walk);
    if (typeof one !== 'object' || one === null) return one;
    return Object.fromEntries(Object.entries(one).map(([key, held]) => [key, ownKeys.has(key) ? held : walk(held)]));
  };
  // The shape stays what it was: texts become texts, everything else itself.
  return walk(value) as Value;
}
