import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';

import type { Report } from '../../src/domain/report.ts';
import { answerOf, BROKEN, gatedSuite, GOOD, REWORDED, targetYaml } from '../support/gated-suite.ts';
import { type GatedRepository } from '../support/gated-repository.ts';
import { type ActionResult, gatedPullRequest, type GatedPullRequest } from '../support/gated-pull-request.ts';
import { type ModelServer, startModelServer } from '../support/model-server.ts';
import { type CliRun, steelyard } from '../support/steelyard.ts';
import { type TemporaryRepository, temporaryRepository } from '../support/temporary-repository.ts';

// A few seconds each; a machine that does much else besides may take ten times that.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/** Two packages with a gate each, whose suites have the same name, beside files that belong to neither. */
let server: ModelServer;
let repository: TemporaryRepository;
const open: GatedPullRequest[] = [];

const CHAT = 'packages/chat';
const SEARCH = 'packages/search';
const prompt = (folder: string): string => `${folder}/suites/support/prompt.md`;
const target = (folder: string): string => `${folder}/suites/support/target.yaml`;

type Files = Readonly<Record<string, string | null>>;

/** The files of a package, all below its folder. */
function packageAt(folder: string): Record<string, string> {
  return Object.fromEntries(Object.entries(gatedSuite(server.url)).map(([path, text]) => [`${folder}/${path}`, text]));
}

beforeAll(async () => {
  server = await startModelServer((asked) => answerOf(asked));
  repository = await temporaryRepository();
  await repository.commit('base', {
    ...packageAt(CHAT),
    ...packageAt(SEARCH),
    'prompts/shared.md': GOOD,
    '.github/workflows/steelyard.yml': 'on: pull_request\n',
  });
});

afterAll(async () => {
  await server.close();
  await repository.remove();
});

afterEach(async () => {
  const violations = open.flatMap(({ github }) => github.violations);
  await Promise.all(open.map((one) => one.close()));
  open.length = 0;
  if (violations.length > 0) throw new Error(`what did not fit GitHub’s own description:\n${violations.join('\n')}`);
});

async function pullRequest(files: Files, options: Parameters<typeof gatedPullRequest>[2] = {}) {
  // What a pull request is made from is the git repository alone.
  const opened = await gatedPullRequest(repository as GatedRepository, files, options);
  open.push(opened);
  return opened;
}

/** Runs the job of one package and counts the calls of the model. */
async function job(
  of: GatedPullRequest,
  folder: string,
  inputs: Readonly<Record<string, string>> = {},
): Promise<ActionResult & { readonly calls: number }> {
  const before = server.asked.length;
  const run = await of.run({ inputs: { 'working-directory': folder, ...inputs } });
  return { ...run, calls: server.asked.length - before };
}

const bodies = ({ comments }: ActionResult): readonly string[] => comments.map(({ body }) => body);

describe('the Action in a working directory', () => {
  test('a change of one package runs that one, and says everything with its repository path', async () => {
    const of = await pullRequest({ [prompt(CHAT)]: BROKEN });
    const other = await job(of, SEARCH);
    expect(other).toMatchObject({ code: 0, calls: 0, comments: [] });
    expect(other.outputs).toMatchObject({ verdict: 'pass' });
    expect(other.summary).toContain('nothing relevant changed (`packages/search`)');

    const run = await job(of, CHAT);
    expect({ code: run.code, said: run.code === 1 ? '' : run.said }).toEqual({ code: 1, said: '' });
    expect(run.outputs).toMatchObject({
      verdict: 'fail',
      'report-file': `${CHAT}/.steelyard/report.json`,
      'comment-file': `${CHAT}/.steelyard/comment.md`,
    });
    const error = run.commands.find(({ name }) => name === 'error');
    expect(error?.properties).toMatchObject({ file: prompt(CHAT), line: '1' });
    const [body = ''] = bodies(run);
    expect(body).toMatch(/^<!-- steelyard:v1 key=steelyard-packages-chat -->/);
    expect(body).toContain('2 regressions in `support` (`packages/chat`)');
    expect(body).toContain(`\`${prompt(CHAT)}\`, line 1`);
    expect(body).toMatch(/steelyard -C packages\/chat gate --base [0-9a-f]{40}/);
    expect(run.report?.change).toMatchObject({
      folder: CHAT,
      files: [{ path: prompt(CHAT), status: 'modified' }],
    });
    expect(run.report?.changes[0]?.diffs.map(({ path }) => path)).toEqual([prompt(CHAT)]);
  });

  test('both packages in one change: two verdicts, two comments, two counts of attempts', async () => {
    const of = await pullRequest({ [prompt(CHAT)]: BROKEN, [prompt(SEARCH)]: REWORDED });
    const chat = await job(of, CHAT);
    const search = await job(of, SEARCH);
    expect([chat.code, search.code]).toEqual([1, 0]);
    expect(bodies(search).map((body) => /key=([\w-]+) -->/.exec(body)?.[1])).toEqual([
      'steelyard-packages-chat',
      'steelyard-packages-search',
    ]);
    // What failed in one package is no attempt at the other.
    expect(search.report?.attempt).toMatchObject({ number: 1, mustRepeat: false });
    expect(search.report?.repeat).toBeUndefined();
    const again = await job(of, CHAT);
    expect(again.report?.attempt?.number).toBeGreaterThan(1);
  });

  test('edited rules and notes are placed by repository paths', async () => {
    const suite = `${CHAT}/suites/support/suite.yaml`;
    const text = await repository.git('show', `main:${suite}`);
    const of = await pullRequest({ [suite]: text.replaceAll('margin: 0.1', 'margin: 0.4'), [prompt(CHAT)]: REWORDED });
    const run = await job(of, CHAT);
    expect(run.code).toBe(0);
    expect(run.report?.policyDiff.map(({ path }) => path)).toEqual([suite]);
    expect(run.commands.filter(({ name }) => name === 'warning').map(({ properties }) => properties['file'])).toEqual(
      expect.arrayContaining([suite]),
    );
    expect(bodies(run)[0]).toContain(`\`${suite}\` modified`);
  });

  test('a program starts in the package', async () => {
    const program =
      'process.stdin.on("data", (text) => { for (const line of String(text).trim().split("\\n")) { const { id } = JSON.parse(line); console.log(JSON.stringify({ id, output: JSON.stringify({ answer: require("node:fs").existsSync("app.cjs") ? "yes" : "no" }) })); } });\n';
    const suite = await repository.git('show', `main:${CHAT}/suites/support/suite.yaml`);
    const command = (note: string): string =>
      `type: command\ncommand: [node, app.cjs]\nsetup: [node, --version]\nprompt: prompt.md\nparams: { note: ${note} }\n`;
    await repository.git('checkout', '--quiet', '--force', '-B', 'program', 'main');
    await repository.commit('a program', {
      [`${CHAT}/app.cjs`]: program,
      [`${CHAT}/suites/support/suite.yaml`]: `${suite.replace('[openai]', '[command]')}watch: [app.cjs]\n`,
      [target(CHAT)]: command('before'),
    });
    const edited = { [`${CHAT}/app.cjs`]: `${program}// edited\n`, [target(CHAT)]: command('after') };
    const of = await pullRequest(edited, { from: 'program' });
    const run = await job(of, CHAT);
    // The control needs a checkout of the base, and starts in the package there too.
    expect({ code: run.code, said: run.code === 0 ? '' : run.said }).toEqual({ code: 0, said: '' });
    expect(run.report?.spend.calls).toBeGreaterThan(0);
  });
});

describe('the Action refuses', () => {
  test.for(['..', '../other', '/tmp', 'packages/../..', '.git', 'packages/.git/hooks'])(
    'a working directory outside the repository: %s',
    async (folder) => {
      const of = await pullRequest({ [prompt(CHAT)]: BROKEN });
      const run = await of.run({ inputs: { 'working-directory': folder } });
      expect(run.code).toBe(3);
      expect(run.said).toContain('with: working-directory: expected a folder of the repository');
    },
  );

  test.for(['packages', 'packages/nowhere', 'packages/Chat', 'packages/chat/suites'])(
    'a folder without a policy in both versions: %s',
    async (folder) => {
      const of = await pullRequest({ [prompt(CHAT)]: BROKEN });
      const { code, said, calls } = await job(of, folder);
      expect({ code, calls }).toEqual({ code: 3, calls: 0 });
      expect(said).toMatch(/expected a (?:policy file at the top of|folder whose steelyard\.yaml is in the base)/);
    },
  );

  test('a folder that the change makes a link', async () => {
    const of = await pullRequest(
      { 'notes.md': 'a link\n' },
      { symlinks: { 'packages/link': 'search', 'packages/search/linked': '../chat' } },
    );
    for (const folder of ['packages/link', 'packages/search/linked']) {
      const { code, said, calls } = await job(of, folder);
      expect({ code, calls }).toEqual({ code: 3, calls: 0 });
      expect(said).toContain(`${folder}, which is a link or a file`);
      // Nothing of the change is on disk here; the trees say the same.
      const elsewhere = await of.pull.checkout({ branch: 'landing' });
      const unseen = await of.run({ workspace: elsewhere, inputs: { 'working-directory': folder } });
      expect(unseen.code).toBe(3);
      expect(unseen.said).toContain('a symbolic link');
    }
  });

  test('a prompt outside the folder, with what to do about it', async () => {
    const outside = targetYaml(server.url).replace('prompt.md', '../../../../prompts/shared.md');
    const of = await pullRequest({ [target(CHAT)]: outside });
    const { code, said, calls, commands, comments } = await job(of, CHAT);
    expect({ code, calls }).toEqual({ code: 3, calls: 0 });
    expect(said).toContain(`expected a path inside packages/chat, the folder of steelyard.yaml`);
    expect(said).toContain('which is prompts/shared.md; move the file below packages/chat, or gate from a folder that');
    expect(said).toContain(`${target(CHAT)}: messages[0].file`);
    const file = commands.find(({ name }) => name === 'error')?.properties['file'];
    expect(file).toBe(target(CHAT));
    expect(comments[0]?.body).toContain('## ⛔ Steelyard could not run (`packages/chat`)');
  });

  test('a folder made for the purpose, where the change breaks what another policy gates', async () => {
    const decoy = { 'decoy/steelyard.yaml': 'version: 1\nhosts: { 127.0.0.1: null }\n' };
    const broken = await pullRequest({ ...decoy, [prompt(CHAT)]: BROKEN });
    const run = await job(broken, 'decoy');
    expect(run.code).toBe(3);
    expect(run.said).toContain('since this change touches what packages/chat/steelyard.yaml gates');

    // A new package by itself is welcome.
    const honest = await pullRequest({ ...packageAt('packages/new') });
    const first = await job(honest, 'packages/new');
    expect(first).toMatchObject({ code: 0, calls: 0 });
    expect(first.report?.findings).toMatchObject([
      { ruleId: 'first-configuration', message: expect.stringContaining('the first packages/new/steelyard.yaml') },
    ]);
    expect(bodies(first)[0]).toContain('`steelyard -C packages/new refresh support`');
  });

  test('to be quiet where the change edits the workflow and touches what another job judges', async () => {
    const workflow = '.github/workflows/steelyard.yml';
    const of = await pullRequest({ [prompt(CHAT)]: BROKEN, [workflow]: 'on: push\n' });
    const run = await job(of, SEARCH);
    const warning = run.commands.find(({ name }) => name === 'warning');
    expect(warning?.properties).toMatchObject({ file: workflow });
    expect(warning?.data).toContain('packages/chat/steelyard.yaml');

    const alone = await pullRequest({ [workflow]: 'on: push\n' });
    expect((await job(alone, SEARCH)).commands).toEqual([]);
  });
});

describe('on the command line', () => {
  async function command(args: readonly string[], at = '.'): Promise<CliRun & { readonly report: Report | undefined }> {
    const directory = join(repository.directory, at);
    const run = await steelyard(args, { directory });
    const results = join(repository.directory, CHAT, '.steelyard/report.json');
    const report = await readFile(results, 'utf8').then(
      (text) => JSON.parse(text) as Report,
      () => undefined,
    );
    return { ...run, report };
  }

  async function changed(files: Files): Promise<void> {
    await repository.git('checkout', '--quiet', '--force', '-B', 'change', 'main');
    await repository.git('clean', '--force', '-d', '-x', '--quiet');
    await repository.write(files);
  }

  test.for([
    ['pointed at the package', ['-C', CHAT, 'gate'], '.'],
    ['pointed there after the command', ['gate', '--directory', CHAT], '.'],
    ['started in the package', ['gate'], CHAT],
    ['started below it', ['gate'], `${CHAT}/suites/support`],
  ] as const)('gate %s', async ([, args, at]) => {
    await changed({ [prompt(CHAT)]: BROKEN, [prompt(SEARCH)]: BROKEN });
    const run = await command(args, at);
    expect({ code: run.code, stderr: run.code === 1 ? '' : run.stderr }).toEqual({ code: 1, stderr: '' });
    expect(run.report?.change).toMatchObject({ folder: CHAT, files: [{ path: prompt(CHAT) }] });
    // Results and attempts lie in the package, and nowhere else.
    const ignored = await repository.git('status', '--porcelain', '--ignored', '--untracked-files=all');
    const written = ignored.split('\n').flatMap((line) => /^(?:!!|\?\?) (.*)$/.exec(line)?.[1] ?? []);
    expect(written).toContain(`${CHAT}/.steelyard/attempts.jsonl`);
    expect(written.filter((path) => !path.startsWith(`${CHAT}/.steelyard/`))).toEqual([]);
  });

  test('a given --output is as the current folder means it', async () => {
    await changed({ [prompt(CHAT)]: REWORDED });
    const { code } = await command(['gate', '--output', 'out'], CHAT);
    expect(code).toBe(0);
    expect(await readFile(join(repository.directory, CHAT, 'out/report.json'), 'utf8')).toContain('"pass"');
  });

  test('refresh writes the package’s baselines, run its results', async () => {
    await changed({});
    const refreshed = await command(['-C', CHAT, 'refresh', 'support']);
    expect({ code: refreshed.code, stderr: refreshed.code === 0 ? '' : refreshed.stderr }).toEqual({
      code: 0,
      stderr: '',
    });
    expect(refreshed.stderr).toContain('written: baselines/support/baseline.json');
    const run = await command(['run', 'support', '--cases', '3'], `${CHAT}/suites`);
    expect(run.stderr).toContain('written: ../.steelyard/support.results.jsonl');
    const status = await repository.git('status', '--porcelain', '--untracked-files=all');
    expect(status.trim().split('\n').sort()).toEqual([
      '?? packages/chat/baselines/support/baseline.json',
      '?? packages/chat/baselines/support/cases.jsonl',
      '?? packages/chat/baselines/support/outputs.jsonl',
    ]);
    await repository.commit('baseline');
    await repository.write({ [prompt(CHAT)]: REWORDED });
    const { report } = await command(['gate', '--base', 'HEAD'], CHAT);
    expect(report?.screen?.against).toEqual({ support: 'baseline' });
  });

  test('validate and plan see the package alone; without a policy it is the top, as ever', async () => {
    await changed({ [`${SEARCH}/steelyard.yaml`]: 'version: 2\n' });
    expect(await command(['validate'], CHAT)).toMatchObject({ code: 0, stdout: expect.stringContaining('support:') });
    expect((await command(['-C', SEARCH, 'validate'])).stderr).toMatch(/^steelyard\.yaml: version:/);
    expect((await command(['plan'], CHAT)).code).toBe(0);
    const nowhere = await command(['validate'], 'prompts');
    expect(nowhere.code).toBe(3);
    expect(nowhere.stderr).toContain('expected a policy file at the top of the repository');
  });

  test('a policy that only the base has is the one that a gate obeys', async () => {
    await changed({ [`${CHAT}/steelyard.yaml`]: null, [prompt(CHAT)]: BROKEN });
    const { report, code } = await command(['gate'], CHAT);
    expect(code).toBe(1);
    expect(report?.change.folder).toBe(CHAT);
  });

  test('a folder that is not there', async () => {
    const { code, stderr } = await command(['-C', 'nowhere', 'compare', 'a', 'b']);
    expect(code).toBe(3);
    expect(stderr).toBe(
      'steelyard: --directory: expected a folder to work in, received "nowhere"; name one that is there, as seen from the current folder\n',
    );
  });

  test('init --here begins a package, without a workflow of its own', async () => {
    await changed({ 'packages/new/prompts/system.md': 'You answer questions.\n' });
    const { code, stdout, stderr } = await command(['init', '--here', '--yes'], 'packages/new');
    expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('`working-directory: packages/new`');
    const status = await repository.git('status', '--porcelain', '--untracked-files=all');
    const files = status
      .trim()
      .split('\n')
      .map((line) => line.slice(3));
    expect(files).toContain('packages/new/steelyard.yaml');
    expect(files.filter((path) => !path.startsWith('packages/new/'))).toEqual([]);
    expect((await command(['validate'], 'packages/new')).code).toBe(0);
  });
});
