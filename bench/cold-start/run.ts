// How long does the program take before it does anything, and how large is it?
//
//   npm run bench:cold-start -- [--runs 21]
//
// Medians of whole processes as ratios to `node -e 0` of the same run, which is what a slow machine does not change.
// Prints a Markdown table; exits with 1 where an aim is missed.
import { execFileSync } from 'node:child_process';
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';

import { markdownTable } from 'markdown-table';

import { simulatedProduct } from '../../test/support/simulated-product.ts';

const dist = resolve(import.meta.dirname, '../../dist');
const cli = join(dist, 'cli', 'index.js');
const core = import.meta.resolve('@actions/core');

/** The product's own aims (ratios to `node -e 0`, megabytes). */
const aims = { version: 1.5, idle: 5, validate: 6, megabytes: 8 };

const { values } = parseArgs({ options: { runs: { type: 'string', default: '21' } } });
const runs = Number(values.runs);
if (!Number.isSafeInteger(runs) || runs < 3) throw new RangeError('--runs: expected a whole number from 3');

const directory = oneSuite();
try {
  const commands = [
    { name: 'node -e 0', args: ['-e', '0'] },
    { name: 'steelyard --version', args: [cli, '--version'], aim: aims.version },
    { name: 'steelyard validate (one suite)', args: [cli, 'validate'], aim: aims.validate },
    { name: '@actions/core alone', args: ['--input-type=module', '-e', `import ${JSON.stringify(core)}`] },
    { name: 'the Action, nothing relevant changed', args: [join(dist, 'index.js')], aim: aims.idle, env: idleEvent() },
  ];
  const times = commands.map((): number[] => []);
  const { PATH = '' } = process.env;
  // In turn, so that a busy moment of the machine falls on all of them alike; the first round warms the disk's cache.
  for (let run = -1; run < runs; run += 1) {
    for (const [index, { args, env = {} }] of commands.entries()) {
      const started = performance.now();
      execFileSync(process.execPath, args, { cwd: directory, stdio: 'pipe', env: { PATH, ...env } });
      if (run >= 0) times[index]?.push(performance.now() - started);
    }
  }
  const medians = times.map(median);
  const bare = medians[0] ?? Number.NaN;
  const megabytes = sizeOf(dist) / 1e6;
  const rows = commands.map(({ name, aim }, index) => {
    const time = medians[index] ?? Number.NaN;
    return [
      name,
      `${time.toFixed(0)} ms`,
      `${(time / bare).toFixed(2)} ×`,
      aim === undefined ? '' : `≤ ${aim} ×`,
      aim === undefined ? '' : time / bare <= aim ? 'yes' : '**no**',
    ];
  });
  const size = [
    'dist/',
    `${megabytes.toFixed(2)} MB`,
    '',
    `≤ ${aims.megabytes} MB`,
    megabytes <= aims.megabytes ? 'yes' : '**no**',
  ];
  const table = markdownTable([['', 'median', 'ratio', 'aim', 'met'], ...rows, size]);
  process.stdout.write(`Node ${process.versions.node}, ${runs} runs each.\n\n${table}\n`);
  process.exitCode = table.includes('**no**') ? 1 : 0;
} finally {
  rmSync(directory, { recursive: true, force: true });
}

/** A repository with one suite of 240 cases, and a second commit that does not touch it. */
function oneSuite(): string {
  const root = mkdtempSync(join(tmpdir(), 'steelyard-cold-start-'));
  const product = simulatedProduct({ cases: 240, chances: [1], seed: 'cold-start' });
  for (const [path, text] of Object.entries(product.files('http://127.0.0.1:9/v1', { drop: 0 }))) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const git = (...args: readonly string[]): void => {
    const identity = ['-c', 'user.name=bench', '-c', 'user.email=bench@example.com', '-c', 'commit.gpgsign=false'];
    execFileSync('git', [...identity, ...args], { cwd: root, stdio: 'pipe' });
  };
  git('init', '--quiet');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'one suite');
  git('commit', '--quiet', '--allow-empty', '--message', 'nothing of it');
  return root;
}

/** What the runner says of a push of the second commit; without a pull request no call leaves the machine. */
function idleEvent(): Readonly<Record<string, string>> {
  const commit = (revision: string): string =>
    execFileSync('git', ['rev-parse', revision], { cwd: directory, encoding: 'utf8' }).trim();
  const event = join(directory, '.git', 'event.json');
  writeFileSync(event, JSON.stringify({ before: commit('HEAD~1'), after: commit('HEAD') }));
  const [output, summary] = ['output', 'summary'].map((name) => join(directory, '.git', name));
  for (const file of [output, summary]) writeFileSync(file ?? '', '');
  return {
    GITHUB_ACTIONS: 'true',
    GITHUB_EVENT_NAME: 'push',
    GITHUB_EVENT_PATH: event,
    GITHUB_REPOSITORY: 'acme/assistant',
    GITHUB_SHA: commit('HEAD'),
    GITHUB_OUTPUT: output ?? '',
    GITHUB_STEP_SUMMARY: summary ?? '',
  };
}

function median(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Bytes of all files below a folder. */
function sizeOf(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => lstatSync(join(folder, path)))
    .reduce((sum, stats) => sum + (stats.isFile() ? stats.size : 0), 0);
}
