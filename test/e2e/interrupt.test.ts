import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, test, vi } from 'vitest';

import { type GatedRepository, gatedRepository, type GateRun } from '../support/gated-repository.ts';
import { answerOf, promptPath, REWORDED, suitePath, targetPath } from '../support/gated-suite.ts';
import { startModelServer } from '../support/model-server.ts';
import { isGone } from '../targets/support/is-gone.ts';

// A second or two each; a machine that does much else besides may take ten times that.
vi.setConfig({ testTimeout: 120_000 });

/** Ctrl-C in the middle: a partial report that says so, exit 3, and nobody left behind. */
const cleanups: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function until(met: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 6000; tries += 1) {
    if (await met()) return;
    await delay(10);
  }
  throw new Error('it did not come to that');
}

function expectCancelled({ code, report, comment }: GateRun): void {
  expect(code).toBe(3);
  expect(report?.verdict).toMatchObject({ outcome: 'inconclusive', reason: 'cancelled' });
  expect(comment).toMatch(/cancelled/i);
  const [tally] = report?.screen?.tally ?? [];
  expect(tally?.completed).toBeGreaterThan(0);
  expect(tally?.skipped).toBeGreaterThan(0);
}

describe('kill -INT in the middle of calls over HTTP', () => {
  async function slowProduct(): Promise<{ repository: GatedRepository; asked: () => number }> {
    const server = await startModelServer(async (asked) => {
      await delay(200);
      return answerOf(asked);
    });
    const repository = await gatedRepository(server.url);
    cleanups.push(
      () => repository.remove(),
      () => server.close(),
    );
    await repository.write({ [promptPath]: REWORDED });
    return { repository, asked: () => server.asked.length };
  }

  test('partial report, exit 3, no waiting for what is in flight', async () => {
    const { repository, asked } = await slowProduct();
    let interruptedAt = 0;
    const run = await repository.gate([], {
      onStart: (kill) =>
        void until(() => asked() >= 20).then(() => {
          interruptedAt = Date.now();
          kill('SIGINT');
        }),
    });
    expectCancelled(run);
    expect(run.stderr).toContain('stopping: no new calls; a partial report follows');
    expect(Date.now() - interruptedAt).toBeLessThan(3000);
    expect(asked()).toBeLessThan(60);
    expect(run.report?.verdict.perMetric.every(({ outcome }) => outcome === 'inconclusive')).toBe(true);
  });
});

describe('kill -INT in the middle of a command', () => {
  /** Answers after 150 ms; with `deaf` it heeds neither SIGTERM nor the end of its input. */
  const program = `
import { appendFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
const [pids, mode] = process.argv.slice(2);
const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
appendFileSync(pids, process.pid + '\\n' + child.pid + '\\n');
if (mode === 'deaf') {
  process.on('SIGTERM', () => {});
  setInterval(() => {}, 1000);
}
createInterface({ input: process.stdin }).on('line', (line) => {
  const { id } = JSON.parse(line);
  setTimeout(() => console.log(JSON.stringify({ id, output: '{"answer":"yes"}' })), 150);
});
`;

  async function commandProduct(mode: string) {
    const folder = await mkdtemp(join(tmpdir(), 'steelyard-test-'));
    const pidFile = join(folder, 'pids');
    const command = JSON.stringify([process.execPath, 'app/answer.mjs', pidFile, mode]);
    const repository = await gatedRepository('http://127.0.0.1:9', {
      files: {
        'app/answer.mjs': program,
        [targetPath]: `type: command\ncommand: ${command}\nprompt: prompt.md\n`,
        [suitePath]: [
          'name: support',
          'targets: [command]',
          'metrics:',
          '  - { name: correct, gate: true, margin: 0.1, scorer: { type: exact-match, field: answer } }',
          '',
        ].join('\n'),
      },
    });
    cleanups.push(
      () => rm(folder, { recursive: true, force: true }),
      () => repository.remove(),
    );
    await repository.write({ [promptPath]: REWORDED });
    const pids = async (): Promise<readonly number[]> => {
      const text = await readFile(pidFile, 'utf8').catch(() => '');
      return text.split('\n').filter(Boolean).map(Number);
    };
    return { repository, pids };
  }

  test.each(['polite', 'deaf'])('a %s one is ended with all it started', async (mode) => {
    const { repository, pids } = await commandProduct(mode);
    const run = await repository.gate([], {
      onStart: (kill) =>
        void until(async () => (await pids()).length >= 4)
          .then(() => delay(500))
          .then(() => kill('SIGINT')),
    });
    expectCancelled(run);
    const started = await pids();
    expect(started).toHaveLength(4);
    expect(await Promise.all(started.map(isGone))).toEqual([true, true, true, true]);
  });

  test('a second one ends at once, and still leaves nobody behind', async () => {
    const { repository, pids } = await commandProduct('deaf');
    let secondAt = 0;
    const run = await repository.gate([], {
      onStart: (kill) =>
        void until(async () => (await pids()).length >= 4)
          .then(() => delay(300))
          .then(() => kill('SIGINT'))
          .then(() => delay(300))
          .then(() => {
            secondAt = Date.now();
            kill('SIGINT');
          }),
    });
    expect(run.code).toBe(130);
    expect(Date.now() - secondAt).toBeLessThan(1000);
    expect(run.report).toBeUndefined();
    expect(await Promise.all((await pids()).map(isGone))).toEqual([true, true, true, true]);
  });
});
