// What decimal notation itself costs in binary: 0.1 + 0.2 is 0.3 for every reader.
const NOTATION = 1e-12;

/** Whether two numbers are equal within the wider of an absolute and a relative tolerance (a share of the expected one). */
export function withinTolerance(
  received: number,
  expected: number,
  tolerances: { readonly tolerance?: number | undefined; readonly 'relative-tolerance'?: number | undefined },
): boolean {
  const size = Math.abs(expected);
  const allowed = Math.max(tolerances.tolerance ?? 0, (tolerances['relative-tolerance'] ?? 0) * size);
  return Math.abs(received - expected) <= allowed + NOTATION * Math.max(size, allowed);
}
