import { readFile } from 'node:fs/promises';
import process from 'node:process';

import { compareFiles, type CompareDocument, type ComparedFiles, type Correction } from '../../jobs/compare-files.ts';
import { parseMargin, parseMetric } from '../../jobs/compared-metric.ts';
import { UsageError } from '../../domain/usage-error.ts';
import { createConsole } from '../console.ts';

export interface CompareOptions {
  readonly metric: readonly string[];
  readonly margin: readonly string[];
  readonly alpha: number;
  readonly correction: Correction;
  readonly strict: boolean;
  readonly cluster: boolean;
  readonly seed: string;
  readonly json: boolean;
}

const exitCodes = { pass: 0, fail: 1, inconclusive: 2 } as const;

/** `steelyard compare BASELINE CANDIDATE`: statistics on two results files, no model is run. */
export async function compareCommand(baseline: string, candidate: string, options: CompareOptions): Promise<number> {
  const console = createConsole(process.env);
  const document = compareFiles({
    baseline: { path: baseline, text: await read(baseline) },
    candidate: { path: candidate, text: await read(candidate) },
    metrics: options.metric.map(parseMetric),
    margins: new Map(options.margin.map(parseMargin)),
    alpha: options.alpha,
    correction: options.correction,
    strict: options.strict,
    cluster: options.cluster,
    seed: options.seed,
  });
  if (options.json) console.printJson(document);
  else console.print(`${describe(document)}\n`);
  return exitCodes[document.verdict.outcome];
}

async function read(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    throw new UsageError(
      {
        where: path,
        path: '',
        expected: 'a results file',
        received: missing ? 'no such file' : String(cause instanceof Error ? cause.message : cause),
        mend: '`steelyard run SUITE` writes one',
      },
      { cause },
    );
  }
}

const words: Readonly<Record<ComparedFiles['result'], string>> = {
  regressed: 'regressed',
  'not-worse': 'not worse than the limit',
  improved: 'improved',
  undecided: 'undecided',
};

function describe(document: CompareDocument): string {
  const lines = document.comparisons.map((c) => {
    const { estimate, lower, upper } = c.difference;
    const change = `${signed(estimate)} (95%: ${signed(lower)} to ${signed(upper)})`;
    const p = `p = ${c.adjustedPValue.toPrecision(3)} adjusted, ${c.pairs} pairs, limit ${c.margin}`;
    return `${c.metric}: ${short(c.baseline.estimate)} → ${short(c.candidate.estimate)}, ${change}: ${words[c.result]} (${p})`;
  });
  const notes = document.findings.map((finding) => `note: ${finding.message}`);
  return [...lines, ...notes, `verdict: ${document.verdict.outcome.toUpperCase()}`].join('\n');
}

function short(value: number): string {
  return Number(value.toPrecision(4)).toString();
}

function signed(value: number): string {
  return value > 0 ? `+${short(value)}` : short(value).replace('-', '−');
}
