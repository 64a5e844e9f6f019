import process from 'node:process';

import { UsageError } from '../domain/usage-error.ts';
import { brief } from '../text/brief.ts';

/** Goes on in another folder: every path of the command line is seen from there. Throws a UsageError where there is none. */
export function enterFolder(directory: string): void {
  try {
    process.chdir(directory);
  } catch (cause) {
    throw new UsageError(
      {
        where: '--directory',
        path: '',
        expected: 'a folder to work in',
        received: brief(directory),
        mend: 'name one that is there, as seen from the current folder',
      },
      { cause },
    );
  }
}
