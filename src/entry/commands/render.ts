import { readFile } from 'node:fs/promises';

import { UsageError } from '../../domain/usage-error.ts';
import type { ReporterType } from '../../reporters/index.ts';
import { parseReport } from '../../reporters/parse-report.ts';
import { createConsole } from '../console.ts';
import { render } from '../write-results.ts';

/** `steelyard render REPORT`: any format from a report.json, on standard output. */
export async function renderCommand(path: string, options: { readonly format: ReporterType }): Promise<number> {
  const console = createConsole(process.env);
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new UsageError(
      {
        where: path,
        path: '',
        expected: 'a report.json',
        received: 'no readable file',
        mend: '`steelyard gate` writes one',
      },
      { cause },
    );
  });
  const report = parseReport(text, path);
  console.print(render(report, options.format, options.format === 'terminal' ? { colour: console.colour } : {}));
  return 0;
}
