import type { Case } from '../domain/case.ts';
import type { RegressedCase } from '../domain/report.ts';
import type { Trial } from '../domain/trial.ts';
import { mean } from '../stats/describe.ts';
import { valueInOwnUnits } from './own-units.ts';
import { metricPairs, type Pair } from './pair.ts';
import { readable } from './readable.ts';
import type { ComparedMetric } from './test-suite.ts';

/** Cases kept a metric: in nearly every run all of them, so that what they share can be counted. Reports show a few. */
const MOST = 100;

/**
 * The cases that fell most on one metric, worst first, with what both arms answered. Shown, not tested: each is a place
 * to look, and the comparison over all cases is what decides.
 *
 * @param outputs stored outputs of the baseline, where the other arm did not run
 */
export function regressedCases(
  suite: string,
  compared: Pick<ComparedMetric, 'metric' | 'column' | 'tag'>,
  of: {
    readonly pairs: readonly Pair[];
    /** The name its scores carry: of a slice, the whole metric's. */
    readonly scoredAs: string;
    readonly cases: readonly Case[];
    readonly candidate: readonly Trial[];
    readonly control: readonly Trial[];
    readonly outputs: ReadonlyMap<string, string>;
  },
): readonly RegressedCase[] {
  const { metric } = compared;
  const cases = new Map(of.cases.map((c) => [c.id, c]));
  return (
    metricPairs(of.pairs, compared)
      .scored.map((pair) => ({ pair, d: mean(pair.candidate) - mean(pair.baseline) }))
      .filter(({ d }) => d < -1e-12)
      // Ties stay in plan order, which is random: by name they would all be of one kind.
      .sort((a, b) => a.d - b.d)
      .slice(0, MOST)
      .flatMap(({ pair }): readonly RegressedCase[] => {
        const testCase = cases.get(pair.caseId);
        if (testCase === undefined) return [];
        const now = firstTrial(of.candidate, pair.caseId, of.scoredAs);
        const before = firstTrial(of.control, pair.caseId, of.scoredAs)?.text ?? of.outputs.get(pair.caseId);
        return [
          {
            suite,
            metric: metric.name,
            caseId: pair.caseId,
            tags: testCase.tags,
            input: readable(testCase.input),
            expected: testCase.expected === undefined ? '' : readable(testCase.expected),
            candidateOutput: now?.text ?? '',
            ...(before === undefined ? {} : { baselineOutput: before }),
            ...(now?.explanation === undefined ? {} : { explanation: now.explanation }),
            candidateScores: pair.candidate.map((value) => valueInOwnUnits(metric, value)),
            baselineScores: pair.baseline.map((value) => valueInOwnUnits(metric, value)),
          },
        ];
      })
  );
}

/** The first trial of a case, or what it died of, with the scorer's reason. */
function firstTrial(
  trials: readonly Trial[],
  caseId: string,
  metric: string,
): { readonly text: string; readonly explanation?: string } | undefined {
  const trial = trials.find((t) => t.key.caseId === caseId && t.status !== 'skipped');
  if (trial === undefined || trial.status === 'skipped') return undefined;
  if (trial.status === 'errored') return { text: '', explanation: `${trial.error.kind}: ${trial.error.message}` };
  const score = trial.scores[metric];
  const explanation = score?.status === 'scored' ? score.explanation : score?.reason;
  return { text: trial.output.text, ...(explanation === undefined ? {} : { explanation }) };
}
