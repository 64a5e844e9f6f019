import type { Locator, Page } from 'playwright-core';

import type { PicturedComment } from './pictured-comments.ts';

/** What is wrong with the comment as the browser shows it, a sentence each. Leaves every `<details>` open. */
export async function inspectComment(page: Page, expected: PicturedComment): Promise<readonly string[]> {
  const body = page.locator('.markdown-body');
  return [
    ...(await wrongHeadline(body)),
    ...(await wrongAlert(body, expected)),
    ...(await wideElements(body, 'as it arrives')),
    ...(await swallowedFooter(body)),
    ...(await openDetails(body)),
    ...(await wideElements(body, 'with all details open')),
    ...(await activeElements(body)),
    ...(expected.isHostile === true ? [] : await rawMarkdown(body)),
  ];
}

async function wrongHeadline(body: Locator): Promise<readonly string[]> {
  const headlines = await body.locator('h1, h2').evaluateAll(tagNames);
  const [first] = await body.locator('> *').evaluateAll(tagNames);
  if (first !== 'h2' || headlines.length !== 1) {
    return [`the headline: expected one h2 before all else, received ${first} first and ${headlines.join(', ')}`];
  }
  const text = await body.locator('h2').innerText();
  return /^(?:✅|❌|⚠️) Steelyard(?: release)?: \S/u.test(text) ? [] : [`the headline reads “${text}”`];
}

async function wrongAlert(body: Locator, { alert }: PicturedComment): Promise<readonly string[]> {
  const titles = await body.locator('.markdown-alert > .markdown-alert-title').allInnerTexts();
  const wanted = alert === undefined ? [] : [alert];
  const quotes = await body.locator('blockquote').count();
  return [
    ...(titles.join() === wanted.join() ? [] : [`alerts: expected [${wanted.join()}], received [${titles.join()}]`]),
    ...(quotes === 0 ? [] : [`${quotes} plain quotations, which an alert must not become`]),
  ];
}

async function openDetails(body: Locator): Promise<readonly string[]> {
  const details = body.locator('details');
  const summaries = body.locator('details > summary:first-child');
  const [without, empty] = [
    (await details.count()) - (await summaries.count()),
    (await summaries.allTextContents()).filter((text) => text.trim() === '').length,
  ];
  // As a reader opens them: the content shows only where the browser took the element for what it is.
  for (const one of await details.all()) {
    const summary = one.locator('> summary');
    if ((await one.getAttribute('open')) === null && (await summary.count()) === 1) await summary.click();
  }
  const closed = await body.locator('details:not([open])').count();
  return [
    ...(without === 0 ? [] : [`${without} details without a summary`]),
    ...(empty === 0 ? [] : [`${empty} empty summaries`]),
    ...(closed === 0 ? [] : [`${closed} details did not open`]),
  ];
}

/** Everything a report needs; whatever else is in the page was not ours, or GitHub would take it out. */
const usual =
  'h2, h3, h4, p, br, hr, strong, em, b, sub, a, code, pre, ul, ol, li, table, thead, tbody, tr, th, td, details, summary, div.markdown-alert, pre span';

async function activeElements(body: Locator): Promise<readonly string[]> {
  const others = await body.locator(`*:not(${usual})`).evaluateAll(tagNames);
  const handlers = await body
    .locator('*')
    .evaluateAll((elements: readonly Shown[]) =>
      elements.flatMap((element) =>
        element.getAttributeNames().filter((name) => name.startsWith('on') || name === 'style' || name === 'src'),
      ),
    );
  const targets = await body
    .locator('a')
    .evaluateAll((links: readonly Shown[]) => links.map((link) => link.getAttribute('href') ?? ''));
  const strange = targets.filter((target) => !/^(?:https?:\/\/(?:github\.com|127\.0\.0\.1:\d+)\/|#)/u.test(target));
  return [
    ...(others.length === 0 ? [] : [`elements that no report has: ${others.join(', ')}`]),
    ...(handlers.length === 0 ? [] : [`attributes that no report has: ${handlers.join(', ')}`]),
    ...(strange.length === 0 ? [] : [`links to elsewhere: ${strange.join(', ')}`]),
  ];
}

/** Outside of code, where stars and brackets are text. */
async function rawMarkdown(body: Locator): Promise<readonly string[]> {
  const text = await body.evaluate((box: Shown) => {
    const copy = box.cloneNode(true);
    for (const code of copy.querySelectorAll('code')) code.remove();
    return copy.textContent;
  });
  return text
    .split('\n')
    .filter((line) => /\*\*|<!--|-->|\[!|\]\(|```|\\[[|$]|<\/?[a-z]+>|^\s*(?:#{1,6}|[-*|>]) /u.test(line))
    .map((line) => `Markdown left as text: “${line.trim().slice(0, 80)}”`);
}

/** The last line stands alone, so nothing before it was left open. */
async function swallowedFooter(body: Locator): Promise<readonly string[]> {
  const footer = body.locator('> p:last-child > sub');
  const [text] = await footer.allInnerTexts();
  return text?.startsWith('Updated for ') === true ? [] : ['the last line is not “Updated for …” below all details'];
}

/**
 * Beyond the box's inner edge. Code scrolls sideways wherever it is; a table may, where a reader has opened it, but what
 * everybody reads has to fit.
 */
async function wideElements(body: Locator, state: string): Promise<readonly string[]> {
  const wide = await body.evaluate((box: Shown) => {
    const edge = box.getBoundingClientRect().right - 16;
    return [...box.querySelectorAll('*')]
      .filter((element) => element.closest('pre') === null && element.closest('td, th') === null)
      .filter((element) =>
        element.tagName === 'TABLE' && element.closest('details') === null
          ? element.scrollWidth > element.clientWidth + 1
          : element.closest('thead, tbody') === null && element.getBoundingClientRect().right > edge + 1,
      )
      .map((element) => `${element.tagName.toLowerCase()} (${element.scrollWidth} px)`);
  });
  return wide.length === 0 ? [] : [`wider than the box ${state}: ${wide.join(', ')}`];
}

function tagNames(elements: readonly Shown[]): string[] {
  return elements.map((element) => element.tagName.toLowerCase());
}

/** What is used of an element here. These sources are checked without the browser's types, which Node does not have. */
interface Shown {
  readonly tagName: string;
  readonly textContent: string;
  readonly clientWidth: number;
  readonly scrollWidth: number;
  cloneNode(deep: boolean): Shown;
  closest(selector: string): Shown | null;
  getAttribute(name: string): string | null;
  getAttributeNames(): string[];
  getBoundingClientRect(): { readonly right: number };
  querySelectorAll(selector: string): Iterable<Shown>;
  remove(): void;
}
