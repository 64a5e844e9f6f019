import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

import { version } from '../../src/entry/version.ts';

test("the program's version is the package's", () => {
  const text = readFileSync(resolve(import.meta.dirname, '../../package.json'), 'utf8');
  expect(version).toBe((JSON.parse(text) as { version: string }).version);
});
