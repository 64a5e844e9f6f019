import type { ProductDiff, Report, SuiteChange } from '../domain/report.ts';
import type { Factor } from '../domain/target.ts';
import { count } from './numbers.ts';
import { code, list, own, strong, words, type Words } from './words.ts';

/** What differs between the versions of one suite's product, and how much of a cause that is. */
export interface Cause {
  readonly suite: string;
  readonly summary: Words;
  /** A tag that most of the shown failures share. */
  readonly pattern?: Words;
  /** Sentences that the base had and the head has not, as they stood. */
  readonly removed: readonly string[];
  readonly diffs: readonly ProductDiff[];
}

/** Says "because" only where one single thing differs; with two or more, that this run cannot tell them apart. */
export function likelyCauses(report: Report): readonly Cause[] {
  return report.changes
    .filter((change) => change.factors.length > 0 || change.diffs.length > 0)
    .map((change) => {
      const pattern = sharedTag(report, change.suite);
      return {
        suite: change.suite,
        summary: summary(change, report.verdict.outcome === 'fail'),
        ...(pattern === undefined ? {} : { pattern }),
        removed: change.diffs.flatMap(removedSentences),
        diffs: change.diffs,
      };
    });
}

function summary(change: SuiteChange, isRegression: boolean): Words {
  const [only, ...others] = change.factors;
  if (only === undefined) return words`Nothing that Steelyard tracks of the product differs.`;
  if (others.length === 0) {
    const one = words`Only the ${factorWords(only, change)} changed`;
    return isRegression ? words`${one}, so that is where to look.` : words`${one}.`;
  }
  const all = list(change.factors.map((factor) => factorWords(factor, change)));
  return words`${own('The ')}${all} changed together, so this run cannot say which of them did it. To find out, put them in separate pull requests.`;
}

function factorWords(factor: Factor, change: SuiteChange): Words {
  if (factor === 'model' && change.baseModel !== undefined && change.headModel !== undefined) {
    return words`${strong('model')} (${code(change.baseModel)} → ${code(change.headModel)})`;
  }
  return [strong(factorNames[factor])];
}

const factorNames: Readonly<Record<Factor, string>> = {
  prompt: 'prompt',
  model: 'model',
  params: 'model parameters',
  tools: 'tools',
  code: 'code',
  data: 'data',
  scorers: 'scorers',
  judge: 'judge',
};

/** Half of the shown failures at least, and clearly more than among all sampled cases. */
function sharedTag(report: Report, suite: string): Words | undefined {
  // A case that fell on two metrics is one case.
  const mine = report.regressedCases.filter((testCase) => testCase.suite === suite);
  const failing = [...new Map(mine.map((testCase) => [testCase.caseId, testCase])).values()];
  if (failing.length < 4) return undefined;
  const [tag, times] = mostCommon(failing.flatMap((testCase) => [...new Set(testCase.tags)])) ?? ['', 0];
  if (times < failing.length / 2 || times < 1.3 * failing.length * shareOfCases(report, suite, tag)) return undefined;
  return words`${times} of the ${failing.length} cases that fell are tagged ${code(tag)}, as are ${own(percentOf(shareOfCases(report, suite, tag)))} of all cases asked.`;
}

function mostCommon(tags: readonly string[]): readonly [string, number] | undefined {
  const counts = new Map<string, number>();
  for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts].sort((one, other) => other[1] - one[1] || one[0].localeCompare(other[0], 'en'))[0];
}

function percentOf(share: number): string {
  return `${Math.round(share * 100)}%`;
}

/** Share of the sampled cases that carry the tag. */
function shareOfCases(report: Report, suite: string, tag: string): number {
  const plan = report.plan.suites.find((planned) => planned.suite === suite);
  if (plan === undefined || plan.caseIds.length === 0) return 0;
  return (Object.hasOwn(plan.tags, tag) ? (plan.tags[tag] ?? 0) : 0) / plan.caseIds.length;
}

function removedSentences(diff: ProductDiff): readonly string[] {
  const lines = diff.hunks.flatMap((hunk) => hunk.lines);
  const gone = textOf(lines, '-');
  const kept = lines
    .filter((line) => !line.startsWith('-'))
    .map(content)
    .join(' ');
  return gone
    .split(/(?<=[.!?])\s+|\n+/u)
    .map((sentence) => sentence.replace(/^[\s>*#-]+/u, '').trim())
    .filter((sentence) => sentence.length >= 12 && /\p{L}/u.test(sentence) && !kept.includes(sentence));
}

function textOf(lines: readonly string[], sign: '-' | '+'): string {
  return lines
    .filter((line) => line.startsWith(sign))
    .map(content)
    .join('\n');
}

function content(line: string): string {
  return line.slice(1);
}

/** `prompts/support.md`, lines 12–18. */
export function diffPlace(diff: ProductDiff): Words {
  const [first] = diff.hunks;
  const last = diff.hunks.at(-1);
  const moved = diff.previousPath === undefined ? [] : words`${code(diff.previousPath)} → `;
  if (first === undefined || last === undefined) return words`${moved}${code(diff.path)}`;
  const end = last.headLine + Math.max(0, last.lines.filter((line) => !line.startsWith('-')).length - 1);
  const lines = first.headLine === end ? `line ${end}` : `lines ${first.headLine}–${end}`;
  return words`${moved}${code(diff.path)}, ${own(lines)}`;
}

/** The text of a diff, hunk by hunk, cut at whole lines. */
export function diffText(diff: ProductDiff, mostLines: number): string {
  const lines = diff.hunks.flatMap((hunk, index) => [
    ...(index === 0 ? [] : [`… from line ${hunk.headLine}`]),
    ...hunk.lines,
  ]);
  if (lines.length <= mostLines) return lines.join('\n');
  return [...lines.slice(0, mostLines), `… ${count(lines.length - mostLines, 'more line')}`].join('\n');
}
