import type { ConfirmLook, ScreenLook } from '../domain/plan.ts';
import { passFloor } from '../stats/pass-floor.ts';
import { unitsOf } from './units-of.ts';

/** A sampled case as the looks see it: cases of one cluster are never parted. */
interface SampledCase {
  readonly cluster?: string;
}

/**
 * Stage 1 with three looks: shares of the sample, parts of α_PASS (for α_PASS = .05) that together spend it, and the
 * adjusted p at which a look triggers the confirmation, which does not depend on α₂ (statistics.md §4).
 */
const SCREEN = [
  { share: 0.5, pass: 0.01, screen: 0.01 },
  { share: 0.75, pass: 0.012, screen: 0.02 },
  { share: 1, pass: 0.044, screen: 0.1 },
] as const;

/** Stage 2 with three looks: half the cases, all of them, all of them twice; levels for α₂ = .05. */
const CONFIRM = [
  { share: 0.5, passes: 1, level: 0.02 },
  { share: 1, passes: 1, level: 0.015 },
  { share: 1, passes: 2, level: 0.015 },
] as const;

/** The rate for which the levels above were set: they are scaled in proportion to another. */
const SET_FOR = 0.05;

/** Adjusted p at which a single look triggers the confirmation. */
const SCREEN_ONCE = 0.1;

/**
 * The looks of stage 1. Sizes round up, clusters stay whole, and looks that would see the same cases are one. Where no early
 * look has the cases that a PASS takes at its level even if all are flawless, nothing can be spent there, and the last look
 * has all of α_PASS; that depends on the sizes alone, so it is known before any data is seen.
 *
 * @param largestMargin of the gated metrics, unit scale: the one that a PASS takes the fewest cases for
 */
export function screenLooks(
  sample: readonly SampledCase[],
  of: {
    readonly stopping: 'looks' | 'fixed';
    readonly alphaPass: number;
    readonly largestMargin: number;
  },
): readonly ScreenLook[] {
  if (of.stopping === 'fixed') {
    return [{ cases: sample.length, passLevel: of.alphaPass, screenLevel: SCREEN_ONCE }];
  }
  const looks = SCREEN.map(({ share, pass, screen }) => ({
    cases: prefixOf(sample, share),
    passLevel: (pass * of.alphaPass) / SET_FOR,
    screenLevel: screen,
  }));
  // In a tiny sample two looks can see the same cases: only the later one is taken, and spends no more than its own part.
  const distinct = looks.filter(({ cases }, i) => cases !== looks[i + 1]?.cases);
  const canPassEarly = distinct
    .slice(0, -1)
    .some(({ cases, passLevel }) => unitsOf(sample.slice(0, cases)) >= passFloor(of.largestMargin, passLevel));
  return distinct.map((look, i) =>
    canPassEarly || i < distinct.length - 1 ? look : { ...look, passLevel: of.alphaPass },
  );
}

/** The looks of stage 2, at a suite's share of α₂. */
export function confirmLooks(
  sample: readonly SampledCase[],
  of: { readonly stopping: 'looks' | 'fixed'; readonly alphaFail: number },
): readonly ConfirmLook[] {
  if (of.stopping === 'fixed') return [{ cases: sample.length, passes: 1, level: of.alphaFail }];
  const looks = CONFIRM.map(({ share, passes, level }) => ({
    cases: prefixOf(sample, share),
    passes,
    level: (level * of.alphaFail) / SET_FOR,
  }));
  return looks.filter((look, i) => look.cases !== looks[i + 1]?.cases || look.passes !== looks[i + 1]?.passes);
}

/** The cases of a share of the sample, rounded up and on to the end of the last cluster begun. */
function prefixOf(sample: readonly SampledCase[], share: number): number {
  const least = Math.ceil(share * sample.length);
  const cluster = sample[least - 1]?.cluster;
  if (cluster === undefined) return least;
  const rest = sample.slice(least).findIndex((one) => one.cluster !== cluster);
  return rest === -1 ? sample.length : least + rest;
}
