import type { Attempt } from './attempt.ts';
import type { CaseRole } from './case.ts';
import type { Change } from './change.ts';
import type { Comparison } from './comparison.ts';
import type { LevelledFinding } from './finding.ts';
import type { Plan } from './plan.ts';
import type { Factor } from './target.ts';
import type { Verdict } from './verdict.ts';

/** What one stage decided about one gated metric. */
export interface StageDecision {
  readonly suite: string;
  readonly metric: string;
  /** screen: `passed | screened | open`; repeat: `passed | open`; confirm: `confirmed | not-confirmed`. */
  readonly decision: 'passed' | 'screened' | 'open' | 'confirmed' | 'not-confirmed' | 'not-decided';
  /** The look it fell at, or the last one taken; 1 is the first. */
  readonly look: number;
}

/** How far one suite went in a stage. */
export interface LooksTaken {
  readonly suite: string;
  readonly taken: number;
  readonly planned: number;
  /** Cases at the last look taken. */
  readonly cases: number;
}

export interface StageResult {
  readonly stage: 'screen' | 'confirm' | 'repeat';
  /** Which arm the candidate was compared with. */
  readonly against: Readonly<Record<string, 'baseline' | 'control' | 'mixed'>>;
  readonly comparisons: readonly Comparison[];
  readonly decisions: readonly StageDecision[];
  readonly looks: readonly LooksTaken[];
  /** Trials by arm and fate. */
  readonly tally: readonly ArmTally[];
}

export interface ArmTally {
  readonly suite: string;
  readonly arm: string;
  readonly completed: number;
  readonly failedByProduct: number;
  readonly excluded: number;
  readonly skipped: number;
}

/** One file that differs between the arms and belongs to the product under test, line by line. */
export interface ProductDiff {
  readonly path: string;
  readonly previousPath?: string;
  readonly hunks: readonly DiffHunk[];
}

export interface DiffHunk {
  readonly baseLine: number;
  readonly headLine: number;
  /** Each begins with ` ` (both), `-` (base only) or `+` (head only). */
  readonly lines: readonly string[];
}

/** Which factor digests differ between the arms, and the lines that do. */
export interface SuiteChange {
  readonly suite: string;
  readonly factors: readonly Factor[];
  readonly baseModel?: string;
  readonly headModel?: string;
  readonly diffs: readonly ProductDiff[];
}

/** A policy file that the change edits: shown now, in force after the merge. */
export interface PolicyEdit {
  readonly path: string;
  readonly status: 'added' | 'removed' | 'modified';
  /** Setting by setting, e.g. `metrics.correct.margin: 0.05 → 0.2`. */
  readonly edits: readonly string[];
}

/** A case that failed where its other arm passed, for people to look at. */
export interface RegressedCase {
  readonly suite: string;
  readonly metric: string;
  readonly caseId: string;
  readonly tags: readonly string[];
  readonly input: string;
  readonly expected: string;
  readonly baselineOutput?: string;
  readonly candidateOutput: string;
  readonly explanation?: string;
  /** How often each arm failed it over all fresh and stored trials. */
  readonly candidateScores: readonly number[];
  readonly baselineScores: readonly number[];
}

/** How many of the trials that could be scored failed. */
export interface FailedTrials {
  readonly failed: number;
  readonly of: number;
}

/** A must-not-fail case that did not hold at once, for people to look at. */
export interface RoleCase {
  readonly caseId: string;
  readonly role: CaseRole;
  /** `broken` fails the suite; `recovered`: a sentinel whose fresh runs did not confirm it; `lost`: not enough was answered. */
  readonly outcome: 'broken' | 'recovered' | 'lost';
  /** The candidate, when it was first asked. */
  readonly first: FailedTrials;
  /** Fresh runs of both versions, of a sentinel that failed at first. */
  readonly again?: { readonly candidate: FailedTrials; readonly control: FailedTrials };
  readonly tags: readonly string[];
  readonly input: string;
  readonly expected: string;
  /** The control's answer in the fresh runs. */
  readonly baselineOutput?: string;
  /** An answer that failed; empty where there was none. */
  readonly candidateOutput: string;
  readonly explanation?: string;
}

/** What became of one suite's sentinels and invariants. */
export interface RoleResult {
  readonly suite: string;
  /** Asked. */
  readonly sentinels: number;
  readonly invariants: number;
  /** Those that did not hold at once, the broken ones first. */
  readonly cases: readonly RoleCase[];
}

/** What would settle a metric that stayed undecided, at the difference that was seen. */
export interface SettlingSize {
  readonly suite: string;
  readonly metric: string;
  readonly cases: number;
  /** USD for one such run; absent where a price is missing. */
  readonly cost?: number;
  readonly seconds?: number;
}

/** Something the change brings that ran beside the verdict: a new suite, or cases it adds or edits. */
export interface AdvisoryResult {
  readonly suite: string;
  readonly kind: 'new-suite' | 'changed-cases';
  readonly metric: string;
  readonly title: string;
  readonly measure: Pick<Comparison, 'kind' | 'unit'>;
  readonly cases: number;
  /** Own units, candidate only; absent where no case was scored. */
  readonly estimate?: number;
}

export interface Spend {
  readonly calls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** USD; absent where a price is missing. */
  readonly cost?: number;
  readonly seconds: number;
}

/** What a release is compared with, and what could not be. */
export interface ReleaseFacts {
  /** The last release; absent for the first of all. */
  readonly since?: {
    readonly commit: string;
    /** The name it is known by: a tag; absent where only a commit was named. */
    readonly tag?: string;
  };
  /** Suites recorded without a comparison, by a maintainer's leave: nothing of them was released before. */
  readonly first: readonly string[];
  /** Suites whose released version cannot be asked any more, so that its stored trials stood for it. */
  readonly stored: readonly string[];
  /** Suites in which the release is the same product as the last, so that there was nothing to ask. */
  readonly unchanged: readonly string[];
}

/** The one document everything else renders from (report.json). */
export interface Report {
  readonly schemaVersion: 1;
  readonly steelyard: string;
  readonly job: 'gate' | 'run' | 'release';
  /** What a release was compared with; of a release alone. */
  readonly release?: ReleaseFacts;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly change: Change;
  readonly changes: readonly SuiteChange[];
  readonly policyDiff: readonly PolicyEdit[];
  readonly plan: Plan;
  readonly screen?: StageResult;
  readonly confirmation?: StageResult;
  /** What had passed and had to pass again, because it was not the first attempt at this change. */
  readonly repeat?: StageResult;
  /** Absent where nothing was asked, and where attempts are not counted. */
  readonly attempt?: Attempt;
  /** What the verdict rests on: fresh runs where there were any (confirmed or repeated metrics), else stage 1, advisory metrics included. */
  readonly comparisons: readonly Comparison[];
  readonly regressedCases: readonly RegressedCase[];
  /** For suites that have sentinels or invariants, where they were asked. */
  readonly roles?: readonly RoleResult[];
  readonly advisory: readonly AdvisoryResult[];
  readonly findings: readonly LevelledFinding[];
  readonly verdict: Verdict;
  readonly spend: Spend;
  readonly baselines: readonly BaselineSummary[];
  /** For metrics left undecided, where it can be computed. */
  readonly toSettle?: readonly SettlingSize[];
  /** The promises that hold for this run, as sentences (statistics.md §2). */
  readonly errorRates: readonly string[];
  readonly settings: {
    readonly alphaPass: number;
    readonly alphaFail: number;
    readonly showOutputs: 'none' | 'excerpt';
  };
}

export interface BaselineSummary {
  readonly suite: string;
  readonly commit: string;
  readonly at: string;
  readonly ageDays: number;
  readonly trialsPerCase: number;
}
