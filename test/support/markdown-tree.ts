import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

type Root = ReturnType<typeof fromMarkdown>;
type Node = Root | Root['children'][number];

/** Markdown as GitHub's parser sees it. */
export function parseMarkdown(text: string): Root {
  return fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}

export function nodesOf(node: Node): readonly Node[] {
  return 'children' in node ? [node, ...node.children.flatMap((child) => nodesOf(child))] : [node];
}

export function typesOf(text: string): ReadonlySet<string> {
  return new Set(nodesOf(parseMarkdown(text)).map(({ type }) => type));
}

/** All text as a reader sees it, that of code included. */
export function readableText(text: string): string {
  return nodesOf(parseMarkdown(text))
    .map((node) => ('value' in node ? node.value : ''))
    .join('');
}

/** References that GitHub makes of plain text after parsing: mentions, issues, links, commits. */
export const githubReference = /@[\p{L}\p{N}]|#\d|gh-\d|:\/\/|www\.|[0-9a-f]{7,}/iu;
