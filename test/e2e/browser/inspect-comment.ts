import type { Locator, Page } from 'playwright-core';

import type { PicturedComment } from './pictured-comments.ts';

/** What is wrong with the comment as the browser shows it, a sentence each. Leaves every `<details>` open. */
export async function inspectComment(page: Page, expected: PicturedComment): Promise<readonly string[]> {
  const body = page.locator('.markdown-body');
  return [
    ...(await wrongHeadline(body)),
    ...(await wrongAlert(body, expected)),
    ...(await wideElements(body, 'as it arrives')),
    ...(await openDetails(body)),
    ...(await wideElements(body, 'with all details open')),
    ...(await activeElements(body)),
    ...(await rawMarkdown(body)),
  ];
}

async function wrongHeadline(body: Locator): Promise<readonly string[]> {
  const headlines = await body.locator('h1, h2').evaluateAll(tagNames);
  const [first] = await body.locator('> *').evaluateAll(tagNames);
  if (first !== 'h2' || headlines.length !== 1) {
    return [`the headline: expected one h2 before all else, received ${first} first and ${headlines.join(', ')}`];
  }
  const text = await body.locator('h2').innerText();
  return /^(?:✅|❌|⚠️) Steelyard: \S/u.test(text) ? [] : [`the headline reads “${text}”`];
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
  for (const summary of await body.locator('details:not([open]) > summary').all()) await summary.click();
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
  const texts = await body
    .locator('h2, h3, h4, p, li, td, th, summary, sub')
    .evaluateAll((elements: readonly Shown[]) =>
      elements.map((element) => {
        const copy = element.cloneNode(true);
        for (const code of copy.querySelectorAll('code')) code.remove();
        return copy.textContent;
      }),
    );
  return texts
    .filter((text) => /\*\*|<!--|-->|\[!|\]\(|^#{1,6} |```|\\[[|$]|<\/?[a-z]+>/u.test(text))
    .map((text) => `Markdown left as text: “${text.trim().slice(0, 80)}”`);
}

/** Beyond the box's inner edge, or scrolling where no code block scrolls. */
async function wideElements(body: Locator, state: string): Promise<readonly string[]> {
  const wide = await body.evaluate((box: Shown) => {
    const edge = box.getBoundingClientRect().right - 16;
    return [...box.querySelectorAll('*')]
      .filter((element) => element.closest('pre') === null)
      .filter((element) =>
        element.tagName === 'TABLE'
          ? element.scrollWidth > element.clientWidth + 1
          : element.closest('table') === null && element.getBoundingClientRect().right > edge + 1,
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
