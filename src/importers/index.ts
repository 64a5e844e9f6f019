import type { Definition } from '../domain/definition.ts';
import { UsageError } from '../domain/usage-error.ts';
import { brief } from '../text/brief.ts';
import type { Importer, ResultFile } from './importer.ts';
import { steelyard } from './steelyard.ts';

/** Formats of result files that `compare` reads. */
export const importers = {
  steelyard,
} satisfies Record<string, Definition<Importer>>;

/** The trials of a results file of any known format. Throws a UsageError where it is none, or broken. */
export function importResults(text: string, path: string): ResultFile {
  for (const definition of Object.values(importers)) {
    const configured = definition.configure({}, new Map());
    if (configured.ok && configured.product.recognises(text, path)) return configured.product.read(text, path);
  }
  throw new UsageError({
    where: path,
    path: '',
    expected: `results of a known format (${Object.keys(importers).join(', ')})`,
    received: text.trim() === '' ? 'an empty file' : brief(text.trim(), 40),
    mend: 'write one JSON object a line, such as {"case":"refunds-017","trial":0,"scores":{"correct":1}}',
  });
}
