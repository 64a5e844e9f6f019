import { observeArm, scoresOf } from '../analysis/observe.ts';
import { valueInOwnUnits } from '../analysis/own-units.ts';
import { unitOf } from '../analysis/unit-of.ts';
import type { Case } from '../domain/case.ts';
import { casesByRole } from '../domain/cases-by-role.ts';
import type { AdvisoryResult } from '../domain/report.ts';
import type { Suite } from '../domain/suite.ts';
import { UsageError } from '../domain/usage-error.ts';
import type { Trial } from '../domain/trial.ts';
import { mean } from '../stats/describe.ts';
import type { Finding } from '../domain/finding.ts';
import { type ArmRun, CouldNotRun, type Executed } from './execute-arms.ts';
import type { LoadedChange } from './load-change.ts';
import type { PlannedSuite } from './plan-gate.ts';

/** Cases of a new suite that run before it is merged: enough to see that it works. */
const MOST_CASES = 50;
/** Suites of which anything runs beside the verdict: what is shown must not cost more than what decides. */
const MOST_SUITES = 5;

/**
 * Runs what the change brings and the verdict does not use: suites that only the candidate has, and the candidate's own
 * version of cases it added or edited. One trial a case, after the verdict's own calls, so that it can cost them nothing.
 * What cannot run (a new suite whose host the base's policy does not name yet) is a finding: it enters no verdict either.
 */
export async function runAdvisory(
  loaded: Pick<LoadedChange, 'added' | 'bootstrap'>,
  suites: readonly PlannedSuite[],
  run: (runs: readonly ArmRun[]) => Promise<Executed>,
  signal: AbortSignal,
): Promise<{ readonly results: readonly AdvisoryResult[]; readonly findings: readonly Finding[] }> {
  if (signal.aborted || loaded.bootstrap) return { results: [], findings: [] };
  const added = loaded.added.map((suite) => ({
    kind: 'new-suite' as const,
    suite: suite.suite,
    run: armRun(
      suite.suite.name,
      suite.head,
      suite.scorers,
      casesByRole(suite.suite.cases).measured.slice(0, MOST_CASES),
    ),
  }));
  const changed = suites.map(({ compared }) => ({
    kind: 'changed-cases' as const,
    suite: compared.suite,
    run: armRun(compared.suite.name, compared.head, compared.scorers, compared.ownCases.slice(0, MOST_CASES)),
  }));
  const wanted = [...added, ...changed].filter((advisory) => advisory.run.blocks.some(({ cases }) => cases.length > 0));
  const all = wanted.slice(0, MOST_SUITES);
  const results: AdvisoryResult[] = [];
  const findings: Finding[] = wanted.slice(MOST_SUITES).map(({ kind, suite }) => notShown(kind, suite));
  for (const { kind, suite, run: one } of all) {
    try {
      const { trials } = await run([one]);
      results.push(...summarise(kind, suite, trials));
    } catch (error) {
      if (!(error instanceof CouldNotRun || error instanceof UsageError)) throw error;
      findings.push(couldNotRun(kind, suite, error));
    }
  }
  return { results, findings };
}

function notShown(kind: AdvisoryResult['kind'], { name }: Suite): Finding {
  return {
    ruleId: kind === 'new-suite' ? 'new-suite' : 'cases-changed',
    suite: name,
    message: `\`${name}\` did not run beside the verdict: at most ${MOST_SUITES} suites do; bring the others in changes of their own`,
  };
}

function couldNotRun(kind: AdvisoryResult['kind'], { name }: Suite, error: Error): Finding {
  const what = kind === 'new-suite' ? `\`${name}\` is new and` : `The changed cases of \`${name}\``;
  return {
    ruleId: kind === 'new-suite' ? 'new-suite' : 'cases-changed',
    suite: name,
    message: `${what} could not run beside the verdict: ${error.message}`,
  };
}

function armRun(suite: string, spec: ArmRun['spec'], scorers: ArmRun['scorers'], cases: readonly Case[]): ArmRun {
  return { suite, stage: 'advisory', arm: 'candidate', spec, scorers, blocks: [{ cases, trials: 1 }] };
}

function summarise(kind: AdvisoryResult['kind'], suite: Suite, trials: readonly Trial[]): readonly AdvisoryResult[] {
  const observed = observeArm(
    trials.filter((trial) => trial.key.suite === suite.name),
    suite.metrics,
  );
  return suite.metrics.map((metric, column) => {
    const values = [...observed.values()].flatMap(({ rows }) => scoresOf(rows, column));
    return {
      suite: suite.name,
      kind,
      metric: metric.name,
      title: metric.title,
      measure: { kind: metric.kind, ...unitOf(metric) },
      cases: values.length,
      ...(values.length === 0 ? {} : { estimate: valueInOwnUnits(metric, mean(values)) }),
    };
  });
}
