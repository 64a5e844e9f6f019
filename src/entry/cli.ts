import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';

import { version } from './version.ts';
import { COULD_NOT_RUN } from '../policy/exit-code.ts';

/** Parses the arguments, runs one command, says in one line what went wrong. Resolves to the exit code. */
export async function runCli(args: readonly string[]): Promise<number> {
  let exitCode = 0;
  const program = build((code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : COULD_NOT_RUN;
    const { explain } = await import('./explain.ts');
    explain(error);
    return COULD_NOT_RUN;
  }
}

function build(done: (code: number) => void): Command {
  const program = new Command('steelyard')
    .description('Tells a team whether a prompt or model change made their AI product worse.')
    .version(version, '-V, --version')
    .option('-C, --directory <dir>', 'run as if started in this folder')
    .hook('preAction', async (command) => {
      const { directory } = command.opts<{ readonly directory?: string }>();
      if (directory !== undefined) (await import('./enter-folder.ts')).enterFolder(directory);
    })
    .exitOverride()
    .showSuggestionAfterError()
    .configureOutput({
      outputError: (text, write) => write(`steelyard: ${text.trim().replaceAll(/\s*\n\s*/g, ' ')}\n`),
    })
    .configureHelp({ showGlobalOptions: true })
    .addHelpText(
      'after',
      '\nExit codes: 0 pass, 1 fail, 2 inconclusive (0 where its level is `pass`), 3 it could not run.\n',
    );
  const head = () =>
    new Option('--head <rev>', 'revision under test, or WORKTREE: the files as they lie').default('WORKTREE');

  program
    .command('init')
    .description('find the prompts and the model of this repository, write a policy, a first suite and the workflow')
    .option('--yes', 'write without asking', false)
    .option('--suite <name>', 'name of the suite (default: made from the prompt)')
    .option('--prompt <path>', 'the prompt under test (default: the likeliest that is found)')
    .option('--model <id>', 'the model under test (default: the one the code names)')
    .option('--action <ref>', 'OWNER/REPO@REF of Steelyard in the workflow (default: the clone this runs from)')
    .option('--no-workflow', 'write no workflow')
    .option('--here', 'in the current folder, as a package that is judged on its own', false)
    .addOption(new Option('--print', 'show, and write nothing').default(false).conflicts('yes'))
    .action(async (options) => done(await (await import('./commands/init.ts')).initCommand(options)));

  withLimits(program.command('gate').description('judge a change against the base commit, as on a pull request'))
    .option('--base <rev>', 'base is the merge base of this and head (default: the default branch)')
    .addOption(head())
    .option('--suite <name...>', 'only these suites', [])
    .option(
      '--output <dir>',
      'where report.json, comment.md and trials.jsonl go (default: .steelyard beside steelyard.yaml)',
    )
    .option('--seed-key <key>', 'what the sample of cases is drawn by (default: the branch)')
    .option('--json', 'print report.json instead of the terminal report', false)
    .action(async (options) => done(await (await import('./commands/gate.ts')).gateCommand(options)));

  withLimits(program.command('run').description('run one suite and write a results file'))
    .argument('<suite>', 'name of the suite')
    .addOption(head())
    .option('--trials <n>', 'trials a case (default: as suite.yaml says)', positiveInteger)
    .option('--cases <n>', 'cases, drawn as a gate would (default: all)', positiveInteger)
    .option('--output <file>', 'results file (default: .steelyard/SUITE.results.jsonl beside steelyard.yaml)')
    .option('--seed <text>', 'what a sample is drawn by', 'run')
    .option('--json', 'print the summary as JSON', false)
    .action(async (suite, options) => done(await (await import('./commands/run.ts')).runCommand(suite, options)));

  withLimits(program.command('refresh').description('run suites independently and store their baselines'))
    .argument('[suite]', 'name of the suite (default: every suite that has a target)')
    .addOption(head())
    .option('--trials <n>', 'trials a case (default: 3)', positiveInteger)
    .action(async (suite, options) =>
      done(await (await import('./commands/refresh.ts')).refreshCommand(suite, options)),
    );

  withLimits(
    program.command('release').description('judge a release against the last one, both live, on the full suites'),
  )
    .option('--since <rev>', 'the last release: its tag or commit')
    .option('--first', 'let pass, and record, what no release before has anything to compare with', false)
    .option('--head <rev>', 'revision to be released', 'HEAD')
    .option(
      '--output <dir>',
      'where report.json, the record and trials.jsonl go (default: .steelyard beside steelyard.yaml)',
    )
    .option('--json', 'print report.json instead of the terminal report', false)
    .action(async (options) => done(await (await import('./commands/release.ts')).releaseCommand(options)));

  program
    .command('compare')
    .description('statistics on two results files, no model is run')
    .argument('<baseline>', 'results file (JSONL)')
    .argument('<candidate>', 'results file (JSONL)')
    .option(
      '--metric <spec>',
      'NAME[:binary|ordinal|continuous|ratio][[MIN,MAX]][:higher|lower], repeatable',
      collect,
      [],
    )
    .option(
      '--margin <name=amount>',
      'largest accepted drop in own units, repeatable (default: 5% of the range, 10% for a ratio)',
      collect,
      [],
    )
    .option('--alpha <p>', 'level of both tests', probability, 0.05)
    .addOption(
      new Option('--correction <name>', 'for several metrics')
        .choices(['westfall-young', 'holm', 'hochberg', 'bonferroni', 'bh', 'by', 'none'])
        .default('westfall-young'),
    )
    .option('--strict', 'exact tests', false)
    .option('--cluster', 'compare clusters, as the files name them', false)
    .option('--seed <text>', 'for Monte Carlo draws', 'compare')
    .option('--json', 'print one JSON document', false)
    .action(async (baseline, candidate, options) =>
      done(await (await import('./commands/compare.ts')).compareCommand(baseline, candidate, options)),
    );

  program
    .command('plan')
    .description('what a gate would run, the smallest drop it can see, the chance of each verdict')
    .argument('[suite...]', 'names of suites (default: all)')
    .addOption(head())
    .option('--runs <n>', 'simulated gate runs behind the chances', positiveInteger, 400)
    .option('--curve', 'how the chances grow with the number of cases', false)
    .option('--case-cost <n>', 'what one more case costs besides its trials, in trials', notNegative, 0)
    .option('--max-calls <n>', 'refuse a plan that could need more', positiveInteger)
    .option('--json', 'print the plan as JSON', false)
    .action(async (suites, options) => done(await (await import('./commands/plan.ts')).planCommand(suites, options)));

  program
    .command('validate')
    .description('check the policy and the suites')
    .argument('[suite...]', 'names or folders of suites (default: all)')
    .addOption(head())
    .action(async (suites, options) =>
      done(await (await import('./commands/validate.ts')).validateCommand(suites, options)),
    );

  program
    .command('render')
    .description('any format from a report.json')
    .argument('<report>', 'report.json')
    .addOption(new Option('--format <name>').choices(['json', 'markdown', 'terminal']).default('terminal'))
    .action(async (report, options) =>
      done(await (await import('./commands/render.ts')).renderCommand(report, options)),
    );

  return program;
}

function withLimits(command: Command): Command {
  return command
    .option('--max-calls <n>', 'tightens limits.max-calls', positiveInteger)
    .option('--max-cost <usd>', 'tightens limits.max-cost', positive)
    .option('--max-minutes <n>', 'tightens limits.max-minutes', positive);
}

function collect(value: string, previous: readonly string[]): readonly string[] {
  return [...previous, value];
}

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0) || !Number.isFinite(value)) throw new InvalidArgumentError('expected a number above 0.');
  return value;
}

function positiveInteger(text: string): number {
  const value = positive(text);
  if (!Number.isSafeInteger(value)) throw new InvalidArgumentError('expected a whole number above 0.');
  return value;
}

function notNegative(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0) || !Number.isFinite(value)) {
    throw new InvalidArgumentError('expected a number from 0 on.');
  }
  return value;
}

function probability(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value < 0.5)) throw new InvalidArgumentError('expected a level between 0 and 0.5.');
  return value;
}
