import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { createConsole } from '../../src/entry/console.ts';
import { writeResults } from '../../src/entry/write-results.ts';
import { situations } from '../support/report-fixtures.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'steelyard-results-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('`show-outputs: none` leaves what was asked of must-not-fail cases, and answered, out of every file', async () => {
  const report = situations['fail-roles-outputs-hidden'];
  const files = await writeResults(folder, { report, trials: [] }, createConsole({}));
  expect(files).toHaveLength(3);
  for (const path of files) {
    expect(await readFile(path, 'utf8')).not.toMatch(/CANARY|900 euros|escalate|everything above/u);
  }
  expect(await readFile(join(folder, 'report.json'), 'utf8')).toContain('system-prompt-canary');
});
