import { describe, expect, test } from 'vitest';

import { ruleIds } from '../../src/domain/finding.ts';
import { pages, textOf } from './pages.ts';

describe('docs/findings.md', () => {
  const page = pages().find(({ path }) => path === 'docs/findings.md');
  const nodes = page?.nodes ?? [];
  const headings = nodes
    .filter((node) => node.type === 'heading')
    .filter(({ depth }) => depth === 3)
    .map(textOf);

  test('every rule id has its heading, once, in the order of domain/finding.ts', () => {
    expect(headings).toEqual(ruleIds);
  });

  test('every heading is followed by a paragraph', () => {
    const blocks = nodes.filter(({ type }) => type === 'heading' || type === 'paragraph');
    const empty = blocks.filter(
      (node, index) => node.type === 'heading' && node.depth === 3 && blocks[index + 1]?.type !== 'paragraph',
    );
    expect(empty.map(textOf)).toEqual([]);
  });
});
