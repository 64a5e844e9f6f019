import type { SuitePlan } from '../domain/plan.ts';
import { normalCdf, normalQuantile } from '../stats/distributions.ts';
import type { RoleResult } from '../domain/report.ts';

/** What a red check is worth: holds for the whole check, however many suites it has (statistics.md §2). */
export function falseFailSentence(alphaFail: number): string {
  return `If nothing changed, this check fails at most ${outOf(alphaFail)}, whatever the stored baseline and the provider did: only fresh runs of both versions can turn it red.`;
}

/** What invariants do to the sentence above: they stand outside of it. Nothing where a run had none. */
export function roleSentences(roles: readonly Pick<RoleResult, 'invariants'>[]): readonly string[] {
  if (roles.every(({ invariants }) => invariants === 0)) return [];
  return [
    'Invariants are outside of that rate: one wrong answer of the new version turns the check red, by rule and without a comparison.',
  ];
}

/**
 * What a green check of one suite is worth, and when that falls away (statistics.md §2).
 *
 * @param storedTrials median of stored trials over the cases that used them; 0 where both arms ran live
 * @param sentinels what this suite's sentinels may spend of α₂, beside its metrics
 * @param exact every gated metric took the exact test, which `strict` brings where there is one
 */
export function falsePassSentences(
  plan: Pick<SuitePlan, 'suite' | 'design' | 'metrics' | 'trials' | 'roles'>,
  storedTrials: number,
  { exact, sentinels }: { readonly exact: boolean; readonly sentinels: number },
): readonly string[] {
  const { alphaPass } = plan.design;
  // The asymptotic tests miss their level by a little in their worst case; enumeration and simulation found 7 in 100 at 5.
  const rate = exact
    ? `about ${outOf(alphaPass)}`
    : `about ${outOf(alphaPass)} (${Number((alphaPass * 140).toFixed(1))} at worst)`;
  const sentences = [
    storedTrials === 0
      ? `If a gated metric of ${plan.suite} is worse by its limit or more, it passes ${rate}, whatever the provider did: both versions ran live, side by side.`
      : `If a gated metric of ${plan.suite} is worse by its limit or more, it passes ${rate} on average over stored baselines, while the provider is unchanged${conditional(plan, storedTrials)}.`,
  ];
  const predicted = plan.metrics.find((metric) => metric.predicted !== undefined)?.predicted;
  const unchanged = predicted?.find(({ atMargins }) => atMargins === 0);
  const worse = predicted?.find(({ atMargins }) => atMargins === -2);
  if (unchanged !== undefined && worse !== undefined) {
    sentences.push(
      `At this size ${plan.suite} passes a change that did nothing about ${share(unchanged.pass)} of the time and is inconclusive ${share(unchanged.inconclusive)}; it fails a drop of twice the limit in all gated metrics ${share(worse.fail)} of the time (simulated from the stored trials).`,
    );
    const right = PRIOR * worse.fail;
    const { invariants = [] } = plan.roles ?? {};
    // An invariant that the base breaks too is red on every change: nothing can be said of such a check.
    if (right > 0 && invariants.length === 0) {
      const wrong = plan.design.alphaFail + sentinels;
      const atLeast = right / (right + (1 - PRIOR) * wrong);
      sentences.push(
        `Were one change in ten worse by twice the limit and the others nothing, a red check of ${plan.suite} would be right at least ${share(atLeast)} of the time.`,
      );
    }
  }
  return sentences;
}

/** Share of changes that are taken to be harmful where the worth of a red check is said. */
const PRIOR = 0.1;

/**
 * The false-pass rate given the one baseline at hand, at the 95th percentile of its luck: Φ(z₀.₉₅·√r − z₁₋α·√(1 + r)) with
 * r = k_C/k_B, which is .25, .17 and .11 at 1, 3 and 10 stored trials for each of the candidate's. It is what the rate
 * tends to where drops are small beside the noise, and where it is largest: simulated .17, .11 and .08 at a margin of .10.
 */
function conditional({ design, trials }: Pick<SuitePlan, 'design' | 'trials'>, storedTrials: number): string {
  const ratio = trials / storedTrials;
  const most = normalCdf(
    normalQuantile(PERCENTILE) * Math.sqrt(ratio) - normalQuantile(1 - design.alphaPass) * Math.sqrt(1 + ratio),
  );
  return `; given the one baseline at hand, for 95 of 100 baselines of ${storedTrials} ${storedTrials === 1 ? 'trial' : 'trials'} a case at most about ${Math.round(100 * most)} times in 100`;
}

const PERCENTILE = 0.95;

function outOf(rate: number): string {
  return `${Number((rate * 100).toPrecision(2))} times in 100`;
}

function share(probability: number): string {
  return `${Math.round(probability * 100)}%`;
}
