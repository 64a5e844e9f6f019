/** A time as GitHub writes it: UTC, whole seconds. */
export function githubTime(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, 'Z');
}
