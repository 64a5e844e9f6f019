import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { CompareDocument, ComparedFiles } from '../../src/jobs/compare-files.ts';
import { steelyard } from '../support/steelyard.ts';

// The built program on result files made from the golden cases: what it prints against what R, scipy, enumeration and
// closed forms say.

interface GoldenCase {
  readonly id: string;
  readonly inputs: Record<string, unknown>;
  readonly expected: Record<string, unknown>;
  readonly tol: number | Record<string, number>;
}

const golden: { readonly cases: readonly GoldenCase[] } = JSON.parse(
  readFileSync(new URL('../golden/golden.json', import.meta.url), 'utf8'),
);

let directory: string;
let files = 0;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'steelyard-compare-'));
});

afterAll(() => rm(directory, { recursive: true, force: true }));

/** A trial as a line of a results file. */
type Line = { readonly case: string; readonly trial?: number } & (
  | { readonly scores: Readonly<Record<string, number | null>>; readonly cluster?: string }
  | { readonly error: { readonly kind: string; readonly message: string } }
);

interface Compared {
  readonly code: number | null;
  readonly document: CompareDocument;
  readonly only: ComparedFiles;
  readonly stdout: string;
  readonly stderr: string;
}

async function run(baseline: readonly Line[], candidate: readonly Line[], ...args: readonly string[]) {
  const name = String((files += 1));
  const text = (lines: readonly Line[]): string => lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  await writeFile(join(directory, `${name}-baseline.jsonl`), text(baseline));
  await writeFile(join(directory, `${name}-candidate.jsonl`), text(candidate));
  return steelyard(['compare', `${name}-baseline.jsonl`, `${name}-candidate.jsonl`, ...args], { directory });
}

async function compare(
  baseline: readonly Line[],
  candidate: readonly Line[],
  ...args: readonly string[]
): Promise<Compared> {
  const { code, stdout, stderr } = await run(baseline, candidate, '--json', ...args);
  expect(stderr, 'everything but the document goes to standard error, and here there is nothing to say').toBe('');
  const document = JSON.parse(stdout) as CompareDocument;
  const [only] = document.comparisons;
  if (only === undefined) throw new Error(`no comparison in ${stdout}`);
  return { code, document, only, stdout, stderr };
}

/** Two arms of one binary trial a case, with the counts of a paired table. */
function table(of: {
  readonly b: number;
  readonly c: number;
  readonly both?: number;
  readonly neither?: number;
}): [Line[], Line[]] {
  const flips: readonly (readonly [number, number, number])[] = [
    [of.both ?? 0, 1, 1],
    [of.b, 1, 0],
    [of.c, 0, 1],
    [of.neither ?? 0, 0, 0],
  ];
  const pairs = flips.flatMap(([count, base, head]) => Array.from({ length: count }, () => [base, head] as const));
  const arm = (side: 0 | 1): Line[] => pairs.map((pair, i) => ({ case: `case-${i}`, scores: { correct: pair[side] } }));
  return [arm(0), arm(1)];
}

/** One trial a case in each arm, from the values of each. */
function values(
  metric: string,
  arms: { readonly baseline: readonly number[]; readonly candidate: readonly number[] },
): [Line[], Line[]] {
  const arm = (of: readonly number[]): Line[] =>
    of.map((value, i) => ({ case: `case-${i}`, scores: { [metric]: value } }));
  return [arm(arms.baseline), arm(arms.candidate)];
}

describe('one binary trial per arm', () => {
  test.each(cases('G01'))('$id: McNemar, Tango, flips', async ({ inputs, expected, tol }) => {
    const { n11, b, c, n00 } = inputs as Record<'n11' | 'b' | 'c' | 'n00', number>;
    const arms = table({ b, c, both: n11, neither: n00 });
    const { only } = await compare(...arms);
    near(only.pValue, expected['midp_one_sided_worse'], tol);
    near(only.adjustedPValue, expected['midp_one_sided_worse'], tol);
    near(only.difference.estimate, expected['delta'], tol);
    near([only.difference.lower, only.difference.upper], expected['tango_ci'], tol);
    near(only.baseline.estimate, (n11 + b) / (n11 + b + c + n00), tol);
    near(only.candidate.estimate, (n11 + c) / (n11 + b + c + n00), tol);
    expect(only).toMatchObject({
      metric: 'correct',
      scope: { kind: 'suite' },
      test: 'mcnemar-mid-p',
      passTest: 'tango',
      pairs: n11 + b + c + n00,
      flips: { regressed: b, fixed: c },
      difference: { level: 0.95 },
      margin: 0.05,
    });
    const strict = await compare(...arms, '--strict');
    near(strict.only.pValue, expected['exact_one_sided_worse'], tol);
    near([strict.only.difference.lower, strict.only.difference.upper], expected['tango_ci'], tol);
    expect(strict.only).toMatchObject({ test: 'mcnemar-exact', passTest: 'exact-unconditional' });
  });

  test('G02: not a single flip', async () => {
    expect.hasAssertions();
    const { inputs, expected, tol } = goldenCase('G02');
    const arms = table({ b: 0, c: 0, both: Number(inputs['n']) });
    const { only } = await compare(...arms);
    near(only.pValue, expected['midp_one_sided_worse'], tol);
    near([only.difference.lower, only.difference.upper], expected['closed_form'], tol);
    const strict = await compare(...arms, '--strict');
    near(strict.only.pValue, expected['exact_one_sided_worse'], tol);
  });

  test.each(cases('G03'))('$id: the PASS test at the margin', async ({ inputs, expected, tol }) => {
    const { b, c, n, margin } = inputs as Record<'b' | 'c' | 'n' | 'margin', number>;
    const { only } = await compare(...table({ b, c, both: n - b - c }), '--margin', `correct=${margin}`);
    near(only.passPValue, expected['p_noninferior'], tol);
    near(only.atWorst, expected['lower90'], tol);
    expect(only.margin).toBe(margin);
  });

  test.each(cases('G36'))('$id: the strict PASS test', async ({ inputs, expected, tol }) => {
    expect.hasAssertions();
    const { b, c, n, margin } = inputs as Record<'b' | 'c' | 'n' | 'margin', number>;
    const arms = table({ b, c, both: n - b - c });
    const strict = await compare(...arms, '--strict', '--margin', `correct=${margin}`);
    near(strict.only.passPValue, expected['p_exact'], (tol as Record<string, number>)['p_exact']);
    const plain = await compare(...arms, '--margin', `correct=${margin}`);
    near(plain.only.passPValue, expected['p_asymptotic'], (tol as Record<string, number>)['p_asymptotic']);
  });

  test('G38: the permutation test is McNemar’s', async () => {
    expect.hasAssertions();
    const { inputs, expected, tol } = goldenCase('G38');
    const { b, c, ties } = inputs as Record<'b' | 'c' | 'ties', number>;
    const arms = table({ b, c, both: ties });
    near((await compare(...arms)).only.adjustedPValue, expected['midp'], tol);
    near((await compare(...arms, '--strict')).only.adjustedPValue, expected['exact'], tol);
  });
});

describe('other metrics', () => {
  test.each(cases('G35').filter(({ id }) => id !== 'G35-weighted'))(
    '$id: the empirical-likelihood PASS test',
    async ({ inputs, expected, tol }) => {
      const { d, margin } = inputs as { readonly d: readonly number[]; readonly margin: number };
      const arms = values('share', {
        baseline: d.map((x) => Math.max(0, -x)),
        candidate: d.map((x) => Math.max(0, x)),
      });
      const { only } = await compare(...arms, '--metric', 'share:continuous', '--margin', `share=${margin}`);
      near(only.passPValue, expected['p'], tol);
      expect(only).toMatchObject({
        test: 'whole-trial-permutation',
        passTest: 'empirical-likelihood',
        pairs: d.length,
      });
      expect(only).not.toHaveProperty('flips');
    },
  );

  test('G35-k3: the same as three binary trials per arm', async () => {
    const { inputs, expected, tol } = goldenCase('G35-k3');
    const { d, margin } = inputs as { readonly d: readonly number[]; readonly margin: number };
    const arm = (sign: 1 | -1): Line[] =>
      d.flatMap((x, i) =>
        [0, 1, 2].map((trial) => ({
          case: `case-${i}`,
          trial,
          scores: { correct: trial < Math.round(3 * Math.max(0, sign * x)) ? 1 : 0 },
        })),
      );
    const { only } = await compare(arm(-1), arm(1), '--margin', `correct=${margin}`);
    near(only.passPValue, expected['p'], tol);
    expect(only).toMatchObject({ passTest: 'empirical-likelihood', baseline: { trials: 3 * d.length } });
  });

  test('G07 and G08: the permutation of one trial per arm, continuous and ordinal with ties', async () => {
    expect.hasAssertions();
    for (const [id, spec] of [
      ['G07', 'score:continuous[0,1]'],
      ['G08', 'score:ordinal[1,5]'],
    ] as const) {
      const { inputs, expected, tol } = goldenCase(id);
      const d = inputs['d'] as readonly number[];
      const arms = values('score', {
        baseline: d.map(() => (id === 'G07' ? 0.5 : 3)),
        candidate: d.map((x) => x + (id === 'G07' ? 0.5 : 3)),
      });
      const { only } = await compare(...arms, '--strict', '--metric', spec);
      const mean = d.reduce((sum, x) => sum + x, 0) / d.length;
      near(only.pValue, expected['p_less'], tol);
      near(only.difference.estimate, mean, tol);
      near(only.margin, id === 'G07' ? 0.05 : 0.2, tol);
    }
  });

  test('G37: two metrics, unequal repeats, a missing score', async () => {
    expect.hasAssertions();
    const { inputs, expected, tol } = goldenCase('G37');
    type Trials = readonly (readonly [number, number | null])[];
    const pairs = inputs['cases'] as readonly { readonly candidate: Trials; readonly baseline: Trials }[];
    const arm = (side: 'baseline' | 'candidate'): Line[] =>
      pairs.flatMap((pair, i) =>
        pair[side].map(([first, second], trial) => ({ case: `case-${i}`, trial, scores: { first, second } })),
      );
    const specs = ['--metric', 'first:binary', '--metric', 'second:continuous'];
    const plain = await compare(arm('baseline'), arm('candidate'), ...specs);
    near(
      plain.document.comparisons.map((c) => c.pValue),
      expected['raw_midp'],
      tol,
    );
    near(
      plain.document.comparisons.map((c) => c.adjustedPValue),
      expected['adjusted_midp'],
      tol,
    );
    const strict = await compare(arm('baseline'), arm('candidate'), ...specs, '--strict');
    near(
      strict.document.comparisons.map((c) => c.adjustedPValue),
      expected['adjusted_strict'],
      tol,
    );
  });

  test('G39: a ratio metric, in its own units', async () => {
    const { inputs, expected, tol } = goldenCase('G39');
    const logRatios = inputs['logRatios'] as readonly number[];
    const arms = values('latency', {
      baseline: logRatios.map(() => 800),
      candidate: logRatios.map((x) => 800 * Math.exp(x)),
    });
    const { only } = await compare(...arms, '--metric', 'latency:ratio:lower');
    near(only.passPValue, expected['p'], tol);
    expect(only).toMatchObject({ margin: 0.1, direction: 'lower', passTest: 'empirical-likelihood' });
    const clipped = logRatios.map((x) => Math.max(-Math.log(4), Math.min(Math.log(4), x)));
    near(only.difference.estimate, Math.expm1(clipped.reduce((sum, x) => sum + x, 0) / clipped.length), tol);
    near(only.baseline.estimate, 800, 1e-9);
    expect(only.difference.lower).toBeLessThan(only.difference.estimate);
  });

  test('a scale from 1 to 5 where lower is better: units are its own and unoriented, p-values oriented', async () => {
    const arms = values('effort', { baseline: [1, 2, 2, 3, 1, 2], candidate: [3, 4, 3, 5, 2, 4] });
    const { only } = await compare(...arms, '--metric', 'effort:ordinal[1,5]:lower', '--margin', 'effort=0.5');
    near([only.baseline.estimate, only.candidate.estimate, only.difference.estimate], [11 / 6, 21 / 6, 10 / 6], 1e-9);
    near(only.pValue, 0.5 / 64, 1e-12);
    expect(only.margin).toBe(0.5);
    expect(only.passPValue).toBe(1);
  });
});

describe('several metrics', () => {
  /** Regressed and fixed of six metrics, so that raw p-values tie, cross and reach 1. */
  const flips = [
    [9, 0],
    [8, 1],
    [8, 1],
    [7, 2],
    [5, 3],
    [1, 6],
  ] as const;
  const arm = (side: 'baseline' | 'candidate'): Line[] =>
    Array.from({ length: 60 }, (_, i) => ({
      case: `case-${i}`,
      scores: Object.fromEntries(
        flips.map(([regressed, fixed], m) => {
          const at = (i + 7 * m) % 60;
          const flipped = at < regressed ? 'baseline' : at < regressed + fixed ? 'candidate' : undefined;
          return [`metric-${m}`, flipped === undefined ? 1 : flipped === side ? 1 : 0];
        }),
      ),
    }));

  test.each(['none', 'holm', 'hochberg', 'bonferroni', 'bh', 'by'] as const)('--correction %s', async (correction) => {
    expect.hasAssertions();
    // The reference is held to R's figures first.
    for (const id of ['G14', 'G15']) {
      const { inputs, expected, tol } = goldenCase(id);
      const known = expected[correction.length === 2 ? correction.toUpperCase() : correction];
      if (known !== undefined) near(adjusted(correction, inputs['p'] as readonly number[]), known, tol);
    }
    const { document } = await compare(arm('baseline'), arm('candidate'), '--correction', correction);
    const raw = document.comparisons.map((c) => c.pValue);
    near(
      raw,
      flips.map(([b, c]) => midP(b, c)),
      1e-12,
    );
    near(
      document.comparisons.map((c) => c.adjustedPValue),
      adjusted(correction, raw),
      1e-12,
    );
  });

  test('westfall-young lies between each p-value and Bonferroni’s, and --seed decides its draws', async () => {
    const seeded = (seed: string) => compare(arm('baseline'), arm('candidate'), '--seed', seed);
    const [one, again, other] = await Promise.all([seeded('1'), seeded('1'), seeded('2')]);
    expect(one.stdout).toBe(again.stdout);
    expect(one.stdout).not.toBe(other.stdout);
    for (const { pValue, adjustedPValue } of one.document.comparisons) {
      expect(adjustedPValue).toBeGreaterThanOrEqual(pValue);
      expect(adjustedPValue).toBeLessThanOrEqual(Math.min(1, 6 * pValue) + 0.01);
    }
  });
});

describe('verdict and exit code', () => {
  test('pass is 0, fail is 1, inconclusive is 2', async () => {
    const pass = await compare(...table({ b: 1, c: 1, both: 98 }), '--margin', 'correct=0.1');
    expect([pass.code, pass.document.verdict, pass.only.result]).toEqual([0, { outcome: 'pass' }, 'not-worse']);
    const fail = await compare(...table({ b: 20, c: 2, both: 78 }), '--margin', 'correct=0.1');
    expect([fail.code, fail.document.verdict, fail.only.result]).toEqual([1, { outcome: 'fail' }, 'regressed']);
    const open = await compare(...table({ b: 3, c: 2, both: 25 }));
    expect([open.code, open.document.verdict]).toEqual([2, { outcome: 'inconclusive', reason: 'undecided' }]);
    expect(open.only.result).toBe('undecided');
  });

  test('worse, but shown to be within the margin, passes', async () => {
    const { code, only } = await compare(...table({ b: 8, c: 0, both: 392 }), '--margin', 'correct=0.1');
    expect(only.adjustedPValue).toBeLessThan(0.05);
    expect([code, only.result]).toEqual([0, 'not-worse']);
  });

  test('--alpha is the level of both tests', async () => {
    const arms = table({ b: 7, c: 2, both: 11 });
    expect((await compare(...arms)).code).toBe(2);
    expect((await compare(...arms, '--alpha', '0.1')).code).toBe(1);
  });

  test('the document has the fields of the contract', async () => {
    const { document } = await compare(...table({ b: 3, c: 2, both: 25 }));
    expect(Object.keys(document).sort()).toEqual(['comparisons', 'findings', 'schemaVersion', 'verdict']);
    const [only] = document.comparisons;
    for (const field of ['metric', 'scope', 'test', 'pairs', 'pValue', 'adjustedPValue', 'passPValue', 'result']) {
      expect(only).toHaveProperty(field);
    }
    for (const field of ['baseline.estimate', 'candidate.estimate', 'difference.level', 'minimumDetectableEffect']) {
      expect(only).toHaveProperty(field);
    }
  });

  test('without --json a person reads the same', async () => {
    const { code, stdout } = await run(...table({ b: 20, c: 2, both: 78 }), '--margin', 'correct=0.1');
    expect(code).toBe(1);
    expect(stdout).toContain('correct: 0.98 → 0.8, −0.18');
    expect(stdout).toContain('verdict: FAIL');
  });
});

describe('what does not pair', () => {
  test('up to a tenth is left out and said; more is incompatible', async () => {
    const [baseline, candidate] = table({ b: 0, c: 0, both: 100 });
    const grown = await compare(baseline.slice(10), candidate, '--margin', 'correct=0.1');
    expect([grown.code, grown.only.pairs, grown.only.excluded]).toEqual([0, 90, 0]);
    expect(grown.document.findings).toMatchObject([{ ruleId: 'incompatible' }]);
    // What the candidate lacks may be what it could not answer: it must not be what makes a pass.
    const shrunk = await compare(baseline, candidate.slice(10), '--margin', 'correct=0.1');
    expect([shrunk.code, shrunk.only.pairs, shrunk.only.excluded]).toEqual([2, 90, 10]);
    expect(shrunk.only.passPValue).toBeLessThan(0.05);
    expect(shrunk.only.passPValueWorstCase).toBeGreaterThan(0.05);
    const many = await compare(baseline, candidate.slice(11), '--margin', 'correct=0.1');
    expect([many.code, many.document.verdict]).toEqual([2, { outcome: 'inconclusive', reason: 'incompatible' }]);
  });

  test('a lost case must not be what makes a pass; a failure of the product is a failure', async () => {
    const [baseline, candidate] = table({ b: 0, c: 0, both: 40 });
    const lost = (kind: string): Line[] =>
      candidate.map((line, i) => (i < 4 ? { case: line.case, error: { kind, message: '' } } : line));
    const network = await compare(baseline, lost('network'), '--margin', 'correct=0.1');
    expect([network.code, network.only.excluded, network.only.flips]).toEqual([2, 4, { regressed: 0, fixed: 0 }]);
    expect(network.only.passPValue).toBeLessThan(0.05);
    expect(network.only.passPValueWorstCase).toBeGreaterThan(0.05);
    const timeout = await compare(baseline, lost('timeout'), '--margin', 'correct=0.1');
    expect([timeout.only.excluded, timeout.only.flips]).toEqual([0, { regressed: 4, fixed: 0 }]);
  });

  test('a metric that the candidate no longer reports has not passed', async () => {
    const [baseline, candidate] = table({ b: 0, c: 0, both: 100 });
    const both = baseline.map((line) => ({ ...line, scores: { correct: 1, grounded: 1 } }));
    const { code, document } = await compare(both, candidate, '--margin', 'correct=0.1');
    expect([code, document.verdict]).toEqual([2, { outcome: 'inconclusive', reason: 'metric-missing' }]);
    expect(document.findings).toMatchObject([{ ruleId: 'metric-missing', metric: 'grounded' }]);
  });

  test('--cluster compares clusters, by whichever file names them', async () => {
    const [baseline, candidate] = table({ b: 12, c: 0, both: 48 });
    const named = baseline.map((line, i) => ({ ...line, cluster: `document-${i % 20}` }));
    const { only } = await compare(named, candidate, '--cluster');
    expect(only).toMatchObject({ pairs: 20, passTest: 'empirical-likelihood', test: 'whole-trial-permutation' });
    expect((await compare(named, candidate)).only.pairs).toBe(60);
  });
});

describe('mistakes end in exit code 3, one line on standard error, nothing on standard output', () => {
  const one = table({ b: 1, c: 0, both: 1 });
  const outside = values('helpfulness', { baseline: [1, 2], candidate: [1, 7] });
  const half = values('correct', { baseline: [1, 0.5], candidate: [1, 1] });
  test.each<[string, Line[], Line[], string[], RegExp]>([
    [
      'a score outside the range',
      ...outside,
      ['--metric', 'helpfulness:ordinal[1,5]'],
      /case-1\.scores\.helpfulness: expected a score in \[1, 5\], received 7/,
    ],
    [
      'a score outside the range nobody named',
      ...outside,
      [],
      /case-1\.scores\.helpfulness: expected a score in \[0, 1\]/,
    ],
    [
      'a binary metric with a half',
      ...half,
      ['--metric', 'correct:binary'],
      /case-1\.scores\.correct: expected 0 or 1, since the metric is binary/,
    ],
    [
      'a trial twice',
      [...one[0], { case: 'case-0', trial: 0, scores: { correct: 1 } }],
      one[1],
      [],
      /expected each trial of a case once, received trial 0 of "?case-0"? again/,
    ],
    [
      'an unknown metric',
      ...one,
      ['--metric', 'corect'],
      /expected a metric of the files \(correct\), received "corect"; did you mean/,
    ],
    [
      'a margin of a metric that is not compared',
      ...one,
      ['--margin', 'speed=0.1'],
      /--margin: expected a metric that is compared \(correct\), received "speed"/,
    ],
    [
      'a margin as large as the range',
      ...one,
      ['--margin', 'correct=1'],
      /--margin: correct: expected less than the metric's range/,
    ],
    ['a spec that is none', ...one, ['--metric', 'correct:ordinal[5,1]'], /--metric: expected NAME/],
    ['clusters where there are none', ...one, ['--cluster'], /expected a `cluster`/],
    ['a correction that is none', ...one, ['--correction', 'tukey'], /Allowed choices are westfall-young/],
  ])('%s', async (_, baseline, candidate, args, message) => {
    const { code, stdout, stderr } = await run(baseline, candidate, '--json', ...args);
    expect(stderr).toMatch(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect([code, stdout]).toEqual([3, '']);
  });

  test('a file that is not there', async () => {
    const { code, stdout, stderr } = await steelyard(['compare', 'no.jsonl', 'nor.jsonl', '--json'], { directory });
    expect(stderr).toMatch(/no\.jsonl: expected a results file, received no such file/);
    expect([code, stdout]).toEqual([3, '']);
  });
});

function cases(prefix: string): GoldenCase[] {
  return golden.cases.filter(({ id }) => id === prefix || id.startsWith(`${prefix}-`));
}

function goldenCase(id: string): GoldenCase {
  const found = golden.cases.find((one) => one.id === id);
  if (found === undefined) throw new Error(`golden.json has no ${id}`);
  return found;
}

/** Each number within `tolerance` of the expected one. */
function near(
  received: number | readonly number[],
  expected: unknown,
  tolerance: number | Record<string, number> | undefined,
): void {
  if (typeof tolerance !== 'number') throw new Error('golden.json names no tolerance for this figure');
  const ours = [received].flat();
  const theirs = [expected].flat() as readonly number[];
  expect(ours).toHaveLength(theirs.length);
  for (const [i, value] of ours.entries()) {
    expect(Math.abs(value - (theirs[i] ?? Number.NaN)), `${value} against ${theirs[i]}`).toBeLessThanOrEqual(tolerance);
  }
}

/** P(X < c) + ½ P(X = c) for c of b + c tosses of a fair coin, in whole numbers. */
function midP(b: number, c: number): number {
  const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n, k - 1) * (n - k + 1)) / k);
  let below = choose(b + c, c) / 2;
  for (let k = 0; k < c; k += 1) below += choose(b + c, k);
  return below / 2 ** (b + c);
}

/** The definitions of R's p.adjust, written down as plainly as they can be. */
function adjusted(
  correction: 'none' | 'holm' | 'hochberg' | 'bonferroni' | 'bh' | 'by',
  p: readonly number[],
): number[] {
  const m = p.length;
  const harmonic = p.reduce((sum, _, i) => sum + 1 / (i + 1), 0);
  const ascending = [...p].sort((a, b) => a - b);
  const factor: Readonly<Record<typeof correction, (rank: number) => number>> = {
    none: () => 1,
    bonferroni: () => m,
    holm: (rank) => m - rank + 1,
    hochberg: (rank) => m - rank + 1,
    bh: (rank) => m / rank,
    by: (rank) => (harmonic * m) / rank,
  };
  return p.map((own) => {
    const scaled = ascending.map((value, i) => ({ value, p: Math.min(1, factor[correction](i + 1) * value) }));
    if (correction === 'none' || correction === 'bonferroni') return Math.min(1, factor[correction](1) * own);
    const down = correction === 'holm';
    const relevant = scaled.filter(({ value }) => (down ? value <= own : value >= own)).map((one) => one.p);
    if (down) {
      // Ties share the largest factor, which the first of them has.
      const first = scaled.filter(({ value }) => value < own).map((one) => one.p);
      const tied = scaled.filter(({ value }) => value === own).map((one) => one.p);
      return Math.max(...first, ...tied);
    }
    return Math.min(...relevant);
  });
}
