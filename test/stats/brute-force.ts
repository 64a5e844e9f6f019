import type { PermutationCase } from '../../src/stats/permutation-max-t.ts';

// The definitions of statistics.md §3, written down as plainly as possible and gone through in full: what the fast
// implementations are held against.

type Trial = readonly (number | null)[];

/** All ways to split the trials of a case again into arms of the same sizes. */
function rearrangements<T>(candidate: readonly T[], baseline: readonly T[]): { candidate: T[]; baseline: T[] }[] {
  const pool = [...candidate, ...baseline];
  return Array.from({ length: 2 ** pool.length }, (_, mask) => ({
    candidate: pool.filter((_, trial) => (mask >> trial) & 1),
    baseline: pool.filter((_, trial) => !((mask >> trial) & 1)),
  })).filter((split) => split.candidate.length === candidate.length);
}

/** The plain mean of the cases' mean differences, small where worse. */
export function bruteForceMeanDifference(cases: readonly (readonly [number[], number[]])[]) {
  const average = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const statistic = (arms: readonly { candidate: number[]; baseline: number[] }[]): number =>
    average(arms.map(({ candidate, baseline }) => average(candidate) - average(baseline)));
  const estimate = statistic(cases.map(([candidate, baseline]) => ({ candidate, baseline })));
  const orbit = product(cases.map(([candidate, baseline]) => rearrangements(candidate, baseline))).map(statistic);
  return { estimate, worse: orbit.filter((value) => value <= estimate + 1e-12).length / orbit.length };
}

/** Whole-trial permutation maxT over every arrangement; a block is a list of cases that move together. */
export function bruteForceMaxT(blocks: readonly (readonly PermutationCase[])[], weights: readonly number[]) {
  const metrics = blocks[0]?.[0]?.candidate[0]?.length ?? 0;
  const statistics = (arms: readonly (readonly PermutationCase[])[]): number[] =>
    Array.from({ length: metrics }, (_, metric) => {
      const contributions = arms.map((cases, block) => (weights[block] ?? 1) * (blockDifference(cases, metric) ?? 0));
      const squares = contributions.reduce((sum, d) => sum + d * d, 0);
      return squares < 1e-20 ? 0 : contributions.reduce((sum, d) => sum + d, 0) / Math.sqrt(squares);
    });
  const observed = statistics(blocks);
  const orbit = product(blocks.map(blockArrangements)).map(statistics);

  const share = (metric: number, among: readonly number[], tie: number): number => {
    const threshold = -(observed[metric] ?? 0);
    const worst = orbit.map((t) => Math.max(...among.map((m) => -(t[m] ?? 0))));
    const above = worst.filter((value) => value > threshold + 1e-9).length;
    const tied = worst.filter((value) => Math.abs(value - threshold) <= 1e-9).length;
    return (above + tie * tied) / orbit.length;
  };
  const order = [...observed.keys()].sort((one, other) => (observed[one] ?? 0) - (observed[other] ?? 0));
  const pValues = (tie: number) => {
    const adjusted = observed.map(() => 0);
    let previous = 0;
    for (const [rank, metric] of order.entries()) {
      previous = Math.max(previous, share(metric, order.slice(rank), tie));
      adjusted[metric] = previous;
    }
    return { raw: observed.map((_, metric) => share(metric, [metric], tie)), adjusted };
  };
  return { statistic: observed, midP: pValues(0.5), strict: pValues(1), orbit: orbit.length };
}

/** Joint arrangements of a block: the same trial positions change places in every case. */
function blockArrangements(cases: readonly PermutationCase[]): PermutationCase[][] {
  const candidates = cases[0]?.candidate.length ?? 0;
  const baselines = cases[0]?.baseline.length ?? 0;
  const positions = Array.from({ length: candidates + baselines }, (_, position) => position);
  return rearrangements(positions.slice(0, candidates), positions.slice(candidates)).map((split) =>
    cases.map(({ candidate, baseline }) => {
      const pool: Trial[] = [...candidate, ...baseline];
      const pick = (chosen: readonly number[]): Trial[] => chosen.map((position) => pool[position] ?? []);
      return { candidate: pick(split.candidate), baseline: pick(split.baseline) };
    }),
  );
}

function blockDifference(cases: readonly PermutationCase[], metric: number): number | undefined {
  const known = (trials: readonly Trial[]): number[] =>
    trials.map((trial) => trial[metric] ?? null).filter((score) => score !== null);
  const average = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const differences = cases
    .map(({ candidate, baseline }) => [known(candidate), known(baseline)] as const)
    .filter(([candidate, baseline]) => candidate.length > 0 && baseline.length > 0)
    .map(([candidate, baseline]) => average(candidate) - average(baseline));
  return differences.length === 0 ? undefined : average(differences);
}

function product<T>(lists: readonly (readonly T[])[]): T[][] {
  return lists.reduce<T[][]>((all, list) => all.flatMap((one) => list.map((item) => [...one, item])), [[]]);
}
