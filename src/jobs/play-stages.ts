import { runAdvisory } from './advisory.ts';
import { confirm } from './confirm.ts';
import type { LoadedChange } from './load-change.ts';
import type { OpenAttempt } from './open-attempt.ts';
import type { PlannedSuite } from './plan-gate.ts';
import { judgeSuiteRoles, type SuiteRoles } from './judge-suite-roles.ts';
import { repeat } from './repeat.ts';
import { screen } from './screen.ts';
import type { Run, SuiteStage } from './suite-stage.ts';

/** Everything that calls a model, stage by stage. */
export interface PlayedStages {
  readonly screened: readonly SuiteStage[];
  readonly roles: readonly SuiteRoles[];
  readonly confirmed: readonly SuiteStage[];
  /** Undefined where a PASS stands on stage 1 alone. */
  readonly repeated: readonly SuiteStage[] | undefined;
  readonly advisory: Awaited<ReturnType<typeof runAdvisory>>;
}

/** Plays the stages of a gate. An attempt that an error ends is concluded before the error goes on. */
export async function playStages(
  suites: readonly PlannedSuite[],
  of: {
    readonly loaded: LoadedChange;
    readonly opened: OpenAttempt;
    readonly run: Run;
    /** Whether what the change brings beside the verdict runs too. */
    readonly showsMore: boolean;
    readonly signal: AbortSignal;
  },
): Promise<PlayedStages> {
  const { loaded, opened } = of;
  const run = opened.watching(of.run);
  try {
    const screened = await screen(suites, run);
    const roles = await judgeSuiteRoles(screened, run, loaded.settings);
    const broken = new Set(roles.filter((one) => one.broken.length > 0).map(({ planned }) => planned));
    // A suite that a must-not-fail case has failed needs no more: its outcome is settled.
    const unsettled = screened.filter(({ planned }) => !broken.has(planned));
    const confirmed = await confirm(unsettled, run);
    const repeated = opened.attempt?.mustRepeat === true ? await repeat(unsettled, run) : undefined;
    // What a change from outside brings runs only after somebody of the repository has merged it.
    const shows = of.showsMore && !opened.refused;
    const advisory = shows ? await runAdvisory(loaded, suites, run, of.signal) : { results: [], findings: [] };
    return { screened, roles, confirmed, repeated, advisory };
  } catch (error) {
    await opened.conclude('inconclusive');
    throw error;
  }
}
