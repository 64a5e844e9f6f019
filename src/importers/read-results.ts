import { faults } from '../domain/fault.ts';
import type { Score } from '../domain/score.ts';
import { type Issue, UsageError } from '../domain/usage-error.ts';
import { brief } from '../text/brief.ts';
import type { ResultFile, ResultTrial } from './importer.ts';
import { type ResultLine, resultLineSchema } from './result-line-schema.ts';

/** Whether a text is worth reading as a results file: its name, or any of its first lines, says so. */
export function recognisesResults(text: string, path: string): boolean {
  if (text.trim() === '') return false;
  if (path.endsWith('.jsonl')) return true;
  return wholeDocument(text) !== undefined || text.split('\n', 20).some((line) => isTrial(parse(line)));
}

/** Reads results; collects up to five mistakes, each with its line. */
export function readResults(text: string, path: string): ResultFile {
  const issues: Issue[] = [];
  const taken = new Map<string, Set<number>>();
  const trials: ResultTrial[] = [];
  for (const { place, value, mistake } of entries(text)) {
    if (issues.length === 5) break;
    const read = mistake === undefined ? resultLineSchema.safeParse(value, { reportInput: true }) : undefined;
    if (read === undefined || !read.success) {
      issues.push({ where: path, path: place, ...(mistake ?? describe(read?.error.issues[0])) });
      continue;
    }
    const line = read.data;
    const indices = taken.get(line.case) ?? new Set<number>();
    taken.set(line.case, indices);
    const index = line.trial ?? indices.size;
    if (indices.has(index)) {
      const received = `trial ${index} of ${brief(line.case)} again`;
      issues.push({ where: path, path: place, expected: 'each trial of a case once', received, mend: repeatMend });
    }
    indices.add(index);
    trials.push(trialOf(line, index));
  }
  if (issues.length > 0) throw new UsageError(issues);
  if (trials.length > 0) return { trials };
  throw new UsageError({
    where: path,
    path: '',
    expected: 'at least one trial',
    received: 'none',
    mend: 'run the suite first',
  });
}

const repeatMend = 'count repeats 0, 1, 2 … in `trial`, or leave it out';

interface Entry {
  /** `line 3` or `trials[2]`. */
  readonly place: string;
  readonly value?: unknown;
  readonly mistake?: Mistake;
}

type Mistake = Omit<Issue, 'where' | 'path'>;

function* entries(text: string): Generator<Entry> {
  const document = wholeDocument(text);
  if (document !== undefined) {
    for (const [position, value] of document.entries()) yield { place: `trials[${position}]`, value };
    return;
  }
  for (const [position, line] of text
    .replace(/^\u{FEFF}/u, '')
    .split('\n')
    .entries()) {
    if (line.trim() === '') continue;
    const place = `line ${position + 1}`;
    const value = parse(line);
    yield value === undefined ? { place, mistake: notJson(line) } : { place, value };
  }
}

/** The trials of a file that is one JSON list of them, or one object with `trials`. */
function wholeDocument(text: string): readonly unknown[] | undefined {
  const value = parse(text.replace(/^\u{FEFF}/u, ''));
  const list = typeof value === 'object' && value !== null && 'trials' in value ? value.trials : value;
  return Array.isArray(list) ? (list as readonly unknown[]) : undefined;
}

function isTrial(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, 'case');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function notJson(line: string): Mistake {
  const nan = /[:,[\s](NaN|-?Infinity)\b/.exec(line)?.[1];
  if (nan !== undefined) return { expected: 'JSON', received: nan, mend: 'write null where there is no score' };
  return { expected: 'one JSON object', received: brief(line.trim()), mend: 'write each trial on one line' };
}

interface SchemaMistake {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly input?: unknown;
}

function describe(issue: SchemaMistake | undefined): Mistake {
  const keys = (issue?.path ?? []).map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  const message = (issue?.message ?? 'a trial').replace(/^Invalid input: /, '').replace(/^expected /, '');
  const expected = message.replace(/, received .*$/, '');
  const received = brief(issue?.input);
  return { expected: keys === '' ? expected : `${expected} in \`${keys.slice(1)}\``, received };
}

function trialOf(line: ResultLine, index: number): ResultTrial {
  const { case: caseId, trial: _trial, scores, error, ...described } = line;
  const common = { caseId, index, ...described };
  if (error !== undefined) return { ...common, status: 'errored', error: { ...error, blame: blameOf(error.kind) } };
  return { ...common, status: 'completed', scores: new Map(Object.entries(scores ?? {}).map(scoreOf)) };
}

function scoreOf([metric, score]: readonly [string, number | boolean | null]): [string, Score] {
  if (score === null) return [metric, { status: 'unscored', reason: 'null in the results file' }];
  return [metric, { status: 'scored', value: Number(score) }];
}

function blameOf(kind: string): 'product' | 'infrastructure' {
  const known = Object.entries(faults).find(([name]) => name === kind);
  return known?.[1].blame ?? 'infrastructure';
}
