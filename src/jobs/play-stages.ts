import { runAdvisory } from './advisory.ts';
import { confirm } from './confirm.ts';
import type { LoadedChange } from './load-change.ts';
import type { OpenAttempt } from './open-attempt.ts';
import type { PlannedSuite } from './plan-gate.ts';
import { repeat } from './repeat.ts';
import { screen } from './screen.ts';
import type { Run, SuiteStage } from './suite-stage.ts';

/** Everything that calls a model, stage by stage. */
export interface PlayedStages {
  readonly screened: readonly SuiteStage[];
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
    readonly trusted: boolean;
    readonly signal: AbortSignal;
  },
): Promise<PlayedStages> {
  const { loaded, opened } = of;
  const run = opened.watching(of.run);
  try {
    const screened = await screen(suites, run);
    const confirmed = await confirm(screened, run);
    const repeated = opened.attempt?.mustRepeat === true ? await repeat(screened, run) : undefined;
    // What a change from outside brings runs only after somebody of the repository has merged it.
    const shows = of.trusted && !opened.refused;
    const advisory = shows ? await runAdvisory(loaded, suites, run, of.signal) : { results: [], findings: [] };
    return { screened, confirmed, repeated, advisory };
  } catch (error) {
    await opened.conclude('inconclusive');
    throw error;
  }
}
