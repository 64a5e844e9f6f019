import { sha256Hex } from '../text/digest.ts';

/**
 * The seed of everything random in a gate run: SHA-256(repository ‖ pull request number or seed key ‖ suite digest).
 * A function of the pull request, never of a run id or a SHA, so that re-running or pushing again draws the same cases.
 */
export function samplingSeed(of: {
  readonly repository: string;
  readonly seedKey: string;
  readonly suiteDigest: string;
}): string {
  return sha256Hex(JSON.stringify([of.repository, of.seedKey, of.suiteDigest]));
}
