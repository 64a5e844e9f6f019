import type { BaselineRun } from '../domain/baseline.ts';

/** Milliseconds. */
export const DAY_MS = 86_400_000;

/** The run a baseline is dated by; undefined where it has none. */
export function newestRun(runs: readonly BaselineRun[]): BaselineRun | undefined {
  return [...runs].sort((a, b) => Date.parse(b.at) - Date.parse(a.at))[0];
}

/** Whole days between a run and `now` (milliseconds since the epoch). */
export function ageInDays(run: BaselineRun, now: number): number {
  return Math.floor((now - Date.parse(run.at)) / DAY_MS);
}
