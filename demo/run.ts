// The demo, which is the main job on an embedded default: real git repositories, the built gate, a server on loopback
// that answers with what a real small model answered (demo/README.md). No key, no network.
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';

import type { Report } from '../src/domain/report.ts';
import { type Scenario, scenarios } from './scenarios.ts';
import { loadRecordings, type RecordedServer, startServer } from './server.ts';

const root = resolve(import.meta.dirname, '..');
const cli = join(root, 'dist', 'cli', 'index.js');
const output = join(root, '.steelyard', 'demo');

/** Recorded seconds become hundredths, so that four pull requests take less than a minute. */
const LATENCY_SCALE = 0.01;
const SEED = 'steelyard-demo';

if (!existsSync(cli)) {
  process.stderr.write('dist/ is missing: run `npm run build` first\n');
  process.exit(3);
}
const started = Date.now();
const recordings = loadRecordings(join(import.meta.dirname, 'recordings'));
const manifest = JSON.parse(readFileSync(join(import.meta.dirname, 'recordings', 'manifest.json'), 'utf8')) as {
  readonly date: string;
  readonly server: { readonly name: string };
  readonly params: { readonly temperature: number };
  readonly models: Readonly<Record<string, { readonly name: string; readonly variant: string }>>;
};
for (const [id, { name, variant }] of Object.entries(manifest.models)) say(`Model: ${name}, ${variant}, as ${id}`);
say(`Served by ${manifest.server.name} at temperature ${manifest.params.temperature}, recorded on ${manifest.date}.`);
say(
  `${recordings.length} recorded answers, drawn by seed "${SEED}", latency scaled by ${LATENCY_SCALE}. No key, no network.`,
);

const wanted = process.argv.slice(2);
const chosen = scenarios.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
const rows: { name: string; verdict: string; expected: string; calls: number; seconds: number; exit: number | null }[] =
  [];
for (const scenario of chosen) {
  const at = Date.now();
  const { report, exit, terminal } = await play(scenario);
  say(`\n━━━ ${scenario.name}: ${scenario.story}\n`);
  process.stdout.write(terminal);
  rows.push({
    name: scenario.name,
    verdict: report.verdict.outcome + (report.verdict.reason === undefined ? '' : ` (${report.verdict.reason})`),
    expected: scenario.expected,
    calls: report.spend.calls,
    seconds: (Date.now() - at) / 1000,
    exit,
  });
  if (report.verdict.outcome !== scenario.expected) process.exitCode = 1;
}
const first = chosen[0];
if (first !== undefined) {
  say(`\n━━━ the comment on the pull request \`${first.name}\` (Markdown)\n`);
  process.stdout.write(readFileSync(join(output, first.name, 'comment.md'), 'utf8'));
}
say('\n━━━ all pull requests\n');
for (const row of rows) {
  say(
    `${row.name.padEnd(14)} ${row.verdict.toUpperCase().padEnd(26)} exit ${row.exit}  ${String(row.calls).padStart(4)} calls  ${row.seconds.toFixed(1)} s`,
  );
}
say(`\nreport.json, comment.md and trials.jsonl of each: .steelyard/demo/<name>/`);
say(`${((Date.now() - started) / 1000).toFixed(1)} s altogether`);
if (process.exitCode === 1) say('A verdict is not the one this demo is made to show (demo/README.md).');

/** One pull request: a repository of its own, a base commit, a change, the gate. */
async function play(scenario: Scenario): Promise<{ report: Report; exit: number | null; terminal: string }> {
  const server = await startServer({ recordings, seed: `${SEED} ${scenario.name}`, latencyScale: LATENCY_SCALE });
  const folder = mkdtempSync(join(tmpdir(), 'steelyard-demo-'));
  // The sample is drawn by the repository's name, here the folder's. Were that random, each run would show other cases
  // and now and then another verdict.
  const directory = join(folder, SEED);
  mkdirSync(directory);
  try {
    makeRepository(directory, scenario, server);
    const results = join(output, scenario.name);
    rmSync(results, { recursive: true, force: true });
    const { code, stdout } = await gate(directory, results);
    const report = JSON.parse(readFileSync(join(results, 'report.json'), 'utf8')) as Report;
    return { report, exit: code, terminal: stdout };
  } finally {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function makeRepository(directory: string, scenario: Scenario, server: RecordedServer): void {
  git(directory, 'init', '--quiet', '--initial-branch=main');
  cpSync(join(root, 'suites', 'support'), join(directory, 'suites', 'support'), { recursive: true });
  if (scenario.baseline) {
    cpSync(join(root, 'baselines', 'support'), join(directory, 'baselines', 'support'), { recursive: true });
  }
  cpSync(join(root, 'steelyard.yaml'), join(directory, 'steelyard.yaml'));
  edit(directory, 'suites/support/target.yaml', (text) => text.replace(/^base-url:.*$/m, `base-url: ${server.url}`));
  for (const [path, change] of Object.entries(scenario.base)) edit(directory, path, change);
  commit(directory, 'What is live');
  git(directory, 'checkout', '--quiet', '-b', scenario.name);
  for (const [path, change] of Object.entries(scenario.change)) {
    edit(directory, path, typeof change === 'string' ? () => readChange(change) : change);
  }
  commit(directory, scenario.story);
}

function readChange(name: string): string {
  return readFileSync(join(import.meta.dirname, 'changes', name), 'utf8');
}

function edit(directory: string, path: string, change: (text: string) => string): void {
  const file = join(directory, path);
  mkdirSync(dirname(file), { recursive: true });
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const after = change(before);
  if (after === before) throw new Error(`the demo's edit of ${path} changes nothing`);
  writeFileSync(file, after);
}

function gate(directory: string, results: string): Promise<{ code: number | null; stdout: string }> {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, [cli, 'gate', '--base', 'main', '--head', 'HEAD', '--output', results], {
      cwd: directory,
      env: cleanEnvironment(),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.on('error', failed);
    child.on('close', (code) => done({ code, stdout }));
  });
}

function commit(directory: string, message: string): void {
  git(directory, 'add', '--all');
  git(directory, 'commit', '--quiet', '--message', message);
}

function git(directory: string, ...args: readonly string[]): void {
  const identity = [
    '-c',
    'user.name=Steelyard demo',
    '-c',
    'user.email=demo@example.invalid',
    '-c',
    'commit.gpgsign=false',
  ];
  execFileSync('git', [...identity, '-c', 'core.autocrlf=false', ...args], {
    cwd: directory,
    env: cleanEnvironment(),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** Nothing of the caller's CI, git or proxy settings may reach the demo. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(GITHUB_|GIT_|STEELYARD_)|_proxy$/i.test(name));
  return {
    ...Object.fromEntries(own),
    GIT_CONFIG_GLOBAL: process.platform === 'win32' ? 'NUL' : '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
  };
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
