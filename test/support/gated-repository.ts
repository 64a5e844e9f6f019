import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Report } from '../../src/domain/report.ts';
import { gatedSuite } from './gated-suite.ts';
import { type CliRun, steelyard } from './steelyard.ts';
import { type TemporaryRepository, temporaryRepository } from './temporary-repository.ts';

export interface GateRun extends CliRun {
  /** report.json, where one was written. */
  readonly report: Report | undefined;
  /** comment.md; empty where none was written. */
  readonly comment: string;
  /** Lines of standard error. */
  readonly lines: readonly string[];
}

/** The one line that says what went wrong: the last of standard error, and none but progress before it. */
export function onlyError({ lines }: Pick<GateRun, 'lines'>): string {
  const errors = lines.filter((line) => line.startsWith('steelyard: '));
  const [error] = errors;
  if (error === undefined || errors.length > 1 || lines.at(-1) !== error) {
    throw new Error(`expected one line of error at the end, received:\n${lines.join('\n')}`);
  }
  return error;
}

type Options = Omit<Parameters<typeof steelyard>[1], 'directory'>;

/** A real repository with a gated suite on `main`, and a change under test on top. */
export interface GatedRepository extends TemporaryRepository {
  /** A fresh branch `change` from `from`, with the work tree as that has it. */
  reset(from?: string): Promise<void>;
  /** Runs the built program's gate on the work tree and reads what it left. */
  gate(args?: readonly string[], options?: Options): Promise<GateRun>;
  readResult(name: string): Promise<string>;
}

/** @param url where the model answers; `refreshed` stores a baseline on `main` too */
export async function gatedRepository(
  url: string,
  options: { readonly files?: Readonly<Record<string, string>>; readonly refreshed?: boolean } = {},
): Promise<GatedRepository> {
  const repository = await temporaryRepository();
  const { directory } = repository;
  await repository.commit('base', { ...gatedSuite(url), ...options.files });
  if (options.refreshed === true) {
    const { code, stderr } = await steelyard(['refresh', 'support'], { directory });
    if (code !== 0) throw new Error(`refresh ended with ${code}: ${stderr}`);
    await repository.commit('baseline');
  }
  await repository.branch('change');
  const readResult = (name: string): Promise<string> => readFile(join(directory, '.steelyard', name), 'utf8');
  return {
    ...repository,
    readResult,
    async reset(from = 'main') {
      await repository.git('checkout', '--quiet', '--force', '-B', 'change', from);
      await repository.git('clean', '--force', '-d', '-x', '--quiet');
    },
    async gate(args = [], more = {}) {
      const run = await steelyard(['gate', ...args], { directory, ...more });
      const report = await readResult('report.json').then(
        (text) => JSON.parse(text) as Report,
        () => undefined,
      );
      const comment = await readResult('comment.md').catch(() => '');
      return { ...run, report, comment, lines: run.stderr.trimEnd().split('\n') };
    },
  };
}
