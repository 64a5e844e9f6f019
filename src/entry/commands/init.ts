import { lstat, realpath } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline/promises';

import { writeFiles } from '../../baselines/write-files.ts';
import { describeIssue, UsageError } from '../../domain/usage-error.ts';
import type { ActionPin } from '../../jobs/init/action-pins.ts';
import { type InitPlan, planInit } from '../../jobs/init.ts';
import { gitIn } from '../../repository/git.ts';
import { belowFolder } from '../../repository/below-folder.ts';
import { localChange } from '../../repository/local-change.ts';
import { openRepository } from '../../repository/local-repository.ts';
import { brief } from '../../text/brief.ts';
import { type Console, createConsole } from '../console.ts';
import { foundText, nextSteps, reminderText, safeLines } from '../init-text.ts';
import { ownAction } from '../own-action.ts';
import { currentFolder, policyFolder } from '../policy-folder.ts';

export interface InitOptions {
  readonly yes: boolean;
  readonly print: boolean;
  readonly workflow: boolean;
  /** In the current folder, where it has no policy yet, and not at the top of the repository. */
  readonly here: boolean;
  readonly suite?: string;
  readonly prompt?: string;
  readonly model?: string;
  readonly action?: string;
}

/** `steelyard init`: shows a policy, a first suite and a workflow for this repository, and writes what is missing. */
export async function initCommand(options: InitOptions): Promise<number> {
  const console = createConsole(process.env);
  const repository = await openRepository(process.cwd(), process.env);
  try {
    const whole = localChange(repository, { head: 'WORKTREE', base: 'HEAD' });
    const folder = options.here
      ? await currentFolder(repository.directory)
      : await policyFolder(repository.directory, whole, 'head');
    const top = join(repository.directory, folder);
    const tree = await belowFolder(whole, folder).head();
    const own = options.action === undefined ? await ownAction(await programFolder(), process.env) : undefined;
    const action = options.action === undefined ? own?.action : givenAction(options.action);
    const branch = await repository.headBranch();
    const defaultBranch = (await repository.defaultBranch())?.name;
    const planned = await planInit(tree, {
      ...(defaultBranch === undefined ? {} : { defaultBranch }),
      ...(options.suite === undefined ? {} : { suite: options.suite }),
      ...(options.prompt === undefined ? {} : { prompt: pathBelow(top, options.prompt) }),
      ...(options.model === undefined ? {} : { model: givenModel(options.model) }),
      // Workflows lie at the top alone, and one may be there for the other packages.
      ...(options.workflow && folder === '' && action !== undefined ? { action } : {}),
    });
    const plan = await withoutFilesOnDisk(top, planned);
    console.print(safeLines(foundText(plan)));
    for (const issue of plan.issues) console.say(`to mend, as before: ${describeIssue(issue)}`);
    const usesOwn = plan.files.some(({ text }) => own !== undefined && text.includes(`uses: ${own.action.uses}`));
    if (usesOwn && own?.note !== undefined) console.say(`note: ${own.note}`);
    if (plan.files.length === 0) {
      console.say('nothing is missing, nothing was written');
      return 0;
    }
    console.print(safeLines(reminderText(plan)));
    if (!(await agreed(options, console))) return 0;
    await writeAll(top, plan, console);
    const actionStep = usesOwn ? own?.step : undefined;
    console.print(safeLines(nextSteps(plan, { branch, defaultBranch, actionStep, folder })));
    return 0;
  } finally {
    repository.close();
  }
}

/** Where the program lies that was started, links followed. The bundle does not know its own place. */
async function programFolder(): Promise<string> {
  const script = process.argv[1] ?? '.';
  return dirname(await realpath(script).catch(() => script));
}

/** A reference as `uses:` takes it: `owner/name@ref`, a folder in between allowed. */
function givenAction(text: string): ActionPin {
  if (/^[\w.-]+(?:\/[\w.-]+)+@[\w./-]+$/.test(text)) return { uses: text };
  throw usage('--action', 'OWNER/REPO@REF, with a commit, a tag or a branch as REF', text);
}

function givenModel(text: string): string {
  if (/^[^\p{Cc}\p{Cf}\s]{1,200}$/u.test(text)) return text;
  throw usage('--model', 'the id of a model, without spaces', text);
}

/** The path as the current folder means it, from the folder of the policy. */
function pathBelow(top: string, path: string): string {
  const inside = relative(top, resolve(process.cwd(), path));
  if (inside === '' || isAbsolute(inside) || inside.split(sep)[0] === '..') {
    throw usage('--prompt', `a file in ${top}`, path);
  }
  return inside.split(sep).join('/');
}

/** Takes out what lies on disk although git ignores it, and refuses places that lead out of the repository. */
async function withoutFilesOnDisk(top: string, plan: InitPlan): Promise<InitPlan> {
  const kept = [...plan.kept];
  const files: (typeof plan.files)[number][] = [];
  for (const file of plan.files) {
    const status = await lstat(join(top, file.path)).catch(() => undefined);
    if (status !== undefined) kept.push(file.path);
    else {
      await refuseOutside(top, file.path);
      files.push(file);
    }
  }
  return { ...plan, kept, files };
}

/** A folder that is a symbolic link would take the file elsewhere. */
async function refuseOutside(top: string, path: string): Promise<void> {
  const real = await realpath(top);
  for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
    const there = await realpath(join(top, folder)).catch(() => undefined);
    if (there === undefined || there === join(real, folder)) continue;
    throw usage(path, 'a folder of the repository', `${folder}, which is a link to ${there}`);
  }
}

async function agreed(options: InitOptions, console: Console): Promise<boolean> {
  if (options.print) return false;
  if (options.yes) return true;
  if (!process.stdin.isTTY || !process.stdout.isTTY) {
    console.say('nothing was written: pass --yes to write these files');
    return false;
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const answer = await terminal.question('Write these files? [Y/n] ');
    if (/^(?:y|yes)?$/i.test(answer.trim())) return true;
    console.say('nothing was written');
    return false;
  } finally {
    terminal.close();
  }
}

async function writeAll(top: string, plan: InitPlan, console: Console): Promise<void> {
  await writeFiles(
    top,
    plan.files.map(({ path, text }) => ({ path, text: console.redact(text) })),
  );
  console.say(`written: ${plan.files.map(({ path }) => path).join(', ')}`);
  const paths = plan.files.map(({ path }) => path);
  const others = ['ls-files', '-z', '--others', '--ignored', '--exclude-standard', '--', ...paths];
  const ignored = ((await gitIn(top, process.env).ask(others)) ?? '').split('\0').filter((path) => path !== '');
  if (ignored.length > 0) {
    console.say(
      `note: .gitignore names ${ignored.join(', ')}; add with \`git add --force\`, or the check will not see them`,
    );
  }
}

function usage(where: string, expected: string, received: string): UsageError {
  return new UsageError({ where, path: '', expected, received: brief(received, 200) });
}
