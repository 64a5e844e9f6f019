import { markdownTable } from 'markdown-table';

import type { AcceptedDrop } from '../domain/baseline.ts';
import type { MetricMovement, RefreshFacts } from '../domain/refresh.ts';
import type { Factor } from '../domain/target.ts';
import { inlineText } from '../text/markdown-safe.ts';
import { count, level } from './numbers.ts';
import { changeText, dayOf, dropWords, movedWords, named, reasonInShort, reasonWords } from './refresh-words.ts';
import { code, hash, join, list, own, strong, toMarkdown, words, type Words } from './words.ts';

const MOST_DROPS = 20;

/** What became of the new baseline. */
export type RefreshStanding =
  /** A pull request proposes it, for reasons that hold now. */
  | 'proposed'
  /** A pull request is open although nothing calls for one any more. */
  | 'still-open'
  /** Its trials wait on the branch for the next pull request. */
  | 'waiting'
  /** The branch has it, and no pull request could be opened. */
  | 'branch-only';

export interface RefreshPlace {
  /** `owner/name` */
  readonly repository: string;
  readonly serverUrl: string;
  readonly branch: string;
}

/** What a pull request of ours begins with; one without it is somebody else's to word. */
export function refreshMarker(suite: string): string {
  return `<!-- steelyard:refresh suite=${suite} -->`;
}

/** One line for lists and mails. The suite's name is letters, digits and hyphens; two packages may have one of the same. */
export function refreshTitle(facts: Pick<RefreshFacts, 'suite' | 'folder' | 'reasons'>): string {
  return `Baseline of ${placeOf(facts)}: ${reasonInShort(facts) ?? 'new trials'}`;
}

function placeOf({ suite, folder }: Pick<RefreshFacts, 'suite' | 'folder'>): string {
  return folder === undefined ? suite : `${suite} in ${folder}`;
}

/** What people read of a refresh: the body of its pull request, and its part of the job summary. */
export function refreshBody(facts: RefreshFacts, standing: RefreshStanding, place: RefreshPlace): string {
  const title = standing === 'waiting' ? `Baseline of ${placeOf(facts)}: nothing to review` : refreshTitle(facts);
  const commitUrl = (sha: string): string => `${place.serverUrl}/${place.repository}/commit/${sha}`;
  const drops = facts.reasons.flatMap((reason) => (reason.kind === 'accepted' ? reason.drops : []));
  const sections = [
    `${refreshMarker(facts.suite)}\n## ${inlineText(title)}`,
    toMarkdown(words`${strong('In plain words:')} ${plainWords(facts)}`),
    table(facts),
    toMarkdown(
      words`${own(count(facts.cases, 'case'))}, ${own(count(facts.trials, 'trial'))} in this run, measured at ${hash(facts.commit, 7, commitUrl(facts.commit))}.`,
    ),
    ...section(standing === 'waiting' ? 'Why no pull request' : 'Why this pull request', whyWords(facts, standing)),
    ...(!isCompared(facts.movements) && facts.mover.kind === 'none'
      ? []
      : section('Product or provider', [moverWords(facts)])),
    ...section('Accepted drops that it records', dropItems(drops, commitUrl)),
    ...section(
      'Runs in the new baseline',
      facts.runs.map(
        ({ at, commit, answeredBy }, index) =>
          words`${own(dayOf(at))} at ${hash(commit, 7, commitUrl(commit))}, answered by ${named(answeredBy)}${own(index === 0 ? ' (this run)' : '')}`,
      ),
    ),
    ...section('Look at', lookAt(facts)),
    whatToDo(facts, standing, place),
  ];
  return `${sections.join('\n\n')}\n`;
}

function plainWords({ mover, movements }: RefreshFacts): Words {
  if (mover.kind === 'product') {
    const moved = movedWords(movements);
    const shown = moved.length === 0 ? words`no metric is shown to have moved` : list(moved, 4);
    return words`${factorWords(mover.factors)} changed since the baseline was stored. On the same cases ${shown}.`;
  }
  if (mover.kind === 'provider') {
    const moved = movedWords(movements.filter(({ drifted }) => drifted));
    const shown = moved.length === 0 ? words`another model answers` : list(moved, 4);
    return words`nothing changed here, and the product is not what it was: ${shown}. The provider, the data or a tool moved.`;
  }
  if (isCompared(movements)) return words`the product scores as it did: no metric is shown to have moved.`;
  const levels = movements
    .filter(({ now }) => now !== undefined)
    .map((one) => words`${strong(one.title)} is at ${own(level(one, one.now ?? Number.NaN))}`);
  return words`this is how the live version scores. ${levels.length === 0 ? words`Nothing could be scored` : list(levels, 4)}.`;
}

function isCompared(movements: readonly MetricMovement[]): boolean {
  return movements.some(({ change }) => change !== undefined);
}

function factorWords(factors: readonly Factor[]): Words {
  return list(
    factors.map((factor) => [own(factor)]),
    8,
  );
}

function table({ movements, runs }: RefreshFacts): string {
  const hasStored = isCompared(movements);
  const isPooled = runs.length > 1;
  const header = [
    'Metric',
    ...(hasStored ? ['Stored', 'Now', 'Change (95% interval)'] : ['Now (95% interval)']),
    ...(isPooled ? ['New baseline'] : []),
    'Cases',
  ];
  const rows = movements.map((one) => [
    inlineText(one.title, 80),
    ...(hasStored ? [figure(one, one.stored), figure(one, one.now), changeText(one)] : [nowText(one)]),
    ...(isPooled ? [figure(one, one.pooled)] : []),
    String(one.cases),
  ]);
  const align = ['l', ...header.slice(1).map(() => 'r')];
  const escaped = rows.map((row) => [
    row[0] ?? '',
    ...row.slice(1).map((cell) => cell.replaceAll('$', String.raw`\$`)),
  ]);
  return markdownTable([header, ...escaped], { align, alignDelimiters: false });
}

function figure(one: MetricMovement, value: number | undefined): string {
  return value === undefined ? '' : level(one, value);
}

function nowText(one: MetricMovement): string {
  if (one.now === undefined) return 'not scored';
  const { nowInterval } = one;
  const interval = nowInterval && ` (${level(one, nowInterval.lower)} to ${level(one, nowInterval.upper)})`;
  return `${level(one, one.now)}${interval ?? ''}`;
}

function whyWords(facts: RefreshFacts, standing: RefreshStanding): readonly Words[] {
  if (facts.reasons.length > 0) return facts.reasons.map(reasonWords);
  return standing === 'waiting'
    ? [words`The stored baseline still serves: same configuration, same cases, no drift, not old.`]
    : [words`What it was opened for does not show any more; it stays open until somebody merges or closes it.`];
}

function moverWords({ mover, reasons, movements }: RefreshFacts): Words {
  if (mover.kind === 'product') {
    const isYardstick = mover.factors.every((factor) => factor === 'scorers' || factor === 'judge');
    const factors = factorWords(mover.factors);
    return isYardstick
      ? words`${strong('The yardstick.')} ${factors} changed, and the product did not: before and after are not measured alike.`
      : words`${strong('The product.')} It is not the one that the stored baseline was made with: ${factors} changed. A provider that moved meanwhile would show here too and cannot be told apart.`;
  }
  if (mover.kind === 'none') {
    return words`${strong('Neither.')} The configuration is the same, and no metric is shown to have moved.`;
  }
  const drifted = movements
    .filter((one) => one.drifted)
    .map((one) => words`${strong(one.title)} by ${own(changeText(one, '95%: '))}`);
  const answered = reasons.flatMap((reason) => (reason.kind === 'answered-by' ? [reasonWords(reason)] : []));
  return words`${strong('The provider, the data or a tool.')} The configuration has the same fingerprint, so nothing here explains it. ${join(
    [...(drifted.length === 0 ? [] : [words`Drift: ${list(drifted, 8)}.`]), ...answered],
    ' ',
  )}`;
}

/** The newest; baseline.json has all of them. */
function dropItems(drops: readonly AcceptedDrop[], commitUrl: (sha: string) => string): readonly Words[] {
  const left = drops.length - MOST_DROPS;
  const shown = drops.slice(-MOST_DROPS).map((drop) => dropWords(drop, commitUrl));
  return left > 0 ? [...shown, words`and ${left} earlier ones`] : shown;
}

function lookAt({ alwaysWrong, cached }: RefreshFacts): readonly Words[] {
  return [
    ...alwaysWrong.map(
      ({ title, cases }) =>
        words`Wrong every time on ${strong(title)}: ${named(cases)}. The product, or the expectation, is wrong there.`,
    ),
    ...(cached.length === 0
      ? []
      : [
          words`The repeats of ${own(count(cached.length, 'case'))} came from a cache and were stored once; turn it off to see how much answers waver.`,
        ]),
  ];
}

function whatToDo({ mover }: RefreshFacts, standing: RefreshStanding, { branch }: RefreshPlace): string {
  if (standing === 'waiting') {
    return toMarkdown(
      words`${strong('What to do:')} nothing. The trials wait on ${code(branch)} and are pooled by the next refresh.`,
    );
  }
  const first = {
    product: 'check that the change in the table is the one you meant to make, then merge',
    provider: 'find out what moved before you merge: merging takes the new level for normal',
    none: 'look at the numbers, then merge',
  }[mover.kind];
  const opened = standing === 'branch-only' ? 'open the pull request from the branch, ' : '';
  return [
    '> [!IMPORTANT]',
    `> **What to do:** ${opened}${first}. Merging makes these the numbers that changes are held against; until then the stored ones are.`,
    '> The branch is written anew by every refresh: commits of your own on it are lost.',
  ].join('\n');
}

function section(title: string, items: readonly Words[]): readonly string[] {
  if (items.length === 0) return [];
  const [only] = items;
  const text =
    items.length === 1 && only !== undefined
      ? toMarkdown(only)
      : items.map((item) => `- ${toMarkdown(item)}`).join('\n');
  return [`### ${title}\n\n${text}`];
}
