import { join } from 'node:path';
import type { Browser } from 'playwright-core';

import { commentHtml } from './comment-html.ts';
import { commentPage, contentSecurityPolicy, pageWidth, type Theme } from './comment-page.ts';
import { inspectComment } from './inspect-comment.ts';
import type { PicturedComment } from './pictured-comments.ts';

/** Never asked for: the one request for it is answered here. */
const address = 'https://comment.invalid/';

/**
 * Shows a comment in the browser, with scripts off and no way to the network, and takes a picture of the whole page as it
 * arrives; with `opened` also one with every `<details>` open. Returns what is wrong, a sentence each.
 */
export async function photograph(
  browser: Browser,
  comment: PicturedComment,
  options: { readonly theme: Theme; readonly folder: string; readonly opened: boolean },
): Promise<readonly string[]> {
  const { theme, folder } = options;
  const context = await browser.newContext({
    javaScriptEnabled: false,
    colorScheme: theme,
    viewport: { width: pageWidth, height: 240 },
  });
  try {
    const html = await commentPage(commentHtml(comment.markdown), theme);
    const requests: string[] = [];
    await context.route('**/*', async (route) => {
      const url = route.request().url();
      if (url === address && requests.length === 0) {
        requests.push(url);
        const headers = { 'content-security-policy': contentSecurityPolicy };
        return await route.fulfill({ contentType: 'text/html; charset=utf-8', headers, body: html });
      }
      requests.push(url);
      return await route.abort();
    });
    const page = await context.newPage();
    const blocked: string[] = [];
    // A page without scripts says something only where the browser refused it something.
    page.on('console', (message) => blocked.push(message.text()));
    await page.goto(address);
    const picture = (name: string) => page.screenshot({ fullPage: true, path: join(folder, `${name}.png`) });
    await picture(`${comment.name}.${theme}`);
    const problems = await inspectComment(page, comment);
    if (options.opened) await picture(`${comment.name}.${theme}.open`);
    const others = requests.slice(1);
    return [
      ...problems,
      ...(others.length === 0 ? [] : [`requests: ${others.join(', ')}`]),
      ...(blocked.length === 0 ? [] : [`the browser refused: ${blocked.join('; ')}`]),
    ];
  } finally {
    await context.close();
  }
}
