/**
 * A score as it is stored: six decimals, below 0.1 six significant digits (a cost of 0.0000041 dollars must not become
 * 0.000004). Throws on what is not a number: such a score is unscored, and a bug here.
 */
export function storedNumber(value: number): number {
  if (!Number.isFinite(value)) throw new RangeError(`a stored score must be finite, received ${value}`);
  const rounded = Math.abs(value) < 0.1 ? Number(value.toPrecision(6)) : Number(value.toFixed(6));
  // Negative zero prints as 0 and would not survive the round trip.
  return rounded === 0 ? 0 : rounded;
}
