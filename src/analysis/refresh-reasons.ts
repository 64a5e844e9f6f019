import type { AcceptedDrop, Baseline } from '../domain/baseline.ts';
import type { Mover, RefreshReason } from '../domain/refresh.ts';
import { ageInDays, newestRun } from './baseline-age.ts';
import { differingFactors, movedModels } from './compatibility.ts';

/** Days after which a stored baseline is worth replacing, whatever else; sooner where `max-age` is sooner. */
const OLD_DAYS = 30;

/**
 * Why the stored baseline should give way to what was measured now; nothing where it may stay, and the new trials wait.
 * What a change of ours explains is never laid at the provider's door: drift counts only for the same fingerprint.
 *
 * @param of.drifted names of the metrics on which the same configuration no longer scores as it did
 * @param of.maxAgeDays the policy's: a baseline beyond it serves nobody
 * @param of.now milliseconds since the epoch
 */
export function refreshReasons(
  stored: Baseline | 'unreadable' | undefined,
  fresh: Baseline,
  of: {
    readonly accepted: readonly AcceptedDrop[];
    readonly drifted: readonly string[];
    readonly maxAgeDays: number;
    readonly now: number;
  },
): readonly RefreshReason[] {
  const dropped: readonly RefreshReason[] = of.accepted.length === 0 ? [] : [{ kind: 'accepted', drops: of.accepted }];
  if (stored === undefined) return [{ kind: 'first' }, ...dropped];
  if (stored === 'unreadable') return [{ kind: 'unreadable' }, ...dropped];
  return [...changesSince(stored, fresh), ...outsideSince(stored, fresh, of), ...dropped];
}

/** What people changed here since the stored baseline. */
export function changesSince(
  stored: Baseline,
  fresh: Pick<Baseline, 'fingerprint' | 'metrics' | 'cases'>,
): readonly RefreshReason[] {
  const reasons: RefreshReason[] = [];
  const factors = differingFactors(stored.fingerprint, fresh.fingerprint);
  if (factors.length > 0) reasons.push({ kind: 'configuration', factors });
  const metrics = setChange(stored.metrics, fresh.metrics);
  if (metrics.added.length + metrics.removed.length > 0) reasons.push({ kind: 'metrics', ...metrics });
  const cases = setChange([...stored.cases.keys()], [...fresh.cases.keys()]);
  const edited = [...fresh.cases].filter(([id, { hash }]) => (stored.cases.get(id)?.hash ?? hash) !== hash);
  if (cases.added.length + cases.removed.length + edited.length > 0) {
    reasons.push({ kind: 'cases', ...cases, edited: edited.map(([id]) => id).sort() });
  }
  return reasons;
}

/** What happened to it without anybody changing anything here. */
function outsideSince(
  stored: Baseline,
  fresh: Baseline,
  of: Parameters<typeof refreshReasons>[2],
): readonly RefreshReason[] {
  const reasons: RefreshReason[] = [];
  const ratchet = stored.runs.find(({ job }) => job !== 'refresh');
  if (ratchet !== undefined) reasons.push({ kind: 'ratchet', job: ratchet.job });
  if (differingFactors(stored.fingerprint, fresh.fingerprint).length === 0) {
    if (of.drifted.length > 0) reasons.push({ kind: 'drift', metrics: of.drifted });
    const now = movedModels(stored, newestRun(fresh.runs)?.answeredBy ?? []);
    if (now.length > 0) {
      reasons.push({ kind: 'answered-by', before: newestRun(stored.runs)?.answeredBy ?? [], now });
    }
  }
  const newest = newestRun(stored.runs);
  const days = newest === undefined ? 0 : ageInDays(newest, of.now);
  if (days > Math.min(OLD_DAYS, of.maxAgeDays)) reasons.push({ kind: 'old', days });
  return reasons;
}

/** Whether the product moved, or what it stands on. */
export function moverOf(reasons: readonly RefreshReason[]): Mover {
  const changed = reasons.find((reason) => reason.kind === 'configuration');
  if (changed !== undefined) return { kind: 'product', factors: changed.factors };
  const isOutside = reasons.some(({ kind }) => kind === 'drift' || kind === 'answered-by');
  return isOutside ? { kind: 'provider' } : { kind: 'none' };
}

function setChange(
  before: readonly string[],
  after: readonly string[],
): { readonly added: readonly string[]; readonly removed: readonly string[] } {
  return {
    added: after.filter((one) => !before.includes(one)).toSorted(),
    removed: before.filter((one) => !after.includes(one)).toSorted(),
  };
}
