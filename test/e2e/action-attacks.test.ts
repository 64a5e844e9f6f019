import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';

import { activeMarkdown } from '../support/active-markdown.ts';
import { type GatedRepository, gatedRepository } from '../support/gated-repository.ts';
import {
  type ActionResult,
  type ActionRunChoices,
  BOT,
  gatedPullRequest,
  type GatedPullRequest,
  REPOSITORY,
  TOKEN,
} from '../support/gated-pull-request.ts';
import {
  answerOf,
  BROKEN,
  casesJsonl,
  casesPath,
  GOOD,
  policyPath,
  promptPath,
  suitePath,
  targetPath,
  targetYaml,
} from '../support/gated-suite.ts';
import { githubEvent } from '../support/github/event.ts';
import { runAction } from '../support/github/run-action.ts';
import { hostilePieces } from '../support/hostile-text.ts';
import { type Answer, type AskedModel, type ModelServer, startModelServer } from '../support/model-server.ts';

// A few seconds each; a machine that does much else besides may take ten times that.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/**
 * Pull requests of somebody who wants a green check for a broken prompt, a link in the comment, a key in the log or a
 * file elsewhere. Each brings the broken prompt unless it says otherwise, so that the honest verdict is FAIL.
 */
let server: ModelServer;
let repository: GatedRepository;
let answer: (asked: AskedModel) => Answer | Promise<Answer>;
let suite: string;
/** What nobody outside the step may write: GITHUB_ENV and GITHUB_PATH, and a folder beside the workspaces. */
let outside: string;
/** One line an attack, printed at the end. */
const story: string[] = [];

const KEY = 'key-of-the-model-host';

beforeAll(async () => {
  answer = answerOf;
  server = await startModelServer((asked) => answer(asked));
  repository = await gatedRepository(server.url, { refreshed: true });
  suite = await repository.git('show', `main:${suitePath}`);
  outside = await realpath(await mkdtemp(join(tmpdir(), 'steelyard-outside-')));
});

afterAll(async () => {
  await server.close();
  await repository.remove();
  await rm(outside, { recursive: true, force: true });
  process.stdout.write(`\n${story.join('\n')}\n`);
});

beforeEach(async () => {
  answer = answerOf;
  for (const name of ['env', 'path', 'secret']) await writeFile(join(outside, name), name === 'secret' ? 'mine' : '');
});

type Files = Readonly<Record<string, string | null>>;

interface Attack {
  readonly files?: Files;
  readonly options?: NonNullable<Parameters<typeof gatedPullRequest>[2]>;
  readonly choices?: ActionRunChoices;
  readonly on?: GatedRepository;
  /** What happens before the step: to GitHub, or to a checked-out workspace. */
  readonly before?: (of: GatedPullRequest) => Promise<ActionRunChoices | undefined>;
  /** The exit code; never 0 for what would turn a red check green. */
  readonly code: number;
  /** What must be shown to people somewhere. */
  readonly shown?: RegExp;
  readonly also?: (run: ActionResult, of: GatedPullRequest) => void | Promise<void>;
}

/** Runs one attack, holds it to what holds for every one, and notes it. Resolves to the verdict, if there is one. */
async function attacked(name: string, attack: Attack): Promise<string | undefined> {
  const of = await gatedPullRequest(
    attack.on ?? repository,
    { [promptPath]: BROKEN, ...attack.files },
    attack.options ?? {},
  );
  try {
    const choices = { ...attack.choices, ...(await attack.before?.(of)) };
    const files = { GITHUB_ENV: join(outside, 'env'), GITHUB_PATH: join(outside, 'path') };
    const run = await of.run({ ...choices, environment: { MODEL_KEY: KEY, ...files, ...choices.environment } });
    note(name, run, attack.shown ?? /Steelyard/u);
    expect({ code: run.code, why: run.code === attack.code ? '' : run.stderr }).toEqual({ code: attack.code, why: '' });
    await harmless(run, of);
    await attack.also?.(run, of);
    expect(of.github.violations).toEqual([]);
    return run.outputs['verdict'];
  } finally {
    await of.close();
  }
}

function placesOf(run: ActionResult): Readonly<Record<string, string>> {
  return {
    comment: run.comments.map(({ body }) => body).join('\n'),
    summary: run.summary,
    annotation: run.commands.map(({ data }) => data).join('\n'),
    log: `${run.stdout}\n${run.stderr}`,
  };
}

function note(name: string, run: ActionResult, shown: RegExp): void {
  const where = Object.entries(placesOf(run)).flatMap(([place, text]) => (shown.test(text) ? [place] : []));
  const { verdict = '', reason = '' } = run.outputs;
  const outcome = verdict === '' ? 'could not run' : reason === '' ? verdict : `${verdict} (${reason})`;
  story.push(`${name.padEnd(66)} ${outcome.padEnd(32)} exit ${run.code}  ${where.join(', ')}`);
  expect(where, `${shown} is shown nowhere`).not.toEqual([]);
}

const ourTags =
  /^(?:<\/?(?:details|summary|b|sub|code)>|<details open>|<!-- steelyard:v1 key=[a-z0-9-]+ -->|<!-- steelyard:run head=[0-9a-f]+ run=\d+ attempt=\d+ -->|<!-- steelyard-attempts:v2 \{"schemaVersion":2,"rows":\[(?:,?\["[0-9a-f]{32}","[0-9a-f]{16}","[0-9a-f]{7}","[\dT:.Z-]+","[a-z-]+","(?:[0-9a-f]{32})?","(?:[0-9a-f]{8}(?: [0-9a-f]{8})*)?"\])+\]\} -->)$/u;

/** What holds whatever the change brings. */
async function harmless(run: ActionResult, of: GatedPullRequest): Promise<void> {
  expect(run.comments.length).toBeLessThanOrEqual(1);
  for (const page of [...run.comments.map(({ body }) => body), run.summary]) {
    const { urls, html, strange, references } = activeMarkdown(page);
    expect(urls.filter((url) => !url.startsWith(`${of.github.serverUrl}/${REPOSITORY}/`))).toEqual([]);
    expect(html.filter((tag) => !ourTags.test(tag))).toEqual([]);
    expect(html.filter((tag) => tag.startsWith('<!-- steelyard:v1')).length).toBeLessThanOrEqual(1);
    expect({ strange, references }).toEqual({ strange: [], references: [] });
    expect(html.filter((tag) => tag.startsWith('<details')).length).toBe(
      html.filter((tag) => tag === '</details>').length,
    );
  }
  for (const { name, form, properties } of run.commands) {
    expect([name, form, properties['title']]).toEqual([
      expect.stringMatching(/^(?:error|warning|notice)$/u),
      '::',
      expect.stringMatching(/^Steelyard/u),
    ]);
  }
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  expect(`${run.stdout}${run.stderr}`).not.toMatch(/[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/u);
  expect(Object.keys(run.outputs).toSorted()).toEqual(
    Object.keys(run.outputs)
      .filter((name) => outputNames.has(name))
      .toSorted(),
  );
  const { of: _, ...everything } = { ...run, of };
  expect(JSON.stringify(everything)).not.toContain(TOKEN);
  expect(JSON.stringify(everything)).not.toContain(KEY);
  expect(await readFile(join(outside, 'env'), 'utf8')).toBe('');
  expect(await readFile(join(outside, 'path'), 'utf8')).toBe('');
  expect(await readFile(join(outside, 'secret'), 'utf8')).toBe('mine');
  expect((await readdir(outside)).toSorted()).toEqual(['env', 'path', 'secret']);
}

const outputNames = new Set([
  'verdict',
  'reason',
  'level',
  'exit-code',
  'calls',
  'regressions',
  'stale',
  'digest',
  'report-file',
  'comment-file',
]);

/** A branch of the base to propose changes to. */
async function baseWith(name: string, files: Files): Promise<string> {
  await repository.git('checkout', '--quiet', '--force', '-B', name, 'main');
  await repository.git('clean', '--force', '-d', '-x', '--quiet');
  await repository.commit(name, files);
  return name;
}

/** The repository, with entries put into each commit that a work tree could not hold: `mode,id,path`. */
function withEntries(...entries: readonly string[]): GatedRepository {
  return {
    ...repository,
    async commit(message, files = {}) {
      await repository.write(files);
      await repository.git('add', '--all');
      for (const entry of entries) await repository.git('update-index', '--add', '--cacheinfo', entry);
      await repository.git('commit', '--quiet', '--message', message);
      return (await repository.git('rev-parse', 'HEAD')).trim();
    },
  };
}

const policy = (more: string): string => `version: 1\nhosts: { 127.0.0.1: null }\nmax-age: 10\n${more}`;
const rules = /Changes to the rules/u;

/** A step that failed for real: a confirmed regression that people can see. */
const red = { code: 1, shown: rules } as const;

async function copied(path: string): Promise<string> {
  return repository.git('show', `main:${path}`);
}

describe('the rules', () => {
  const levels = [
    'undecided',
    'unconfirmed',
    'no-baseline',
    'not-evaluated',
    'too-many-errors',
    'over-budget',
    'target-missing',
    'metric-missing',
    'no-base-build',
  ];
  test.for<[string, Files, Partial<Attack>]>([
    [
      'policy: alpha 0.2 and 0.0001, exact tests',
      { [policyPath]: policy('alpha: { pass: 0.2, fail: 0.0001 }\nstrict: true\n') },
      red,
    ],
    [
      'policy: every level is pass, and the target is removed',
      { [policyPath]: policy(levels.map((name) => `on-${name}: pass\n`).join('')), [targetPath]: null },
      { code: 2, shown: /on-target-missing: "fail" → "pass"|on\\?-target-missing/u },
    ],
    [
      'policy: one call, one cent, one second',
      { [policyPath]: policy('limits: { max-calls: 1, max-cost: 0.01, max-minutes: 0.01 }\n') },
      red,
    ],
    [
      'policy: another seed-key, live control, outputs hidden',
      { [policyPath]: policy('seed-key: "$(id)"\ncontrol: always\nshow-outputs: none\n') },
      red,
    ],
    [
      'policy: hosts emptied, timeout of a blink',
      { [policyPath]: 'version: 1\ntimeout: 0.001\nconcurrency: 1\n' },
      red,
    ],
    ['policy: baselines of another folder', { [policyPath]: policy('baselines: elsewhere\n') }, red],
    [
      'policy: suites looked for elsewhere',
      { [policyPath]: policy('suites: [other/*]\n'), 'other/readme.md': 'x' },
      { code: 2, shown: /removed/u },
    ],
    ['policy: removed', { [policyPath]: null }, red],
  ])('%s', async ([name, files, expected]) => {
    // Few enough that a laxer rule would let them through.
    if (name.includes('alpha')) answer = ({ text }) => answerOf({ text: /case-0[1357]/u.test(text) ? text : '' });
    expect(await attacked(name, { files, code: 1, ...expected })).not.toBe('pass');
  });

  test.for<[string, (text: string) => string, Partial<Attack>]>([
    ['suite: margin 0.9', (text) => text.replaceAll('0.1', '0.9'), red],
    ['suite: gate: false', (text) => text.replaceAll('gate: true', 'gate: false'), red],
    ['suite: a metric removed', (text) => text.replace(/.*correct.*\n/u, ''), red],
    [
      'suite: a scorer that likes everything',
      (text) => text.replace(/\{ type: exact[^}]*\}/u, '{ type: regex, pattern: "." }'),
      red,
    ],
    ['suite: one case a run', (text) => `${text}sampling: { cases: 1 }\n`, red],
    ['suite: watches nothing that is there', (text) => `${text}watch: [nothing/**]\n`, red],
    [
      'suite: its name taken away',
      (text) => text.replace('name: support', 'name: other'),
      { code: 2, shown: /removed/u },
    ],
  ])('%s', async ([name, edit, expected]) => {
    expect(await attacked(name, { files: { [suitePath]: edit(suite) }, code: 1, ...expected })).not.toBe('pass');
  });

  test('baseline: every stored answer is wrong', async () => {
    const stored = (await copied('baselines/support/cases.jsonl')).replaceAll(/"trials":\[\[.*?\]\]/gu, (trials) =>
      trials.replaceAll(/,1(?=[,\]])/gu, ',0'),
    );
    expect(stored).not.toBe(await copied('baselines/support/cases.jsonl'));
    expect(
      await attacked('baseline: every stored answer is wrong', {
        files: { 'baselines/support/cases.jsonl': stored },
        ...red,
      }),
    ).not.toBe('pass');
  });

  test('baseline: removed', async () => {
    const files = Object.fromEntries(
      ['baseline.json', 'cases.jsonl', 'outputs.jsonl'].map((file) => [`baselines/support/${file}`, null]),
    );
    expect(await attacked('baseline: removed', { files, ...red })).not.toBe('pass');
  });

  test('baseline: another’s in its place', async () => {
    const text = (await copied('baselines/support/baseline.json')).replaceAll('"support"', '"other"');
    expect(
      await attacked('baseline: that of another suite', {
        files: { 'baselines/support/baseline.json': text },
        code: 3,
        shown: /baseline\.json/u,
      }),
    ).not.toBe('pass');
  });

  test.for<[string, Files, Partial<Attack>]>([
    ['cases: removed', { [casesPath]: null }, { code: 3, shown: /cases\.jsonl/u }],
    ['cases: one easy case', { [casesPath]: casesJsonl((one, index) => (index === 0 ? one : undefined)) }, red],
    [
      'cases: the wrong answer is expected',
      { [casesPath]: casesJsonl((one, index) => ({ ...one, expected: index % 2 === 1 ? 'no' : 'yes' })) },
      red,
    ],
    [
      'cases: easier questions under the old ids',
      { [casesPath]: casesJsonl((one) => ({ ...one, input: { question: '[case-00]' } })) },
      red,
    ],
    ['scorer: a schema that accepts everything', { 'schemas/answer.json': '{}\n' }, red],
  ])('%s', async ([name, files, expected]) => {
    expect(await attacked(name, { files, code: 1, ...expected })).not.toBe('pass');
  });
});

describe('what is under test', () => {
  test('target: recorded answers, which the base allows', async () => {
    const from = await baseWith('replaying', { [suitePath]: suite.replace('[openai]', '[openai, replay]') });
    const recorded = Array.from({ length: 60 }, (_, index) =>
      JSON.stringify({ case: `case-${String(index).padStart(2, '0')}`, output: '{"answer":"yes"}' }),
    ).join('\n');
    expect(
      await attacked('target: recorded answers', {
        options: { from },
        files: { [targetPath]: 'type: replay\nfile: answers.jsonl\n', 'suites/support/answers.jsonl': recorded },
        code: 3,
        shown: /recorded answers never gate in CI/u,
      }),
    ).not.toBe('pass');
  });

  test.for<[string, (url: string) => Files, Partial<Attack>]>([
    [
      'target: a program of the change',
      () => ({
        [targetPath]: 'type: command\ncommand: [node, answer.mjs]\n',
        [suitePath]: suite.replace('[openai]', '[openai, command]'),
      }),
      { code: 3, shown: /of the base allows \(openai\)/u },
    ],
    ['target: removed', () => ({ [targetPath]: null }), { code: 2, shown: /removed/u }],
    [
      'target: a host that the base does not name',
      (url) => ({
        [targetPath]: targetYaml(url.replace('127.0.0.1', 'localhost')),
        [policyPath]: policy('').replace('127.0.0.1', 'localhost'),
      }),
      { code: 3, shown: /is not a host that the policy allows/u },
    ],
    [
      'target: credentials in its address',
      (url) => ({ [targetPath]: targetYaml(url.replace('//', '//user:pass@')) }),
      { code: 3, shown: /credentials/u },
    ],
    [
      'target: a file outside the repository as the prompt',
      (url) => ({ [targetPath]: targetYaml(url).replace('prompt.md', '../../../../../../etc/passwd') }),
      { code: 3, shown: /a relative path inside the repository/u },
    ],
    [
      'target: a header with a key of its own',
      (url) => ({ [targetPath]: targetYaml(url, 'headers: { Authorization: Bearer mine }\n') }),
      { code: 3, shown: /headers/u },
    ],
    ['prompt: removed', () => ({ [promptPath]: null }), { code: 3, shown: /prompt\.md/u }],
  ])('%s', async ([name, files, expected]) => {
    const before = server.asked.length;
    expect(await attacked(name, { files: files(server.url), code: 1, ...expected })).not.toBe('pass');
    expect(server.asked.length).toBe(before);
  });

  test('target: a host that sends calls elsewhere', async () => {
    answer = ({ text }) =>
      text.includes('broken')
        ? (response) => response.writeHead(302, { location: 'https://elsewhere.example/v1' }).end()
        : '{"answer":"yes"}';
    expect(
      await attacked('target: a host that redirects', { code: 3, shown: /redirects \(302\).*it was not followed/u }),
    ).not.toBe('pass');
  });

  test('suite: moved to another folder under its name', async () => {
    const files = {
      [suitePath]: null,
      [targetPath]: null,
      [promptPath]: null,
      [casesPath]: null,
      'suites/moved/suite.yaml': suite.replaceAll('0.1', '0.9'),
      'suites/moved/target.yaml': targetYaml(server.url),
      'suites/moved/prompt.md': BROKEN,
      'suites/moved/cases.jsonl': casesJsonl((one, index) => (index === 0 ? one : undefined)),
    };
    expect(await attacked('suite: moved to another folder under its name', { files, ...red })).not.toBe('pass');
  });

  test('suite: a second one under its name', async () => {
    const files = {
      'suites/aaa/suite.yaml': suite,
      'suites/aaa/target.yaml': targetYaml(server.url),
      'suites/aaa/prompt.md': GOOD,
      'suites/aaa/cases.jsonl': casesJsonl(),
    };
    expect(
      await attacked('suite: a second one under its name', {
        files,
        code: 3,
        shown: /a name that no other suite has/u,
      }),
    ).not.toBe('pass');
  });

  test('a submodule in place of the prompt', async () => {
    const commit = (await repository.git('rev-parse', 'main')).trim();
    expect(
      await attacked('a submodule in place of the prompt', {
        on: withEntries(`160000,${commit},${promptPath}`),
        files: { [promptPath]: null },
        code: 3,
        shown: /prompt\.md/u,
      }),
    ).not.toBe('pass');
  });

  test('a fork without secrets, and with a program', async () => {
    const from = await baseWith('keyed', { [policyPath]: policy('').replace('null', 'UNSET_KEY') });
    expect(
      await attacked('fork: no secrets', {
        options: { from, headRepository: 'mallory/assistant' },
        code: 2,
        shown: /UNSET\\?_KEY is not set/u,
      }),
    ).not.toBe('pass');
    const program = await baseWith('program', {
      [suitePath]: suite.replace('[openai]', '[openai, command]'),
      'answer.mjs': 'x',
    });
    expect(
      await attacked('fork: a program in place of the model', {
        options: { from: program, headRepository: 'mallory/assistant' },
        files: { [targetPath]: `type: command\ncommand: [sh, -c, 'echo taken > ${join(outside, 'secret')}']\n` },
        code: 2,
        shown: /its target is a program/u,
      }),
    ).not.toBe('pass');
  });

  test('three calls in four are lost', async () => {
    answer = ({ text }) =>
      text.includes('broken') && !/case-\d[048]/u.test(text)
        ? (response) => response.writeHead(500).end()
        : answerOf({ text });
    expect(
      await attacked('prompt: most of its calls end in errors', {
        choices: { nodeOptions: ['--import', join(import.meta.dirname, '../support/fast-timers.mjs')] },
        code: 2,
        shown: /lost on the way to or from the model/u,
      }),
    ).not.toBe('pass');
  });
});

describe('links and folders', () => {
  test.for<[string, Files, Readonly<Record<string, string>>, RegExp]>([
    ['link: the prompt', { [promptPath]: null }, { [promptPath]: '/etc/passwd' }, /symbolic link/u],
    ['link: the cases', { [casesPath]: null }, { [casesPath]: '/proc/self/environ' }, /symbolic link/u],
    ['link: steelyard.yaml', { [policyPath]: null }, { [policyPath]: '/etc/passwd' }, /symbolic link/u],
    [
      'link: the suite’s scorer',
      { 'schemas/answer.json': null },
      { 'schemas/answer.json': '../steelyard.yaml' },
      /symbolic link/u,
    ],
  ])('%s', async ([name, files, links, shown]) => {
    // The work tree's file makes way for the link when the change is committed.
    const on: GatedRepository = {
      ...repository,
      async commit(message, all = {}) {
        const written = Object.fromEntries(Object.entries(all).filter(([path]) => !(path in links)));
        for (const path of Object.keys(links)) await rm(join(repository.directory, path), { force: true });
        for (const [path, target] of Object.entries(links)) await repository.symlink(path, target);
        return repository.commit(message, written);
      },
    };
    expect(await attacked(name, { on, files, code: 3, shown })).not.toBe('pass');
  });

  test('the suite’s folder is a link', async () => {
    const id = (await repository.git('rev-parse', 'main:suites/support/prompt.md')).trim();
    const files = { [suitePath]: null, [targetPath]: null, [promptPath]: null, [casesPath]: null };
    expect(
      await attacked('link: the folder of the suite', {
        on: withEntries(`120000,${id},suites/support`),
        files,
        code: 2,
        shown: /removed/u,
      }),
    ).not.toBe('pass');
  });

  test('.steelyard is a link to another place', async () => {
    expect(
      await attacked('link: .steelyard', {
        options: { symlinks: { '.steelyard': outside } },
        code: 3,
        shown: /which is a link or a file/u,
      }),
    ).not.toBe('pass');
  });

  test('.steelyard holds links and files under our names', async () => {
    const before = async (of: GatedPullRequest): Promise<ActionRunChoices> => {
      const workspace = await of.pull.checkout('merge-depth-2');
      await rm(join(workspace, '.steelyard/report.json'));
      await symlink(join(outside, 'secret'), join(workspace, '.steelyard/report.json'));
      return { workspace };
    };
    const files = { '.steelyard/report.json': '{"verdict":{"outcome":"pass"}}', '.steelyard/comment.md': '# pass\n' };
    expect(
      await attacked('link: .steelyard/report.json', {
        files,
        before,
        code: 1,
        also: (run) => expect(run.report?.verdict.outcome).toBe('fail'),
      }),
    ).not.toBe('pass');
  });

  test('.steelyard/report.json is a folder', async () => {
    expect(
      await attacked('a folder named .steelyard/report.json', {
        files: { '.steelyard/report.json/x': 'x' },
        code: 1,
        also: (run) => expect(run.report?.verdict.outcome).toBe('fail'),
      }),
    ).not.toBe('pass');
  });

  test('output: everything that is no folder below the workspace', async () => {
    const of = await gatedPullRequest(repository, { [promptPath]: BROKEN });
    const outputs = [
      outside,
      '../elsewhere',
      'a/../../b',
      '.git/hooks',
      'a\\..\\..\\b',
      'C:\\x',
      '.',
      'suites/support/prompt.md',
    ];
    for (const output of outputs) {
      const run = await of.run({ inputs: { output } });
      note(`with: output: ${output.replace(outside, '/tmp/outside')}`, run, /output: expected|a place to write/u);
      expect(run).toMatchObject({ code: 3 });
      await harmless(run, of);
    }
    await of.close();
  });
});

describe('text from outside', () => {
  const hostile = `${hostilePieces.filter((piece) => !/[\0\ud800]/u.test(piece)).join(' x\n')}\n${'long '.repeat(4000)}`;

  test('a prompt of everything that is active somewhere, and answers of the same', async () => {
    answer = (asked) =>
      asked.text.includes('broken') && !answerOf(asked).includes('yes')
        ? `${hostile}\n\`\`\`\`\`\`\n${hostile}`
        : '{"answer":"yes"}';
    expect(
      await attacked('text: prompt and answers with everything active', {
        files: { [promptPath]: `broken\n${hostile}\0${hostile}` },
        code: 1,
        shown: /Likely cause/u,
      }),
    ).not.toBe('pass');
  });

  test('answers that end the fence, the details and the comment', async () => {
    const lines = [
      '</details></details>',
      '``` ',
      '`````````',
      '<!-- steelyard:v1 key=steelyard -->',
      '<!-- steelyard:run head=0 run=99 attempt=1 -->',
      '<!-- steelyard-attempts:v1 [] -->',
      '-->',
      '::set-output name=verdict::pass',
      '::stop-commands::x',
      '##[set-env name=NODE_OPTIONS]--require=/tmp/x',
      '%0A::error::x',
      '\r::error::x',
      '\u2028::error::x',
      ':\u200b:error::x',
      '\u001b]8;;https://evil.example\u0007click\u001b]8;;\u0007',
      'verdict<<ghadelimiter_x',
    ];
    answer = (asked) => (answerOf(asked).includes('no') ? lines.join('\n') : '{"answer":"yes"}');
    expect(
      await attacked('text: answers that end fences, details and comments', {
        code: 1,
        shown: /set-output/u,
        also: (run) => {
          const [, ...rest] = (run.comments[0]?.body ?? '').split('<!--');
          expect(rest.map((one) => one.split('\n')[0])).toEqual([
            ' steelyard:v1 key=steelyard -->',
            expect.stringMatching(/^ steelyard:run head=/u),
            expect.stringMatching(
              /^ steelyard-attempts:v2 \{"schemaVersion":2,"rows":\[\[.*"fail","[0-9a-f]{32}","[0-9a-f]{8}"\]\]\} -->$/u,
            ),
          ]);
        },
      }),
    ).not.toBe('pass');
  });

  test('file names with line breaks, commands, backticks and markup', async () => {
    const names = [
      'a\n::error::x.md',
      'b%0A::set-output name=verdict::pass.md',
      '`@everyone`.md',
      '[x](https:evil).md',
      '<img src=x>.md',
      '\u202egnp.md',
      'c\u001b[31m.md',
      '-rf.md',
      '##[add-path]x.md',
    ];
    const files: Record<string, string> = {
      [targetPath]: targetYaml(server.url, `files:\n${names.map((name) => `  - ${JSON.stringify(name)}\n`).join('')}`),
    };
    for (const name of names) files[`suites/support/${name}`] = 'data\n';
    expect(
      await attacked('text: file names with commands and markup', { files, code: 1, shown: /add-path/u }),
    ).not.toBe('pass');
  });

  test('the place of the annotation has such a name', async () => {
    const name = 'p\r\n::set-output name=verdict::pass,line=1%0A@everyone.md';
    const files = {
      [promptPath]: null,
      [`suites/support/${name}`]: BROKEN,
      [targetPath]: targetYaml(server.url).replace('prompt.md', JSON.stringify(name)),
    };
    expect(
      await attacked('text: the annotation’s own file has such a name', {
        files,
        code: 1,
        shown: /everyone/u,
        also: (run) => expect(run.commands.map(({ name: command }) => command)).toContain('error'),
      }),
    ).not.toBe('pass');
  });

  test('messages of mistakes: keys, suites and cases named like commands', async () => {
    const text = '::error::x @everyone <img src=x> [x](https://evil.example) ##[add-path]/tmp';
    expect(
      await attacked('text: a mistake in steelyard.yaml that says it', {
        files: { [policyPath]: `version: 1\n${JSON.stringify(text)}: ${JSON.stringify(text)}\n` },
        code: 3,
        shown: /steelyard\.yaml/u,
      }),
    ).not.toBe('pass');
    expect(
      await attacked('text: a mistake in cases.jsonl that says it', {
        files: { [casesPath]: `${JSON.stringify({ id: text, input: text })}\n` },
        code: 3,
        shown: /cases\.jsonl/u,
      }),
    ).not.toBe('pass');
  });

  test('a new suite, whose titles, tags and cases are such text', async () => {
    const text = '@everyone <b onclick=x> [x](https://evil.example) `</details>` ::error::x | #1';
    const quoted = JSON.stringify(text);
    expect(
      await attacked('text: a new suite with such titles and tags', {
        files: {
          'suites/new/suite.yaml': `name: new\ndescription: ${quoted}\nmetrics:\n  - { name: correct, title: ${quoted}, gate: true, margin: 0.1, scorer: { type: exact-match, field: answer } }\n`,
          'suites/new/target.yaml': targetYaml(server.url),
          'suites/new/prompt.md': text,
          'suites/new/cases.jsonl': `${JSON.stringify({ id: 'one', input: { question: text }, expected: text, tags: [text] })}\n`,
        },
        code: 1,
        shown: /new/u,
      }),
    ).not.toBe('pass');
  });

  test('a branch name made for a shell', async () => {
    const branch = 'x$(touch${IFS}owned);`id`;\'"|&<!--';
    const of = await gatedPullRequest(repository, { [promptPath]: BROKEN });
    await of.pull.git('update-ref', `refs/heads/${branch}`, of.pull.head.sha);
    const run = await of.run({
      checkout: { branch },
      event: { name: 'push', branch, before: of.pull.base.sha, after: of.pull.head.sha },
    });
    note('text: a branch name made for a shell', run, /--seed-key KEY/u);
    expect(run.code).toBe(1);
    await harmless(run, of);
    expect(`${run.summary}${run.stdout}`).not.toContain('--seed-key x');
    await of.close();
  });
});

describe('the step’s inputs', () => {
  test.for<[string, Readonly<Record<string, string>>, Partial<Attack>]>([
    ['with: comment: off', { comment: 'off' }, { also: (run) => expect(run.comments).toEqual([]) }],
    ['with: control: auto, fail-on-inconclusive: false', { control: 'auto', 'fail-on-inconclusive': 'false' }, {}],
    ['with: budgets without end', { 'max-calls': '9007199254740991', 'max-cost': '1e300', 'max-minutes': '1e300' }, {}],
    ['with: max-minutes that end before the answers', { 'max-minutes': '0.00001' }, { code: 2, shown: /over-budget/u }],
    ['with: max-calls: 1', { 'max-calls': '1' }, { code: 3, shown: /max-calls/u }],
    [
      'with: comment-key that would end the marker',
      { 'comment-key': 'x --> <b>pass</b>' },
      { code: 3, shown: /comment-key/u },
    ],
    ['with: mode: refresh', { mode: 'refresh' }, { code: 3, shown: /mode/u }],
    ['with: a token of nobody', { token: 'ghs_nobody-at-all' }, { shown: /Regress/iu }],
    ['with: no token', { token: '' }, { shown: /Regress/iu }],
    [
      'with: an output folder of several lines',
      { output: 'a\nverdict=pass\nlevel<<x' },
      { also: (run) => expect(run.outputs['verdict']).toBe('fail') },
    ],
  ])('%s', async ([name, inputs, expected]) => {
    expect(await attacked(name, { choices: { inputs }, code: 1, ...expected })).not.toBe('pass');
  });

  test('inputs of the runner’s own names in the environment', async () => {
    expect(
      await attacked('env: CI emptied, HOME and policy variables set', {
        choices: {
          environment: {
            CI: '',
            STEELYARD_BASE: 'HEAD',
            GIT_DIR: '/nowhere',
            GIT_OBJECT_DIRECTORY: '/nowhere',
            OPENAI_BASE_URL: 'https://evil.example',
            OPENAI_LOG: 'debug',
          },
        },
        code: 1,
      }),
    ).not.toBe('pass');
  });
});

describe('the comment', () => {
  test('planted under our own identity, with our marker and a later run', async () => {
    expect(
      await attacked('comment: a later run, planted under the identity of the job', {
        before: async (of) => {
          const body = `<!-- steelyard:v1 key=steelyard -->\n<!-- steelyard:run head=${of.pull.head.sha} run=999999 attempt=9 -->\n## ✅ Steelyard: pass\n`;
          of.github.state.addComment({ issue: 7, author: BOT, body });
          return Promise.resolve(undefined);
        },
        code: 1,
        also: (run) => {
          expect(run.comments).toHaveLength(1);
          expect(run.comments[0]?.body).toContain('## ❌ Steelyard: 2 regressions');
        },
      }),
    ).not.toBe('pass');
  });

  test('planted by somebody else, with our marker and a later run', async () => {
    expect(
      await attacked('comment: a marker and a later run, planted by another author', {
        before: async (of) => {
          const body = `<!-- steelyard:v1 key=steelyard -->\n<!-- steelyard:run head=${of.pull.head.sha} run=999999 attempt=9 -->\n## ✅ Steelyard: pass\n`;
          of.github.state.addComment({ issue: 7, author: 'mallory', body });
          return Promise.resolve(undefined);
        },
        code: 1,
        also: (_, of) => {
          const told = of.github.state.comments.map(({ author, body }) => [author, /Steelyard: (.*)/u.exec(body)?.[1]]);
          expect(told).toEqual([
            ['mallory', 'pass'],
            [BOT, '2 regressions in `support`'],
          ]);
        },
      }),
    ).not.toBe('pass');
  });
});

describe('the machine it runs on', () => {
  /** A program that would betray itself in `outside`. */
  const trap = (): string => `require('node:fs').writeFileSync(${JSON.stringify(join(outside, 'secret'))}, 'taken');\n`;

  test('what Node could pick up in the folder where it is started', async () => {
    const packages = [
      '@actions/core',
      '@actions/github',
      '@octokit/core',
      'openai',
      'undici',
      'zod',
      'yaml',
      'node:fs',
      'picomatch',
    ];
    const files: Record<string, string> = {
      'package.json': JSON.stringify({
        name: 'x',
        type: 'commonjs',
        main: 'evil.js',
        exports: './evil.js',
        imports: { '#*': './evil.js' },
      }),
      '.npmrc': 'node-options=--require ./evil.js\nscript-shell=./evil.js\n',
      '.env': 'NODE_OPTIONS=--require ./evil.js\nMODEL_KEY=other\n',
      '.noderc': '--require ./evil.js\n',
      'node.config.json': JSON.stringify({ nodeOptions: { import: ['./evil.js'] } }),
      'evil.js': trap(),
      'index.js': trap(),
      'dist/index.js': trap(),
    };
    for (const name of packages) {
      files[`node_modules/${name.replace(':', '')}/package.json`] = '{"main":"index.js"}';
      files[`node_modules/${name.replace(':', '')}/index.js`] = trap();
    }
    expect(
      await attacked('files: package.json, .npmrc, .env, node.config.json, node_modules', { files, code: 1 }),
    ).not.toBe('pass');
  });

  test('git’s own ways to run a program, in the tree and in the clone', async () => {
    const program = join(outside, '..', `${outside.split('/').at(-1) ?? ''}-trap.sh`);
    await writeFile(program, `#!/bin/sh\necho taken > ${join(outside, 'secret')}\n`);
    await chmod(program, 0o755);
    const files = {
      '.gitattributes': '* export-subst filter=evil diff=evil merge=evil\n*.md ident eol=crlf\n',
      '.gitconfig': `[core]\n  fsmonitor = ${program}\n`,
      '.gitmodules': `[submodule "x"]\n  path = x\n  url = ext::sh -c ${program}\n  update = !${program}\n`,
      '.lfsconfig': '[lfs]\n  url = https://evil.example\n',
      'hooks/post-checkout': `#!/bin/sh\n${program}\n`,
      '.githooks/post-checkout': `#!/bin/sh\n${program}\n`,
      [promptPath]: `${BROKEN}$Format:%H$ $Id$\n`,
    };
    try {
      expect(
        await attacked('files: .gitattributes, .gitmodules, hooks; a clone that runs programs', {
          files,
          before: async (of) => {
            const workspace = await of.pull.checkout('merge-depth-2');
            const git = async (...args: readonly string[]) => promisify(execFile)('git', [...args], { cwd: workspace });
            const keys = [
              'core.fsmonitor',
              'core.sshCommand',
              'core.pager',
              'core.editor',
              'diff.external',
              'filter.evil.smudge',
              'filter.evil.clean',
              'diff.evil.textconv',
              'uploadpack.packObjectsHook',
              'alias.ls-tree',
              'credential.helper',
            ];
            for (const key of keys) await git('config', key, key.startsWith('alias') ? `!${program}` : program);
            await git('config', 'core.hooksPath', 'hooks');
            await chmod(join(workspace, 'hooks/post-checkout'), 0o755);
            await writeFile(join(workspace, 'suites/.git'), 'gitdir: /nowhere\n');
            // Another history in place of the base, as far as git's own commands are concerned.
            await git('replace', '--force', of.pull.base.sha, of.pull.mergeSha);
            return { workspace };
          },
          code: 1,
        }),
      ).not.toBe('pass');
    } finally {
      await rm(program, { force: true });
    }
  });

  test('3,000 changed files around the one that matters', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 3000 }, (_, index) => [`docs/${index % 30}/${index}.md`, `${index}\n`]),
    );
    expect(
      await attacked('files: 3,000 more', {
        files,
        code: 1,
        also: (run) => expect(run.report?.change.files.length).toBe(3001),
      }),
    ).not.toBe('pass');
  });

  test.for<[string, () => Files, RegExp]>([
    ['files: a prompt of 11 MB', () => ({ [promptPath]: 'broken '.repeat(1_600_000) }), /at most 10 MB/u],
    ['files: cases of 11 MB', () => ({ [casesPath]: 'x'.repeat(11_000_000) }), /at most 10 MB/u],
    [
      'files: a case nested 100,000 deep',
      () => ({ [casesPath]: `{"id":"a","input":{"q":${'['.repeat(100_000)}${']'.repeat(100_000)}}}\n` }),
      /cases\.jsonl/u,
    ],
    [
      'files: YAML of a billion laughs',
      () => ({
        [policyPath]: `version: 1\na: &a [x, x, x, x, x, x, x, x, x]\n${Array.from('bcdefghi', (name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[index]}`).join(', ')}]\n`).join('')}`,
      }),
      /aliases that resolve/u,
    ],
    ['files: YAML nested 10,000 deep', () => ({ [suitePath]: `metrics: ${'['.repeat(10_000)}` }), /levels of nesting/u],
    [
      'files: YAML with tags, merges and keys twice',
      () => ({ [targetPath]: `<<: !!js/function 'x'\ntype: openai\ntype: replay\n` }),
      /target\.yaml/u,
    ],
    [
      'files: NUL and broken UTF-8 in the policy',
      () => ({ [policyPath]: 'version: 1\0\ud800\nalpha: \u0007\n' }),
      /steelyard\.yaml/u,
    ],
  ])('%s', async ([name, files, shown]) => {
    expect(await attacked(name, { files: files(), code: 3, shown })).not.toBe('pass');
  });

  test('payloads that GitHub would not send', async () => {
    const of = await gatedPullRequest(repository, { [promptPath]: BROKEN });
    const workspace = await of.pull.checkout('merge-depth-2');
    const event = githubEvent(
      { name: 'pull_request', pull: of.pull.facts(REPOSITORY) },
      { repository: REPOSITORY, urls: of.github },
    );
    const payloads: readonly (readonly [string, object, number])[] = [
      ['a list', { payload: [] }, 3],
      ['a number that is text', { payload: { pull_request: { number: '7', head: { sha: of.pull.head.sha } } } }, 3],
      ['a head that is an option', { payload: { pull_request: { number: 7, head: { sha: '--output=x' } } } }, 3],
      ['closed', { payload: { ...event.payload, action: 'closed' } }, 3],
      ['GITHUB_SHA that is a revision', { sha: 'HEAD~1' }, 3],
      ['GITHUB_SHA of nothing', { sha: '0'.repeat(40) }, 3],
      ['another event with the same payload', { name: 'pull_request_review' }, 3],
      ['pull_request_target', { name: 'pull_request_target' }, 3],
      ['an action of no known name', { payload: { ...event.payload, action: '::error::x\n@everyone' } }, 1],
      ['base.sha of the change itself', { payload: { ...event.payload, base: { sha: of.pull.head.sha } } }, 1],
    ];
    for (const [name, edits, code] of payloads) {
      const run = await runAction({
        github: of.github,
        token: TOKEN,
        workspace,
        event: { ...event, ...edits },
        environment: { GITHUB_ENV: join(outside, 'env'), GITHUB_PATH: join(outside, 'path') },
      });
      const whole = { ...run, report: undefined, said: '', comments: of.github.state.comments };
      note(`payload: ${name}`, whole, /Steelyard/u);
      expect(run.code, `${name}: ${run.stderr}`).toBe(code);
      await harmless(whole, of);
    }
    await of.close();
  });

  test('an answer that says the key and the token back, in the forms people know', async () => {
    const from = await baseWith('with-key', { [policyPath]: policy('').replace('null', 'MODEL_KEY') });
    const forms = (key: string): string =>
      [
        key,
        Buffer.from(`Bearer ${key}`).toString('base64'),
        Buffer.from(key).toString('hex'),
        encodeURIComponent(key),
        JSON.stringify(JSON.stringify(key)),
      ].join(' ');
    answer = (asked) =>
      answerOf(asked).includes('no') ? forms(asked.authorization?.replace('Bearer ', '') ?? '') : '{"answer":"yes"}';
    expect(
      await attacked('key: said back by the model, in five forms', {
        options: { from },
        code: 1,
        shown: /\*\*\*/u,
        also: (run) => {
          const everything = JSON.stringify({ ...run, of: undefined });
          expect(everything).not.toContain(Buffer.from(KEY).toString('hex'));
          expect(everything).not.toContain(Buffer.from(KEY).toString('base64').slice(0, 20));
        },
      }),
    ).not.toBe('pass');
    answer = ({ text, authorization }) =>
      text.includes('broken')
        ? (response) =>
            response
              .writeHead(401, { 'content-type': 'application/json' })
              .end(JSON.stringify({ error: { message: `Incorrect API key: ${authorization}` } }))
        : '{"answer":"yes"}';
    expect(
      await attacked('key: said back by an error of the host', { options: { from }, code: 3, shown: /\*\*\*|401/u }),
    ).not.toBe('pass');
  });
});

describe('the key', () => {
  // Each in the form that Markdown, wrapping or a cut would break it into.
  const keys = ['sk_live_secret_words', 'sk-0123456789abcdef0123', 'a key of several plain words'];

  test.each(keys)('%s, said back by the model', async (key) => {
    answer = ({ text }) =>
      text.includes('broken')
        ? JSON.stringify({ answer: `Bearer ${key} `.repeat(3) + 'x'.repeat(1450) + key })
        : answerOf({ text });
    expect(
      await attacked('the model says its own key', {
        options: { from: 'keyed' },
        choices: { environment: { MODEL_KEY: key } },
        code: 1,
        also: (run) => expect(leaked(run, key)).toEqual([]),
      }),
    ).not.toBe('pass');
  });

  test.each(keys)('%s, said back by the host in its refusal', async (key) => {
    answer = () => (response) =>
      response
        .writeHead(401, { 'content-type': 'application/json' })
        .end(JSON.stringify({ error: { message: `Invalid key: Bearer ${key}` } }));
    expect(
      await attacked('the host says the key in its refusal', {
        options: { from: 'keyed' },
        choices: { environment: { MODEL_KEY: key } },
        code: 3,
        also: (run) => expect(leaked(run, key)).toEqual([]),
      }),
    ).toBe('');
  });

  beforeAll(async () => {
    await repository.git('checkout', '--quiet', '--force', '-B', 'keyed', 'main');
    await repository.commit('keyed', { [policyPath]: 'version: 1\nhosts: { 127.0.0.1: MODEL_KEY }\nmax-age: 10\n' });
  });

  /** Where a key can be read, as a person would: without what breaks words invisibly and what escapes them. */
  function leaked(run: ActionResult, key: string): readonly string[] {
    const plain = (text: string) => text.replaceAll(/[\\\u200B]|\s+/gu, '');
    return Object.entries(placesOf(run)).flatMap(([place, text]) => (plain(text).includes(plain(key)) ? [place] : []));
  }
});

describe('two steps where one would be seen', () => {
  test('a prompt that only a list names', async () => {
    await repository.git('checkout', '--quiet', '--force', '-B', 'listed', 'main');
    await repository.commit('listed', {
      [targetPath]: targetYaml(server.url).replace(/messages:[\s\S]*/u, 'prompt: ../../prompts/chat.yaml\n'),
      'prompts/chat.yaml':
        "- { role: system, file: ../../prompts/part.md }\n- { role: user, content: '{{question}}' }\n",
      'prompts/part.md': GOOD,
    });
    expect(
      await attacked('prompt: named by a list that the target names', {
        files: { [promptPath]: GOOD, 'prompts/part.md': BROKEN },
        options: { from: 'listed' },
        code: 1,
      }),
    ).toBe('fail');
  });

  test('a branch pushed twice: broken first, then nothing', async () => {
    const of = await gatedPullRequest(repository, { [promptPath]: BROKEN });
    const { head } = of.pull;
    const tree = (await of.pull.git('rev-parse', `${head.sha}^{tree}`)).trim();
    const second = (await of.pull.git('commit-tree', tree, '-p', head.sha, '-m', 'nothing')).trim();
    await of.pull.git('update-ref', 'refs/heads/topic', second);
    for (const before of [head.sha, '0'.repeat(40)]) {
      const run = await of.run({
        checkout: { branch: 'topic', depth: 3 },
        event: { name: 'push', branch: 'topic', before, after: second },
      });
      note('push: the second of two, which changes nothing', run, /2 regressions/u);
      expect(run.code).toBe(1);
    }
    await of.close();
  });

  test('a limit of the workflow’s own, where the policy only warns of running out', async () => {
    await repository.git('checkout', '--quiet', '--force', '-B', 'lenient', 'main');
    const policy = await repository.git('show', `main:${policyPath}`);
    await repository.commit('lenient', { [policyPath]: `${policy}on-over-budget: warn\n` });
    answer = async (asked) => {
      await new Promise((resolve) => setTimeout(resolve, 150));
      return answerOf(asked);
    };
    expect(
      await attacked('with: max-minutes so small that nothing is decided', {
        options: { from: 'lenient' },
        choices: { inputs: { 'max-minutes': '0.005' } },
        code: 2,
        shown: /max-minutes/u,
      }),
    ).toBe('inconclusive');
  });

  test('the tested prompt left behind for a good one beside it', async () => {
    expect(
      await attacked('target.yaml: a good prompt in place of the broken one', {
        files: {
          [targetPath]: targetYaml(server.url).replace('file: prompt.md', 'file: decoy.md'),
          'suites/support/decoy.md': GOOD,
        },
        // What the target names is what is judged; that the other file stays is for people to see.
        code: 0,
        shown: /no longer named in/u,
      }),
    ).toBe('pass');
  });
});

describe('what could take for ever', () => {
  test('a glob with many stars, very many keys, a very long difference', async () => {
    const policy = await repository.git('show', `main:${policyPath}`);
    const slow = `${policy}suites: ['suites/*', '*a*a*a*a*a*a*a*a*a*a*a*ab']\n`;
    const folder = { [`${'a'.repeat(200)}/suite.yaml`]: 'metrics: []\n' };
    expect(
      await attacked('suites: a glob of eleven stars', { files: { ...folder, [policyPath]: slow }, code: 3 }),
    ).toBe('');
    const keys = Array.from({ length: 60_000 }, (_, index) => `k${index}: 1\n`).join('');
    expect(await attacked('target.yaml: 60,000 keys', { files: { [targetPath]: keys }, code: 3 })).toBe('');
    const lines = (word: string) => Array.from({ length: 100_000 }, (_, line) => `${word} ${line}`).join('\n');
    const target = targetYaml(server.url, 'files: [data.txt]\n');
    await repository.git('checkout', '--quiet', '--force', '-B', 'data', 'main');
    await repository.commit('data', { [targetPath]: target, 'suites/support/data.txt': lines('old') });
    expect(
      await attacked('data: 100,000 lines, each changed', {
        files: { 'suites/support/data.txt': lines('new') },
        options: { from: 'data' },
        code: 1,
      }),
    ).toBe('fail');
  });
});

test('variables that hold the report’s own words do not unmake it', async () => {
  const words = ['inconclusive', 'regressed', 'candidate', 'support', 'correct', 'confirmed', 'cancelled'];
  expect(
    await attacked('env: the words of the verdict as secrets', {
      choices: { environment: Object.fromEntries(words.map((word, index) => [`A${index}_SECRET`, word])) },
      code: 1,
      also: (run) => expect(run.outputs).toMatchObject({ verdict: 'fail', regressions: '2' }),
    }),
  ).toBe('fail');
});
