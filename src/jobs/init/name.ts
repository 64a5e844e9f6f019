import { posix } from 'node:path';
import { suiteSchema } from '../../config/suite.ts';
import { UsageError } from '../../domain/usage-error.ts';
import { brief } from '../../text/brief.ts';
import { stemOf } from './files.ts';

/** Names that say what a file is, not what it is about. */
const GENERIC = new Set(
  'prompt prompts system system-prompt user user-prompt main default base index template templates instructions src app apps lib packages services server api backend prompt-templates resources assets'.split(
    ' ',
  ),
);
const FALLBACK = 'assistant';

/** A name for the suite of a prompt: what its file is about, else its nearest telling folder, else `assistant`. */
export function suiteNameFor(prompt: string | undefined): string {
  if (prompt === undefined) return FALLBACK;
  const folders = posix.dirname(prompt).split('/').reverse();
  const names = [stemOf(prompt), ...folders].map(slugOf);
  return names.find((name) => name !== '' && !GENERIC.has(name)) ?? FALLBACK;
}

/** The name as given. Throws a UsageError where no suite may have it. */
export function checkedSuiteName(name: string): string {
  if (suiteSchema.shape.name.safeParse(name).success) return name;
  throw new UsageError({
    where: '--suite',
    path: '',
    expected: 'a name of lower-case letters, digits and `-`',
    received: brief(name),
  });
}

function slugOf(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replaceAll(/^-+|-+$/g, '')
    .replace(/^(?:system-)?prompt-|-(?:system-)?prompt$/, '');
}
