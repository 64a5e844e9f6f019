import { sha256Hex } from '../text/digest.ts';

/** A suite in a ledger: 32 bits of its name's SHA-256, since nothing that somebody worded is kept there. */
export function suiteMark(name: string): string {
  return sha256Hex(name).slice(0, 8);
}
