import { readTrialLines } from '../attempts/stored-trials.ts';
import type { Trial } from '../domain/trial.ts';
import { sha256Hex } from '../text/digest.ts';
import { artifactFile } from './artifact-file.ts';
import type { GitHubReader } from './rest.ts';

/** The file of a run's results that holds the trials its verdict rests on. */
export const ATTEMPT_FILE = 'attempt.jsonl';

/** The artifact that the workflow uploads results as. */
export function artifactName(digest: string): string {
  return `steelyard-${digest}`;
}

/**
 * The trials of an evaluation that an earlier run's artifact kept, if they are those the ledger's hash names. Undefined
 * where they are not to be had: then they are run again.
 */
export async function storedAttempt(
  reader: GitHubReader,
  of: { readonly repository: string; readonly digest: string; readonly hash: string },
): Promise<readonly Trial[] | undefined> {
  try {
    const text = await artifactFile(reader, {
      repository: of.repository,
      artifact: artifactName(of.digest),
      file: ATTEMPT_FILE,
      isIt: (read) => sha256Hex(read).startsWith(of.hash),
    });
    return text === undefined ? undefined : readTrialLines(text);
  } catch {
    // Without `actions: read`, or with GitHub away, it is another attempt, as it would be without an artifact.
    return undefined;
  }
}
