import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

import { findNode } from '../../tools/node24/run.mjs';

const script = fileURLToPath(new URL('../support/print-report.ts', import.meta.url));

/** The report as a Node binary prints it. */
function printedBy(node: string): string {
  const { stdout, status, stderr } = spawnSync(node, [script], { encoding: 'utf8', maxBuffer: 64_000_000 });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

/** Another Node to hold against, say 22: `OTHER_NODE=/path/to/node npm test -- test/jobs/reproducible.test.ts`. */
const other = process.env['OTHER_NODE'];

test('the same trials and clock give the same report, byte for byte', () => {
  const once = printedBy(findNode());
  expect(JSON.parse(once)).toMatchObject({ job: 'gate', plan: { suites: [{ suite: 'shop' }] } });
  expect(digest(printedBy(other ?? findNode()))).toBe(digest(once));
});

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
