import { createHash } from 'node:crypto';

/** A file's digest as GitHub shows it. */
export function sha256(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
