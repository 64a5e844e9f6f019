import { trialLines } from '../../attempts/stored-trials.ts';
import { writeFiles } from '../../baselines/write-files.ts';
import type { Settings } from '../../domain/settings.ts';
import type { Trial } from '../../domain/trial.ts';
import { ATTEMPT_FILE } from '../../github/stored-attempt.ts';
import { sha256Hex } from '../../text/digest.ts';
import type { ActionEvent } from './open-event.ts';

/**
 * Puts the trials that a verdict rests on beside the results, for the workflow's own upload, and says the hash by which a
 * later run of the same will know them. Where they cannot be written, the later run asks again.
 */
export function storeTrials(
  { console, inputs }: Pick<ActionEvent, 'console' | 'inputs'>,
  settings: () => Promise<Settings>,
): (trials: readonly Trial[]) => Promise<string | undefined> {
  return async (trials) => {
    if (trials.length === 0) return undefined;
    try {
      const text = console.redact(trialLines(trials, (await settings()).showOutputs === 'none'));
      await writeFiles(inputs.output, [{ path: ATTEMPT_FILE, text }]);
      return sha256Hex(text);
    } catch {
      return undefined;
    }
  };
}
