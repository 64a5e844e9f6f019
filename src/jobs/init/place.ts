import picomatch from 'picomatch';
import { UsageError } from '../../domain/usage-error.ts';
import { brief } from '../../text/brief.ts';

/** The folder of a new suite that the policy's globs match. Throws a UsageError where none does. */
export function suiteFolder(globs: readonly string[], name: string): string {
  for (const glob of globs) {
    const plain = glob.replace(/^\.\//, '').replace(/\/(?:suite\.yaml)?$/, '');
    const folder = plain.replace(/(?:^|(?<=\/))\*{1,2}$/, name);
    const isPlain = !/[*?[\]{}()!+@]/.test(folder);
    if (isPlain && folder.split('/').at(-1) === name && picomatch(plain)(folder)) return folder;
  }
  throw new UsageError({
    where: '--suite',
    path: '',
    expected: `a name whose folder \`suites:\` of steelyard.yaml matches (${globs.join(', ')})`,
    received: brief(name),
    mend: `add \`suites/${name}\` to \`suites:\` first`,
  });
}
