import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { nodesOf, parseMarkdown } from '../support/markdown-tree.ts';

export const root = resolve(import.meta.dirname, '../..');

type Node = ReturnType<typeof nodesOf>[number];

/** One Markdown page of the repository. */
export interface Page {
  /** Repository path. */
  readonly path: string;
  readonly nodes: readonly Node[];
  /** Anchors of its headings. */
  readonly anchors: ReadonlySet<string>;
}

/** Not ours, or not pages: golden reports and the demo's changes quote made-up repositories, prompts are data. */
const skipped = new Set([
  'node_modules',
  'dist',
  'build',
  'coverage',
  '.git',
  '.steelyard',
  'golden',
  'changes',
  'prompts',
]);

/** Every Markdown page people read. */
export function pages(): readonly Page[] {
  return pathsBelow('').map((path) => {
    const nodes = nodesOf(parseMarkdown(readFileSync(join(root, path), 'utf8')));
    const anchors = nodes.filter(({ type }) => type === 'heading').map((node) => slugOf(textOf(node)));
    return { path, nodes, anchors: new Set(anchors) };
  });
}

/** Text of a node and of everything in it. */
export function textOf(node: Node): string {
  return nodesOf(node)
    .map((one) => ('value' in one ? one.value : ''))
    .join('');
}

/** The anchor that GitHub gives a heading. */
function slugOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(' ', '-');
}

function pathsBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : pathsBelow(path);
    return entry.name.endsWith('.md') ? [path] : [];
  });
}
