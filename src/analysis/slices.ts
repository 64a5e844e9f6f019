import { benjaminiHochberg } from '../stats/benjamini-hochberg.ts';
import { type Compared, describeComparison } from './compare-suite.ts';
import { carries, type Pairing } from './pair.ts';
import { type ComparedMetric, type ComparisonRules, testSuite } from './test-suite.ts';

/** The false-discovery rate at which a slice is said to have moved (statistics.md §3). */
export const SLICE_FDR = 0.1;

/** Fewer cases than this tell nothing of a slice. */
const FEWEST_CASES = 8;

/** Slices looked at: the most frequent tags. */
const MOST_TAGS = 100;

/**
 * What each tag's cases say of each gated metric on their own, for people to look at: every slice is tested, and
 * Benjamini–Hochberg over all of them says which moved. Advisory: nothing of it enters a verdict.
 *
 * `result` is `regressed` where a slice is worse at that rate, `improved` where its interval lies above 0, and otherwise
 * as for the whole. Tags that all cases carry, or that carry the same cases as another, are not told apart.
 */
export function compareSlices(
  suite: string,
  metrics: readonly ComparedMetric[],
  pairing: Pairing,
  rules: ComparisonRules,
): readonly Compared[] {
  const advisory = tagsOf(pairing).flatMap((tag) =>
    metrics
      .filter(({ metric, tag: gatedSlice }) => metric.gate && gatedSlice === undefined)
      .map((compared): ComparedMetric => ({ ...compared, metric: { ...compared.metric, gate: false }, tag })),
  );
  const tested = testSuite(advisory, pairing, rules);
  const adjusted = benjaminiHochberg(tested.map(({ fail }) => fail.pValue));
  return tested.map((one, i): Compared => {
    const adjustedPValue = adjusted[i] ?? 1;
    const { comparison } = describeComparison(suite, one);
    const worse = adjustedPValue < SLICE_FDR;
    return {
      tested: one,
      comparison: { ...comparison, adjustedPValue, result: worse ? 'regressed' : comparison.result },
    };
  });
}

function tagsOf({ pairs }: Pairing): readonly string[] {
  const all = [...new Set(pairs.flatMap(({ tags = [] }) => tags))].sort();
  const seen = new Set<string>();
  return all
    .map((tag) => ({ tag, cases: pairs.filter((pair) => carries(pair, tag)).map(({ caseId }) => caseId) }))
    .filter(({ cases }) => {
      const key = cases.join('\n');
      const isNew = cases.length >= FEWEST_CASES && cases.length < pairs.length && !seen.has(key);
      seen.add(key);
      return isNew;
    })
    .sort((a, b) => b.cases.length - a.cases.length)
    .slice(0, MOST_TAGS)
    .map(({ tag }) => tag);
}
