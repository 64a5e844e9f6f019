// How fast are the tests beside numpy doing the same work, on this machine, in this run?
//
//   npm run bench:statistics -- [--quick] [--runs 9]
//
// Both sides get the same data and must agree in every figure (Monte Carlo p-values within their error); both have one
// thread. Prints a Markdown table of each side's fastest run, which a busy machine disturbs least. Exits with 1 where
// figures differ, but not where we are slower: that depends on the processor, whose vector units numpy uses and we do
// not. Without python3 and numpy it says SKIPPED and prints our seconds alone.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';

import { markdownTable } from 'markdown-table';

import { empiricalLikelihoodInterval, empiricalLikelihoodTest } from '../../src/stats/empirical-likelihood.ts';
import { mcnemarMidP } from '../../src/stats/mcnemar.ts';
import { type PermutationCase, permutationMaxT } from '../../src/stats/permutation-max-t.ts';
import { type RandomSource, seededRandom } from '../../src/stats/random.ts';
import { tangoInterval, tangoNonInferiority } from '../../src/stats/tango.ts';

/** What our time should be of numpy's at most. */
const AIM = 1;

const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, runs: { type: 'string', default: '9' } },
});
const runs = Number(values.runs);
if (!Number.isSafeInteger(runs) || runs < 1) throw new RangeError('--runs: expected a whole number above 0');

const sizes = {
  cases: values.quick ? 200 : 1000,
  metrics: 8,
  manyCases: values.quick ? 10_000 : 100_000,
  draws: values.quick ? 2000 : 10_000,
  margin: 0.0015,
  runs,
};

/** What both sides compute: statistics, p-values and limits by name; `p` is Monte Carlo, the rest must be the same. */
type Figures = Readonly<Record<string, number | readonly number[]>>;

interface Row {
  readonly id: string;
  readonly name: string;
  readonly work: () => Figures;
}

/** What reference.py prints. */
interface Reference {
  readonly numpy: string;
  readonly rows: Readonly<Record<string, { readonly seconds: readonly number[]; readonly figures: Figures }>>;
}

const folder = mkdtempSync(join(tmpdir(), 'steelyard-statistics-'));
try {
  const random = seededRandom('bench:statistics');
  const rows = [maxT(random, 1), maxT(random, 3), compareBinary(random), compareContinuous(random)];
  writeFileSync(join(folder, 'sizes.json'), JSON.stringify(sizes));
  const reference = withNumpy();
  const measured = rows.map((row) => ({ ...row, ...measure(row.work) }));
  const lines = measured.map(({ id, name, seconds, figures }) => {
    const theirs = reference?.rows[id];
    if (theirs === undefined) return [name, shown(seconds), 'SKIPPED', '', '', ''];
    const numpySeconds = Math.min(...theirs.seconds);
    const ratio = seconds / numpySeconds;
    const apart = differing(figures, theirs.figures);
    return [
      name,
      shown(seconds),
      shown(numpySeconds),
      `${ratio.toFixed(2)} ×`,
      ratio <= AIM ? 'yes' : 'no',
      apart.length > 0 ? `**no: ${apart.join(', ')}**` : 'yes',
    ];
  });
  const numpy = reference === undefined ? 'numpy SKIPPED: no python3 with numpy here' : `numpy ${reference.numpy}`;
  process.stdout.write(`Node ${process.versions.node}, ${numpy}; the fastest of ${runs} runs.\n\n`);
  const table = markdownTable([['', 'ours', 'numpy', 'ratio', `≤ ${AIM} ×`, 'same figures'], ...lines]);
  process.stdout.write(`${table}\n`);
  process.exitCode = table.includes('**no') ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** The FAIL test: several metrics that move together, the candidate a little worse on some of them. */
function maxT(random: RandomSource, baselines: number): Row {
  const id = `maxT-1-${baselines}`;
  const trial = (ease: number, lost: number): number[] =>
    Array.from({ length: sizes.metrics }, (_, metric) => (ease + random.next()) / 2 - (metric < 2 ? lost : 0));
  const cases: PermutationCase[] = Array.from({ length: sizes.cases }, () => {
    const ease = random.next();
    return { candidate: [trial(ease, 0.01)], baseline: Array.from({ length: baselines }, () => trial(ease, 0)) };
  });
  for (const arm of ['candidate', 'baseline'] as const) {
    const scores = cases.flatMap((one) => one[arm].flat());
    write(
      `${id}-${arm}`,
      scores.map((score) => score ?? NaN),
    );
  }
  const { draws, metrics } = sizes;
  return {
    id,
    name: `step-down maxT, ${count(draws)} draws, ${count(sizes.cases)} cases × ${metrics} metrics, trials 1 : ${baselines}`,
    work: () => {
      const { statistic, adjustedPValue } = permutationMaxT({ cases, draws, random: seededRandom('draws') });
      return { statistic, p: adjustedPValue };
    },
  };
}

/** A binary metric, from the outcomes: PASS test, interval, and McNemar's mid-p. */
function compareBinary(random: RandomSource): Row {
  const baseline = Float64Array.from({ length: sizes.manyCases }, () => (random.next() < 0.8 ? 1 : 0));
  const candidate = baseline.map((passed) => (random.next() < (passed ? 0.013 : 0.05) ? 1 - passed : passed));
  write('binary-candidate', candidate);
  write('binary-baseline', baseline);
  return {
    id: 'binary',
    name: `binary compare, ${count(sizes.manyCases)} cases: Tango’s test and interval, McNemar’s mid-p`,
    work: () => {
      let [regressed, fixed] = [0, 0];
      for (let index = 0; index < baseline.length; index++) {
        const change = (candidate[index] ?? 0) - (baseline[index] ?? 0);
        if (change < 0) regressed += 1;
        else if (change > 0) fixed += 1;
      }
      const counts = { regressed, fixed, pairs: sizes.manyCases };
      const { lower, upper } = tangoInterval({ ...counts, level: 0.95 });
      return {
        pass: tangoNonInferiority({ ...counts, margin: sizes.margin }),
        interval: [lower, upper],
        midP: mcnemarMidP(counts).worse,
      };
    },
  };
}

/** A continuous metric, from the scores: PASS test, interval, and the permutation. */
function compareContinuous(random: RandomSource): Row {
  const baseline = Float64Array.from({ length: sizes.manyCases }, () => random.next());
  const candidate = baseline.map((score) => 0.7 * score + 0.3 * random.next() - 0.0005);
  write('continuous-candidate', candidate);
  write('continuous-baseline', baseline);
  const cases = Array.from(candidate, (score, index) => ({ candidate: [[score]], baseline: [[baseline[index] ?? 0]] }));
  const { draws, margin } = sizes;
  return {
    id: 'continuous',
    name: `continuous compare, ${count(sizes.manyCases)} cases: empirical likelihood, ${count(draws)} draws`,
    work: () => {
      const differences = Array.from(candidate, (score, index) => score - (baseline[index] ?? 0));
      const { lower, upper } = empiricalLikelihoodInterval({ differences, level: 0.95 });
      const { statistic, adjustedPValue } = permutationMaxT({ cases, draws, random: seededRandom('draws') });
      return {
        pass: empiricalLikelihoodTest({ differences, margin }).pValue,
        interval: [lower, upper],
        statistic,
        p: adjustedPValue,
      };
    },
  };
}

function measure(work: () => Figures): { seconds: number; figures: Figures } {
  const seconds: number[] = [];
  let figures: Figures = {};
  for (let run = 0; run < runs; run++) {
    const started = performance.now();
    figures = work();
    seconds.push((performance.now() - started) / 1000);
  }
  return { seconds: Math.min(...seconds), figures };
}

/** reference.py on the same data; undefined where python3 or numpy is missing. */
function withNumpy(): Reference | undefined {
  const python = process.platform === 'win32' ? 'python' : 'python3';
  if (spawnSync(python, ['-c', 'import numpy']).status !== 0) return undefined;
  const script = join(import.meta.dirname, 'reference.py');
  const env = { ...process.env, OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };
  const { status, stdout, stderr } = spawnSync(python, [script, folder], { encoding: 'utf8', env });
  if (status !== 0) throw new Error(`reference.py ended with ${status}:\n${stderr}`);
  return JSON.parse(stdout) as Reference;
}

/** The names of the figures in which the two sides differ. */
function differing(ours: Figures, theirs: Figures): string[] {
  return Object.keys(theirs).filter((name) => {
    const [one, other] = [ours[name], theirs[name]].map((value) => [value ?? NaN].flat());
    return !other?.every((value, index) => same(name, one?.[index] ?? NaN, value));
  });
}

function same(name: string, one: number, other: number): boolean {
  // Both sides drew at random: five standard errors of the difference.
  if (name === 'p') return Math.abs(one - other) <= 5 * Math.sqrt((2 * one * (1 - one) + 1e-6) / sizes.draws);
  return Math.abs(one - other) <= 1e-9 * Math.abs(other);
}

function write(name: string, values: ArrayLike<number>): void {
  writeFileSync(join(folder, name), Float64Array.from(values));
}

function shown(seconds: number): string {
  return `${seconds < 0.01 ? seconds.toFixed(5) : seconds.toFixed(3)} s`;
}

function count(value: number): string {
  return value.toLocaleString('en');
}
