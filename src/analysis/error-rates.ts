import type { SuitePlan } from '../domain/plan.ts';

/**
 * The promises of a run, as sentences that hold for it (statistics.md §2): what a red and a green check are worth, and
 * when that falls away.
 *
 * @param storedTrials median number of stored trials a case; 0 where both arms ran live
 */
export function errorRateSentences(
  plan: Pick<SuitePlan, 'design' | 'metrics'>,
  storedTrials: number,
): readonly string[] {
  const { alphaPass, alphaFail } = plan.design;
  const sentences = [
    `If nothing changed, this check fails at most ${outOf(alphaFail)}, whatever the stored baseline and the provider did: only fresh runs of both arms can turn it red.`,
  ];
  if (storedTrials === 0) {
    sentences.push(
      `If a gated metric is worse by its limit or more, this check passes at most ${outOf(alphaPass)} (both arms ran live).`,
    );
  } else {
    sentences.push(
      `If a gated metric is worse by its limit or more, this check passes at most ${outOf(alphaPass)} on average over stored baselines and while the provider is unchanged; with one of the unluckiest 5% of baselines at ${storedTrials} stored ${storedTrials === 1 ? 'trial' : 'trials'} a case, up to about ${conditionalPercentile(storedTrials)}.`,
    );
  }
  const predicted = plan.metrics.find((metric) => metric.predicted !== undefined)?.predicted;
  const unchanged = predicted?.find(({ atMargins }) => atMargins === 0);
  const worse = predicted?.find(({ atMargins }) => atMargins === -2);
  if (unchanged !== undefined && worse !== undefined) {
    sentences.push(
      `At this size a change that did nothing passes ${share(unchanged.pass)} of the time and is inconclusive ${share(unchanged.inconclusive)}; a drop of twice the limit fails ${share(worse.fail)} of the time.`,
    );
  }
  return sentences;
}

/** Measured 95th percentile of the false-pass rate given one particular stored baseline, by its trials a case (statistics.md §2). */
function conditionalPercentile(storedTrials: number): string {
  if (storedTrials >= 10) return '7 in 100';
  if (storedTrials >= 3) return '11 in 100';
  return '22 in 100';
}

function outOf(rate: number): string {
  return `${Number((rate * 100).toFixed(1))} times in 100`;
}

function share(probability: number): string {
  return `${Math.round(probability * 100)}%`;
}
