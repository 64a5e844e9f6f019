import type { Report } from '../domain/report.ts';
import { tighten } from '../policy/tighten.ts';
import type { GatePorts, GateRequest } from './gate-ports.ts';
import { judge } from './judge.ts';
import { loadBaselines } from './load-baselines.ts';
import { type LoadedChange, loadChange } from './load-change.ts';
import { refuseUnknownSuites } from './refuse-unknown-suites.ts';

/**
 * The pull-request gate: a change of prompt or model judged against the base commit.
 *
 * Stage 1 screens the candidate against the stored baseline; what looks worse is confirmed on fresh runs of both arms
 * before anything turns red (statistics.md §4). Throws as `judge` does.
 */
export async function gate(request: GateRequest, ports: GatePorts): Promise<Report> {
  const started = ports.clock.now();
  const loaded = underRequest(selectSuites(await loadChange(ports.repository), request), request);
  const baselines = await loadBaselines(loaded, ports);
  return judge({ job: 'gate', started, loaded, baselines }, request, ports);
}

/** The change under the caller's stricter rules. */
function underRequest(loaded: LoadedChange, { tightening }: GateRequest): LoadedChange {
  return tightening === undefined ? loaded : { ...loaded, settings: tighten(loaded.settings, tightening) };
}

/** Only the suites asked for, each of which must exist. */
function selectSuites(loaded: LoadedChange, request: GateRequest): LoadedChange {
  if (request.only.length === 0) return loaded;
  refuseUnknownSuites(request.only, loaded.known);
  const wanted = (name: string) => request.only.includes(name);
  return {
    ...loaded,
    suites: loaded.suites.filter(({ suite }) => wanted(suite.name)),
    added: loaded.added.filter(({ suite }) => wanted(suite.name)),
    missing: loaded.missing.filter(({ suite }) => wanted(suite)),
  };
}
