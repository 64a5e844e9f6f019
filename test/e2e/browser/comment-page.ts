import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

export type Theme = 'light' | 'dark';
export const themes: readonly Theme[] = ['light', 'dark'];

/** Width of the comment's box, borders included, in CSS pixels. */
const boxWidth = 860;
export const pageWidth = boxWidth + 48;

/** What the page may do: nothing but style itself. */
export const contentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'";

/** A page with one comment in a box, as a pull request shows it. */
export async function commentPage(html: string, theme: Theme): Promise<string> {
  const { canvas, header, border, muted } = colours[theme];
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>A comment</title>
<style>
${await readFile(fileURLToPath(sheets[theme]), 'utf8')}
body { margin: 24px; background: ${canvas}; }
.comment { box-sizing: border-box; width: ${boxWidth}px; border: 1px solid ${border}; border-radius: 6px; overflow: hidden; }
.comment-header { padding: 8px 16px; background: ${header}; border-bottom: 1px solid ${border}; color: ${muted};
  font: 14px/1.5 -apple-system, BlinkMacSystemFont, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif; }
.comment .markdown-body { padding: 16px; font-size: 14px; }
</style>
<div class="comment">
<div class="comment-header"><b>github-actions</b> bot commented now</div>
<div class="markdown-body">
${html}
</div>
</div>
</html>
`;
}

/** GitHub's own look of Markdown. */
const sheets: Readonly<Record<Theme, string>> = {
  light: import.meta.resolve('github-markdown-css/github-markdown-light.css'),
  dark: import.meta.resolve('github-markdown-css/github-markdown-dark.css'),
};

/** Of the page around the comment. */
const colours = {
  light: { canvas: '#ffffff', header: '#f6f8fa', border: '#d1d9e0', muted: '#59636e' },
  dark: { canvas: '#0d1117', header: '#151b23', border: '#3d444d', muted: '#9198a1' },
} as const;
