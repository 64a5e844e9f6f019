import { structuredPatch } from 'diff';

import type { DiffHunk, ProductDiff } from '../domain/report.ts';
import type { TargetFile } from '../domain/target.ts';

/** Lines taken out and put in above which a difference is not looked for: the search grows with their square. */
const MOST_EDITS = 4_000;

/** Lines of context around a change. */
const CONTEXT = 2;

/** Below this share of common lines two files of different names are not the same file renamed. */
const RENAME_SIMILARITY = 0.5;

/**
 * The lines that differ between what the base's target names and what the candidate's does. A file that only one side
 * names is matched with the most similar one that only the other names, so that a renamed prompt shows its edits only.
 */
export function productDiff(base: readonly TargetFile[], head: readonly TargetFile[]): readonly ProductDiff[] {
  const onlyHead = head.filter((file) => !base.some(({ path }) => path === file.path));
  const diffs: ProductDiff[] = [];
  for (const file of base) {
    const same = head.find(({ path }) => path === file.path);
    const other = same ?? takeMostSimilar(file, onlyHead);
    diffs.push(diffOf(file, other ?? { path: file.path, text: '' }));
  }
  for (const file of onlyHead) diffs.push(diffOf({ path: file.path, text: '' }, file));
  return diffs.filter((diff) => diff.hunks.length > 0 || diff.previousPath !== undefined);
}

function diffOf(base: TargetFile, head: TargetFile): ProductDiff {
  const patch = structuredPatch(base.path, head.path, base.text, head.text, undefined, undefined, {
    context: CONTEXT,
    maxEditLength: MOST_EDITS,
  });
  const hunks = patch?.hunks.map((hunk) => ({
    baseLine: hunk.oldStart,
    headLine: hunk.newStart,
    lines: hunk.lines.filter((line) => !line.startsWith('\\')),
  }));
  return {
    path: head.path,
    ...(base.path === head.path ? {} : { previousPath: base.path }),
    hunks: hunks ?? [tooDifferent(base.text, head.text)],
  };
}

/** Two texts with so little in common that nobody would read the difference line by line. */
function tooDifferent(base: string, head: string): DiffHunk {
  const size = (text: string): string =>
    `(${text.split('\n').length.toLocaleString('en-US')} lines, too different to show)`;
  return { baseLine: 1, headLine: 1, lines: [`-${size(base)}`, `+${size(head)}`] };
}

function takeMostSimilar(file: TargetFile, candidates: TargetFile[]): TargetFile | undefined {
  const lines = new Set(file.text.split('\n'));
  const ranked = candidates
    .map((candidate) => {
      const others = candidate.text.split('\n');
      const common = others.filter((line) => lines.has(line)).length;
      return { candidate, similarity: common / Math.max(lines.size, others.length, 1) };
    })
    .sort((a, b) => b.similarity - a.similarity);
  const best = ranked[0];
  if (best === undefined || best.similarity < RENAME_SIMILARITY) return undefined;
  candidates.splice(candidates.indexOf(best.candidate), 1);
  return best.candidate;
}
