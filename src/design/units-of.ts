/** How many units cases count as: clusters, and cases that are in none. */
export function unitsOf(cases: readonly { readonly cluster?: string | undefined }[]): number {
  const clusters = cases.flatMap(({ cluster }) => cluster ?? []);
  return new Set(clusters).size + (cases.length - clusters.length);
}
