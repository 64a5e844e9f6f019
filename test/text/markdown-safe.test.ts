import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeSpan, fencedBlock, htmlText, inlineText, shorten } from '../../src/text/markdown-safe.ts';
import { hostileText } from '../support/hostile-text.ts';
import { githubReference, nodesOf, parseMarkdown, readableText, typesOf } from '../support/markdown-tree.ts';

const runs = { numRuns: 400, seed: 11 };

describe('inlineText', () => {
  it.each([
    ['plain words, 100% and 3.5', 'plain words, 100% and 3.5'],
    ['a\nb', 'a ⏎ b'],
    ['| a | **b** |', '\\| a \\| \\*\\*b\\*\\* \\|'],
    ['<b>&amp;', '&lt;b&gt;&amp;amp;'],
    ['1. one', '1\\. one'],
    ['$x$', '\\$x\\$'],
    ['@mira #12', '@\u200Bmira \\#\u200B12'.replace('\\#', '#')],
  ])('%j → %j', (text, expected) => {
    expect(inlineText(text)).toBe(expected);
  });

  it('reads the same to a person', () => {
    for (const text of ['a*b_c[d](e)!', '`code` & <tag>', 'C:\\path\\file', '2 * 3 = 6 | 7']) {
      expect(readableText(inlineText(text))).toBe(text);
    }
  });

  it('is nothing but text in a paragraph, a list item, a heading and a link label', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const safe = inlineText(text);
        expect(safe).not.toMatch(/[\n\r]/u);
        expect([...typesOf(safe)]).toSatisfy(isSubsetOf('root', 'paragraph', 'text'));
        const page = parseMarkdown(
          `before ${safe} after\n\n## ${safe}\n\n**${safe}x**\n\n[x${safe}](https://ours.example)\n\n- ${safe}`,
        );
        expect(page.children.map(({ type }) => type)).toEqual([
          'paragraph',
          'heading',
          'paragraph',
          'paragraph',
          'list',
        ]);
        expect(nodesOf(page).map(({ type }) => type)).toSatisfy(
          isSubsetOf('root', 'paragraph', 'heading', 'strong', 'link', 'list', 'listItem', 'text'),
        );
        expect(
          nodesOf(page).filter(({ type }) => type === 'link' || type === 'strong' || type === 'listItem'),
        ).toHaveLength(3);
        expect(readableText(safe)).not.toMatch(githubReference);
      }),
      runs,
    );
  });

  it('stays inside its table cell', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const table = parseMarkdown(`| a | b |\n| - | - |\n| ${inlineText(text)} | end |`);
        expect(table.children).toHaveLength(1);
        const [node] = table.children;
        expect(node?.type === 'table' ? node.children.map((row) => row.children.length) : []).toEqual([2, 2]);
        expect([...typesOf(`| a | b |\n| - | - |\n| ${inlineText(text)} | end |`)]).toSatisfy(
          isSubsetOf('root', 'table', 'tableRow', 'tableCell', 'text'),
        );
      }),
      runs,
    );
  });
});

describe('codeSpan', () => {
  it('is code and nothing else', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect([...typesOf(`x ${codeSpan(text)} y`)]).toSatisfy(isSubsetOf('root', 'paragraph', 'text', 'inlineCode'));
        expect(readableText(`x ${codeSpan(text)} y`)).not.toMatch(githubReference);
      }),
      runs,
    );
  });
});

describe('fencedBlock', () => {
  it('is one block of code that nothing inside it ends', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const tree = parseMarkdown(`before\n\n${fencedBlock(text, 'diff')}\n\nafter`);
        expect(tree.children.map(({ type }) => type)).toEqual(['paragraph', 'code', 'paragraph']);
        expect(readableText(fencedBlock(text))).not.toMatch(githubReference);
      }),
      runs,
    );
  });

  it('has a fence longer than the longest run of backticks inside', () => {
    expect(fencedBlock('a ```` b')).toBe('`````\na ```` b\n`````');
    expect(fencedBlock('x', 'text')).toBe('```text\nx\n```');
  });
});

describe('htmlText', () => {
  it('opens no tag and no blank line inside a summary', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(htmlText(text)).not.toMatch(/[<>"\n]/u);
        expect([...typesOf(`<details><summary>${htmlText(text)}</summary>\n\nbody\n\n</details>`)]).toSatisfy(
          isSubsetOf('root', 'html', 'paragraph', 'text'),
        );
        expect(htmlText(text)).not.toMatch(githubReference);
      }),
      runs,
    );
  });
});

describe('shorten', () => {
  it('cuts between characters and marks the cut', () => {
    expect(shorten('🎉🎉🎉🎉', 3)).toBe('🎉🎉…');
    expect(shorten('abc', 3)).toBe('abc');
    expect(shorten('a'.repeat(10_000), 5)).toBe('aaaa…');
  });
});

function isSubsetOf(...allowed: readonly string[]): (types: readonly string[]) => boolean {
  return (types) => types.every((type) => allowed.includes(type));
}
