/**
 * A value as one short line for a message: JSON, cut to `limit` characters. `nothing` where there is no value.
 *
 * @example brief({ a: 1 }) // '{"a":1}'
 */
export function brief(value: unknown, limit = 60): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return short(JSON.stringify(value.slice(0, limit * 2)), limit);
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  return short(JSON.stringify(value) ?? typeof value, limit);
}

function short(text: string, limit: number): string {
  // By code points, so that a cut never leaves half a character.
  const points = Array.from(text.slice(0, limit * 2));
  return points.length <= limit ? text.slice(0, limit * 2) : `${points.slice(0, limit - 1).join('')}…`;
}
