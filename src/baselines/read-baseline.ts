import type { z } from 'zod';
import type { Baseline, StoredTrial } from '../domain/baseline.ts';
import type { BaselineStore, FileTree } from '../domain/ports.ts';
import { UsageError } from '../domain/usage-error.ts';
import type { Json } from '../domain/json.ts';
import { brief } from '../text/brief.ts';
import { migrate } from '../text/migrate.ts';
import { baselineFormat, baselineSchema, caseLineSchema, outputLineSchema } from './baseline-schema.ts';

/** Baselines stored below `directory` of a tree (in a gate: the base commit's). */
export function baselineStore(tree: FileTree, directory: string): BaselineStore {
  const root = directory.replace(/\/+$/, '');
  return {
    async load(suite) {
      const file = (name: string): SuiteFile => ({ suite, path: [root, suite, name].filter(Boolean).join('/') });
      const reviewed = file('baseline.json');
      const text = await tree.read(reviewed.path);
      if (text === undefined) return undefined;

      const head = readHead(reviewed, text);
      const caseFile = file('cases.jsonl');
      const caseText = await tree.read(caseFile.path);
      if (caseText === undefined) throw mistake(caseFile, '', 'one line for each case', 'no such file');
      const outputFile = file('outputs.jsonl');
      const outputText = (await tree.read(outputFile.path)) ?? '';

      const { provenance, metrics, ...rest } = head;
      return {
        ...rest,
        runs: provenance.runs,
        metrics: metrics.map(({ name }) => name),
        cases: readCases(caseFile, caseText, provenance.runs.length, metrics.length),
        outputs: readOutputs(outputFile, outputText),
      };
    },
  };
}

interface SuiteFile {
  readonly suite: string;
  readonly path: string;
}

function readHead(file: SuiteFile, text: string): z.infer<typeof baselineSchema> {
  const head = check(file, '', baselineSchema, migrated(file, parseJson(file, '', text)));
  if (head.suite !== file.suite) {
    throw mistake(file, 'suite', JSON.stringify(file.suite), JSON.stringify(head.suite));
  }
  const names = head.metrics.map(({ name }) => name);
  const twice = names.find((name, position) => names.indexOf(name) !== position);
  if (twice !== undefined) throw mistake(file, 'metrics', 'each name once', `${JSON.stringify(twice)} twice`);
  return head;
}

/** What an earlier version wrote is read as this one would have written it; a refresh then stores it so. */
function migrated(file: SuiteFile, written: Json): Json {
  const found = migrate(written, baselineFormat);
  if (found.kind === 'current') return found.value;
  const mend =
    found.kind === 'newer'
      ? `upgrade Steelyard, or run \`steelyard refresh ${file.suite}\` to write it anew`
      : `run \`steelyard refresh ${file.suite}\``;
  throw mistake(file, 'schemaVersion', String(baselineFormat.current), brief(found.version), mend);
}

function readCases(file: SuiteFile, text: string, runs: number, metrics: number): Baseline['cases'] {
  return readLines(file, text, caseLineSchema, (line, place) => {
    const trials = line.trials.map(([run, ...scores], position): StoredTrial => {
      const path = `${place}: trials[${position}]`;
      if (run >= runs) throw mistake(file, path, `a run below ${runs}`, String(run));
      if (scores.length !== metrics) throw mistake(file, path, `${metrics} scores`, String(scores.length));
      return { run, scores };
    });
    return { hash: line.hash, trials };
  });
}

function readOutputs(file: SuiteFile, text: string): Baseline['outputs'] {
  return readLines(file, text, outputLineSchema, (line) => line.text);
}

function readLines<Line extends { readonly id: string }, Value>(
  file: SuiteFile,
  text: string,
  schema: z.ZodType<Line>,
  valueOf: (line: Line, place: string) => Value,
): ReadonlyMap<string, Value> {
  const values = new Map<string, Value>();
  for (const [position, written] of text.split('\n').entries()) {
    if (written.trim() === '') continue;
    const place = `line ${position + 1}`;
    const line = check(file, place, schema, parseJson(file, place, written));
    if (values.has(line.id)) throw mistake(file, place, 'each case once', `${JSON.stringify(line.id)} again`);
    values.set(line.id, valueOf(line, place));
  }
  return values;
}

function parseJson(file: SuiteFile, place: string, text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    // Baselines are merged by hand only: git leaves its markers where two branches refreshed one.
    const received = /^(?:<{7}|={7}|>{7})/m.test(text) ? 'the marks of a merge conflict' : 'something else';
    throw mistake(file, place, 'JSON', received, undefined, error);
  }
}

function check<Value>(file: SuiteFile, place: string, schema: z.ZodType<Value>, value: unknown): Value {
  const parsed = schema.safeParse(value, { reportInput: true });
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const inner = (issue?.path ?? []).map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  const path = [place, inner.replace(/^\./, '')].filter(Boolean).join(': ');
  const expected = (issue?.message ?? 'a stored baseline').replace(/^Invalid input: /, '').replace(/^expected /, '');
  throw mistake(file, path, expected.replace(/, received .*$/, ''), brief(issue?.input));
}

function mistake(
  file: SuiteFile,
  path: string,
  expected: string,
  received: string,
  mend = `run \`steelyard refresh ${file.suite}\``,
  cause?: unknown,
): UsageError {
  return new UsageError({ where: file.path, path, expected, received, mend }, { cause });
}
