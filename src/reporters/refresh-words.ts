import type { AcceptedDrop } from '../domain/baseline.ts';
import type { MetricMovement, RefreshFacts, RefreshReason } from '../domain/refresh.ts';
import { change, count, level } from './numbers.ts';
import { code, hash, join, list, own, strong, words, type Words } from './words.ts';

/** What each reason is in a headline: how the new baseline differs from the stored one. The first that holds is told. */
const headlines: Readonly<{
  [Kind in RefreshReason['kind']]: (reason: Extract<RefreshReason, { readonly kind: Kind }>) => string;
}> = {
  first: () => 'the first one',
  unreadable: () => 'the stored one cannot be read',
  configuration: ({ factors }) => `${plainList(factors)} changed`,
  drift: () => 'nothing changed here, and the scores moved',
  'answered-by': () => 'another model answers',
  cases: () => 'the cases changed',
  metrics: () => 'the metrics changed',
  ratchet: () => 'the stored one was picked for its result',
  accepted: ({ drops }) => `${count(drops.length, 'accepted drop')} to record`,
  old: ({ days }) => `the stored one is ${days} days old`,
};

/** Names shown of cases; the files have all of them. */
const SHOWN = 10;

/** The headline’s second half, in our own words alone. Undefined where nothing calls for a new baseline. */
export function reasonInShort(facts: Pick<RefreshFacts, 'reasons'>): string | undefined {
  const order = Object.keys(headlines);
  const [first] = facts.reasons.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  // The table has a function for each kind; TypeScript cannot see that the two belong together.
  return first === undefined ? undefined : (headlines[first.kind] as (reason: RefreshReason) => string)(first);
}

/** One reason as a sentence. */
export function reasonWords(reason: RefreshReason): Words {
  switch (reason.kind) {
    case 'first':
      return words`No baseline is stored yet.`;
    case 'unreadable':
      return words`The stored baseline cannot be read; this one takes its place.`;
    case 'configuration':
      return words`The configuration is another one: ${own(plainList(reason.factors))} changed.`;
    case 'metrics':
      return words`The metrics are others: ${setWords(reason)}.`;
    case 'cases':
      return words`The cases are others: ${setWords(reason)}.`;
    case 'ratchet':
      return words`The stored baseline holds a run made by ${code(reason.job)}, which decided something: it was picked for its result.`;
    case 'drift':
      return words`Nothing changed here, and ${own(reason.metrics.length === 1 ? 'a metric' : `${reason.metrics.length} metrics`)} moved (two-sided, 1% over all metrics).`;
    case 'answered-by':
      return words`${named(reason.now)} ${own(reason.now.length === 1 ? 'answers' : 'answer')} where ${named(reason.before)} did.`;
    case 'old':
      return words`The newest run of the stored baseline is ${reason.days} days old.`;
    case 'accepted':
      return words`${own(count(reason.drops.length, 'accepted drop'))} ${own(reason.drops.length === 1 ? 'is' : 'are')} not recorded yet.`;
    default:
      throw new Error(`expected a reason, received ${JSON.stringify(reason satisfies never)}`);
  }
}

/** Who accepted what, and why. */
export function dropWords(drop: AcceptedDrop, commitUrl: (sha: string) => string): Words {
  const of = drop.pullRequest === undefined ? words`` : words` in ${own(`#${drop.pullRequest}`)}`;
  return words`${hash(drop.commit, 7, commitUrl(drop.commit))}${of}, accepted by ${strong(drop.by)} on ${own(dayOf(drop.at))}: ${drop.reason}`;
}

/** Metrics whose interval does not hold zero, as `Correct answers went from 91.3% to 85.0%`. */
export function movedWords(movements: readonly MetricMovement[]): readonly Words[] {
  return movements.filter(isMoved).map((one) => {
    const [before, after] = [level(one, one.stored ?? Number.NaN), level(one, one.now ?? Number.NaN)];
    return words`${strong(one.title)} went from ${own(before)} to ${own(after)}`;
  });
}

function isMoved({ change: moved }: MetricMovement): boolean {
  return moved !== undefined && (moved.lower > 0 || moved.upper < 0);
}

/** `−33.3 pp (−46.1 pp to −20.4 pp)` */
export function changeText(one: MetricMovement, before = ''): string {
  if (one.change === undefined) return '';
  const { estimate, lower, upper } = one.change;
  return `${change(one, estimate)} (${before}${change(one, lower)} to ${change(one, upper)})`;
}

/** `prompt, model and params` */
function plainList(items: readonly string[]): string {
  return items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`;
}

export function dayOf(at: string): string {
  return /^\d{4}-\d{2}-\d{2}/.exec(at)?.[0] ?? 'an unknown day';
}

export function named(names: readonly string[], most = SHOWN): Words {
  if (names.length === 0) return words`none that said its name`;
  return list(
    names.map((name) => [code(name)]),
    most,
  );
}

function setWords(of: Partial<Record<'added' | 'removed' | 'edited', readonly string[]>>): Words {
  const parts = (['added', 'removed', 'edited'] as const).flatMap((what) => {
    const names = of[what] ?? [];
    return names.length === 0 ? [] : [words`${names.length} ${own(what)} (${named(names)})`];
  });
  return join(parts, '; ');
}
