import { z } from 'zod';
import { caseRoles } from '../domain/case.ts';
import { ruleIds } from '../domain/finding.ts';
import { inconclusiveReasons } from '../domain/verdict.ts';

// The schema of report.json, part by part in the order in which it is written. A type test holds it equal to `Report`.
// Objects are open: a later minor version may add fields, and this one still renders its reports.

const text = z.string();
const count = z.int().min(0);
const number = z.number();
const level = z.enum(['pass', 'warn', 'fail']);
const outcome = z.enum(['pass', 'fail', 'inconclusive']);
const reason = z.enum(inconclusiveReasons);
const kind = z.enum(['binary', 'ordinal', 'continuous', 'ratio']);
const unit = z.enum(['USD', 'ms', 'tokens']);
const direction = z.enum(['higher', 'lower']);
const factor = z.enum(['prompt', 'model', 'params', 'tools', 'code', 'data', 'scorers', 'judge']);

const revision = z.object({ commit: text, tree: text, dirty: z.boolean() });

const change = z.object({
  repository: text,
  seedKey: text,
  base: revision,
  head: revision,
  folder: text.exactOptional(),
  files: z.array(
    z.object({
      path: text,
      status: z.enum(['added', 'removed', 'modified', 'renamed']),
      previousPath: text.exactOptional(),
    }),
  ),
  pullRequest: z.object({ number: count, headCommit: text }).exactOptional(),
});

const suiteChange = z.object({
  suite: text,
  factors: z.array(factor),
  baseModel: text.exactOptional(),
  headModel: text.exactOptional(),
  diffs: z.array(
    z.object({
      path: text,
      previousPath: text.exactOptional(),
      hunks: z.array(z.object({ baseLine: count, headLine: count, lines: z.array(text) })),
    }),
  ),
});

const policyEdit = z.object({
  path: text,
  status: z.enum(['added', 'removed', 'modified']),
  edits: z.array(text),
});

const design = z.object({
  alphaPass: number,
  alphaFail: number,
  strict: z.boolean(),
  stopping: z.enum(['looks', 'fixed']),
  screen: z.array(z.object({ cases: count, passLevel: number, screenLevel: number })),
  confirm: z.array(z.object({ cases: count, passes: count, level: number })),
  seed: text,
});

const plannedMetric = z.object({
  name: text,
  title: text,
  kind,
  direction,
  gate: z.boolean(),
  slice: text.exactOptional(),
  margin: number,
  range: z.tuple([number, number]),
  unitMargin: number,
  passFloor: count,
  varying: z.object({ cases: count, of: count, nearBest: z.boolean() }).exactOptional(),
  smallestDetectableDrop: number.exactOptional(),
  predicted: z
    .array(z.object({ atMargins: number, pass: number, fail: number, inconclusive: number, calls: number }))
    .exactOptional(),
});

const suitePlan = z.object({
  suite: text,
  suiteDigest: text,
  design,
  caseIds: z.array(text),
  casesInSuite: count,
  units: count,
  trials: count,
  control: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('stored') }),
    z.object({ kind: z.literal('live'), reason: text }),
    z.object({ kind: z.literal('mixed'), liveCases: z.array(text) }),
  ]),
  metrics: z.array(plannedMetric),
  calls: z.object({ screen: count, drift: count, confirm: count }),
  cost: z.object({ screen: number, drift: number, confirm: number }).exactOptional(),
  tags: z.record(text, count),
  roles: z.object({ sentinels: z.array(text), invariants: z.array(text) }).exactOptional(),
});

const arm = z.object({ estimate: number, trials: count });
const interval = z.object({ estimate: number, lower: number, upper: number, level: number });

const comparison = z.object({
  suite: text,
  metric: text,
  title: text,
  kind,
  direction,
  gate: z.boolean(),
  unit: unit.exactOptional(),
  scope: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('suite') }),
    z.object({ kind: z.literal('slice'), tag: text }),
    z.object({ kind: z.literal('case'), caseId: text }),
  ]),
  test: z.object({ pass: text, fail: text }),
  pairs: count,
  excluded: count,
  margin: number,
  baseline: arm,
  candidate: arm,
  difference: interval,
  caseWeighted: number.exactOptional(),
  fixedSuite: interval.exactOptional(),
  atWorst: number,
  pValue: number,
  adjustedPValue: number,
  passPValue: number,
  passPValueWorstCase: number,
  tippingPoint: count.exactOptional(),
  flips: z.object({ regressed: count, fixed: count }).exactOptional(),
  probabilityWorse: number.exactOptional(),
  minimumDetectableEffect: number,
  result: z.enum(['regressed', 'not-worse', 'improved', 'undecided']),
});

const stage = z.object({
  stage: z.enum(['screen', 'confirm', 'repeat']),
  against: z.record(text, z.enum(['baseline', 'control', 'mixed'])),
  comparisons: z.array(comparison),
  decisions: z.array(
    z.object({
      suite: text,
      metric: text,
      decision: z.enum(['passed', 'screened', 'open', 'confirmed', 'not-confirmed', 'not-decided']),
      look: count,
    }),
  ),
  looks: z.array(z.object({ suite: text, taken: count, planned: count, cases: count })),
  tally: z.array(
    z.object({
      suite: text,
      arm: text,
      completed: count,
      failedByProduct: count,
      excluded: count,
      skipped: count,
    }),
  ),
});

const regressedCase = z.object({
  suite: text,
  metric: text,
  caseId: text,
  tags: z.array(text),
  input: text,
  expected: text,
  baselineOutput: text.exactOptional(),
  candidateOutput: text,
  explanation: text.exactOptional(),
  candidateScores: z.array(number),
  baselineScores: z.array(number),
});

const failedTrials = z.object({ failed: count, of: count });

const roleResult = z.object({
  suite: text,
  sentinels: count,
  invariants: count,
  cases: z.array(
    z.object({
      caseId: text,
      role: z.enum(caseRoles),
      outcome: z.enum(['broken', 'recovered', 'lost']),
      first: failedTrials,
      again: z.object({ candidate: failedTrials, control: failedTrials }).exactOptional(),
      tags: z.array(text),
      input: text,
      expected: text,
      baselineOutput: text.exactOptional(),
      candidateOutput: text,
      explanation: text.exactOptional(),
    }),
  ),
});

const finding = z.object({
  ruleId: z.enum(ruleIds),
  message: text,
  suite: text.exactOptional(),
  metric: text.exactOptional(),
  location: z.object({ path: text, line: count.exactOptional() }).exactOptional(),
  level: z.enum(['note', 'warning', 'error']),
});

const verdict = z.object({
  outcome,
  reason: reason.exactOptional(),
  level,
  accepted: z.object({ by: text, reason: text, commit: text, at: text.exactOptional() }).exactOptional(),
  because: z.array(finding),
  perSuite: z.array(z.object({ suite: text, outcome, reason: reason.exactOptional() })),
  perMetric: z.array(
    z.object({
      suite: text,
      metric: text,
      outcome,
      reason: reason.exactOptional(),
      note: z.enum(['not-decided', 'worse-within-margin', 'improved']).exactOptional(),
    }),
  ),
});

/** report.json: the one document that every other format renders from. */
export const reportSchema = z.object({
  schemaVersion: z.literal(1),
  steelyard: text,
  job: z.enum(['gate', 'run', 'release']),
  release: z
    .object({
      since: z.object({ commit: text, tag: text.exactOptional() }).exactOptional(),
      first: z.array(text),
      stored: z.array(text),
      unchanged: z.array(text),
    })
    .exactOptional(),
  createdAt: z.iso.datetime(),
  change,
  changes: z.array(suiteChange),
  policyDiff: z.array(policyEdit),
  plan: z.object({ suites: z.array(suitePlan), digest: text }),
  screen: stage.exactOptional(),
  confirmation: stage.exactOptional(),
  repeat: stage.exactOptional(),
  attempt: z
    .object({
      number: count,
      mustRepeat: z.boolean(),
      because: z.enum(['earlier', 'unreadable', 'unwritable']).exactOptional(),
      kept: z.enum(['check-run', 'comment', 'journal', 'pull-request']).exactOptional(),
      digest: text.exactOptional(),
      replayOf: text.exactOptional(),
    })
    .exactOptional(),
  comparisons: z.array(comparison),
  regressedCases: z.array(regressedCase),
  roles: z.array(roleResult).exactOptional(),
  advisory: z.array(
    z.object({
      suite: text,
      kind: z.enum(['new-suite', 'changed-cases']),
      metric: text,
      title: text,
      measure: z.object({ kind, unit: unit.exactOptional() }),
      cases: count,
      estimate: number.exactOptional(),
    }),
  ),
  findings: z.array(finding),
  verdict,
  spend: z.object({
    calls: count,
    inputTokens: count,
    outputTokens: count,
    cost: number.exactOptional(),
    seconds: number,
  }),
  baselines: z.array(z.object({ suite: text, commit: text, at: text, ageDays: number, trialsPerCase: number })),
  toSettle: z
    .array(
      z.object({
        suite: text,
        metric: text,
        cases: count,
        cost: number.exactOptional(),
        seconds: number.exactOptional(),
      }),
    )
    .exactOptional(),
  errorRates: z.array(text),
  settings: z.object({ alphaPass: number, alphaFail: number, showOutputs: z.enum(['none', 'excerpt']) }),
});
