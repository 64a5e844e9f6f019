import type { ReleaseFacts, Report } from '../domain/report.ts';
import { createBudget } from '../runner/budget.ts';
import type { GatePorts, GateRequest } from './gate-ports.ts';
import { judge } from './judge.ts';
import { tightest } from './limits.ts';
import { loadRelease } from './load-release.ts';
import { withoutRetired } from './retired-targets.ts';

/** What a release asks beyond a gate. */
export interface ReleaseRequest extends Omit<GateRequest, 'only' | 'tightening' | 'untrusted' | 'inQueue'> {
  /** The last release; undefined where there was none. */
  readonly since: ReleaseFacts['since'];
  /** A maintainer lets pass what the last release has nothing to compare with. */
  readonly first: boolean;
}

/**
 * The release gate: the last released version run live beside this one, on all of today's suites, and only a PASS ships.
 * So however many small drops were accepted in between, their sum is held against the margin between releases
 * (statistics.md §9). Throws as `judge` does.
 *
 * @param ports the repository's base is the last release; without one it is the candidate itself
 */
export async function release(request: ReleaseRequest, ports: GatePorts): Promise<Report> {
  const started = ports.clock.now();
  const { since, first } = request;
  const { loaded: read, facts } = await loadRelease(ports.repository, { first, isFirstOfAll: since === undefined });
  const limits = tightest(read.settings.limits, request.limits);
  const budget = createBudget({ limits, prices: read.settings.prices, clock: ports.clock });
  const base = await ports.repository.base();
  const { loaded, baselines } = await withoutRetired(read, { base, budget, now: started }, ports);
  const recorded: ReleaseFacts = {
    ...(since === undefined ? {} : { since }),
    ...facts,
    stored: [...baselines.keys()],
  };
  return judge(
    { job: 'release', started, loaded, baselines: { bySuite: baselines, findings: [] }, release: recorded, budget },
    { ...request, only: [] },
    ports,
  );
}
