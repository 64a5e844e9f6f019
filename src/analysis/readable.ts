/** A case's input or expectation as people read it: a text as it is, the rest as indented JSON. */
export function readable(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}
