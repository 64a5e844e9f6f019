/** What act's log says of one job. */
export interface JobLog {
  /** Unfinished: act was ended meanwhile. Of a skipped job it says nothing. */
  readonly job: 'succeeded' | 'failed' | 'skipped' | 'unfinished';
  /** `owner/name: Success` or `…: Failure` of each step that ran, in order. */
  readonly steps: readonly string[];
  /** What the steps wrote to GITHUB_STEP_SUMMARY. */
  readonly summary: string;
}

/** Reads the log of a run with one job, whose steps are all actions. */
export function readActLog(log: string): JobLog {
  const ended = /^\[[^\]]+\].* Job (succeeded|failed)$/m.exec(log)?.[1];
  const silent = /^\[[^\]]+\] /m.exec(log) === null;
  const steps = [...log.matchAll(/^\[[^\]]+\]\s+\S+\s+(Success|Failure) - Main ([^@\s]+)@/gm)];
  // A summary is printed as it is, so it reaches to the next line with the job's name.
  const summary = /^\[[^\]]+\]\s+\S+\s+Summary - (.*?)(?=^\[[^\]]+\] )/ms.exec(log)?.[1];
  return {
    job: ended === 'succeeded' || ended === 'failed' ? ended : silent ? 'skipped' : 'unfinished',
    steps: steps.map(([, result, action]) => `${action}: ${result}`),
    summary: summary ?? '',
  };
}
