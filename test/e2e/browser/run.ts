// The comment on a pull request as a real browser shows it, light and dark, in every situation.
//
//   npm run e2e:browser -- [situation …]
//
// Pictures go to .steelyard/pictures; without a font for emoji the marks in them are empty boxes. Contrast is not
// assessed. Exits with 1 where something is wrong with a page.
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import process from 'node:process';

import { markdownTable } from 'markdown-table';
import { chromium } from 'playwright-core';

import { themes } from './comment-page.ts';
import { findChromium } from './find-chromium.ts';
import { photograph } from './photograph.ts';
import { type PicturedComment, picturedComments } from './pictured-comments.ts';
import { realComment } from './real-comment.ts';

const root = resolve(import.meta.dirname, '../../..');
const folder = join(root, '.steelyard', 'pictures');

/** The browser runs as root in containers, and must speak to nobody. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

await main(process.argv.slice(2));

async function main(wanted: readonly string[]): Promise<void> {
  const executablePath = await findChromium();
  if (executablePath === undefined) {
    say('SKIPPED: no Chromium was found, so no comment was looked at. Install one, or name it in CHROMIUM.');
    return;
  }
  const comments = await commentsToShow(wanted);
  await mkdir(folder, { recursive: true });
  const browser = await chromium.launch({ executablePath, args: flags });
  const rows: { readonly name: string; readonly problems: readonly string[] }[] = [];
  try {
    say(`Chromium ${browser.version()}\n`);
    for (const comment of comments) {
      const problems: string[] = [];
      for (const theme of themes) {
        const opened = comment.name === 'fail' || comment.name === 'built-action-fail';
        const found = await photograph(browser, comment, { theme, folder, opened });
        problems.push(...found.map((problem) => `${theme}: ${problem}`));
      }
      rows.push({ name: comment.name, problems });
    }
  } finally {
    await browser.close();
  }
  report(rows);
}

async function commentsToShow(wanted: readonly string[]): Promise<readonly PicturedComment[]> {
  const comments = [...picturedComments()];
  if (existsSync(join(root, 'dist', 'index.js'))) comments.push(await realComment());
  else say('SKIPPED: the comment of the built action, because dist/ is missing: run `npm run build` first.');
  const names = comments.map(({ name }) => name);
  const unknown = wanted.filter((name) => !names.includes(name));
  if (unknown.length > 0)
    throw new Error(`no situation is called ${unknown.join(', ')}; there are ${names.join(', ')}`);
  return comments.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
}

function report(rows: readonly { readonly name: string; readonly problems: readonly string[] }[]): void {
  const table = rows.map(({ name, problems }) => [name, problems.length === 0 ? 'passed' : problems.join('; ')]);
  say(markdownTable([['Situation', 'Light and dark'], ...table]));
  const failed = rows.filter(({ problems }) => problems.length > 0).length;
  say(`\nPictures: ${relative(root, folder)}`);
  say(`${rows.length - failed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
