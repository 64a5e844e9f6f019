import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

import { generatedPages, generatedTables, withTables } from '../../tools/docs.ts';
import { root } from './pages.ts';

describe('generated tables', () => {
  const tables = generatedTables();

  test.each(generatedPages)('%s is what the registries say', (page) => {
    const text = readFileSync(join(root, page), 'utf8');
    expect(withTables(text, tables)).toBe(text);
  });

  test('every table stands on a page', () => {
    const text = generatedPages.map((page) => readFileSync(join(root, page), 'utf8')).join('');
    expect([...tables.keys()].filter((name) => !text.includes(`<!-- generated: ${name} -->`))).toEqual([]);
  });

  test('a page that asks for an unknown table is refused', () => {
    expect(() => withTables('<!-- generated: nothing -->\n<!-- end -->', tables)).toThrow('no table is called nothing');
  });
});
