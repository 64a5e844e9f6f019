import { nodesOf, parseMarkdown } from './markdown-tree.ts';

/** What a page of GitHub Markdown would do beyond being read. */
export interface ActiveMarkdown {
  readonly urls: readonly string[];
  /** Tags and HTML comments as written. */
  readonly html: readonly string[];
  /** Node types that Steelyard never writes: images, footnotes, tasks. */
  readonly strange: readonly string[];
  /** Mentions, issues and addresses that GitHub would make of plain text. */
  readonly references: readonly string[];
}

/** Everything active in `text`, by GitHub's own grammar. */
export function activeMarkdown(text: string): ActiveMarkdown {
  const nodes = nodesOf(parseMarkdown(text));
  const readable = nodes.flatMap((node) => ('value' in node && node.type !== 'html' ? [node.value] : [])).join('\n');
  return {
    urls: nodes.flatMap((node) => ('url' in node ? [node.url] : [])),
    html: nodes.flatMap((node) => (node.type === 'html' ? (node.value.match(/<!--[\s\S]*?-->|<[^>]*>/gu) ?? []) : [])),
    strange: nodes
      .filter(({ type }) => /^(?:image|footnote|definition|linkReference)/u.test(type))
      .map(({ type }) => type),
    references: readable.match(/@[\p{L}\p{N}]|#\d|gh-\d|:\/\/|www\./giu) ?? [],
  };
}
