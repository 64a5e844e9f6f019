import { sha256Hex } from '../text/digest.ts';

/** One line of outputs.jsonl: the first answer of a case, cut to what is worth storing, with the digest of the whole. */
export interface StoredOutput {
  readonly id: string;
  /** UTF-8 bytes of the whole. */
  readonly bytes: number;
  /** SHA-256 of the whole, hex. */
  readonly sha256: string;
  /** The whole, or its first 4,000 bytes without a torn character. */
  readonly text: string;
}

/** Bytes of an output that are stored. */
const largestOutput = 4_000;

export function storedOutput(id: string, output: string): StoredOutput {
  // A lone surrogate is no text: as UTF-8 it becomes U+FFFD, so it does here already.
  const whole = Buffer.from(output, 'utf8');
  return {
    id,
    bytes: whole.length,
    sha256: sha256Hex(whole),
    text: whole.toString('utf8', 0, wholeCharacters(whole)),
  };
}

/** The largest length within the limit that does not end inside a character. */
function wholeCharacters(bytes: Buffer): number {
  if (bytes.length <= largestOutput) return bytes.length;
  let end = largestOutput;
  while (end > 0 && ((bytes[end] ?? 0) & 0b1100_0000) === 0b1000_0000) end -= 1;
  return end;
}
