import { readTrialLines } from '../attempts/stored-trials.ts';
import type { AttemptEntry, KnownAttempts } from '../domain/attempt.ts';
import type { Trial } from '../domain/trial.ts';
import { sha256Hex } from '../text/digest.ts';
import { artifactFile } from './artifact-file.ts';
import { isEvaluationOf } from './attempt-document.ts';
import type { GitHubReader } from './rest.ts';

/** The file of a run's results that holds the trials its verdict rests on. */
export const ATTEMPT_FILE = 'attempt.jsonl';

/** The artifact that the workflow uploads results as. */
export function artifactName(digest: string): string {
  return `steelyard-${digest}`;
}

/** The newest entry of an evaluation with the trials it was decided on, where these can be had; nothing otherwise. */
export async function storedOf(
  entries: readonly AttemptEntry[],
  of: { readonly reader: GitHubReader; readonly repository: string; readonly digest: string },
): Promise<Pick<KnownAttempts, 'stored'>> {
  const entry = entries.findLast((one) => isEvaluationOf(one, of.digest) && one.trials !== undefined);
  if (entry?.trials === undefined) return {};
  const trials = await storedAttempt(of.reader, { ...of, hash: entry.trials });
  return trials === undefined ? {} : { stored: { entry, trials } };
}

/**
 * The trials of an evaluation that an earlier run's artifact kept, if they are those the ledger's hash names. Undefined
 * where they are not to be had: then they are run again.
 */
async function storedAttempt(
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
