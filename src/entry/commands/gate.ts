import { gate } from '../../jobs/gate.ts';
import { cliExitCode } from '../../policy/exit-code.ts';
import { redactedReport } from '../redacted-report.ts';
import { version } from '../version.ts';
import { limitsOf, openWorld } from '../world.ts';
import { keepTrials, prepareResults, render, writeResults } from '../write-results.ts';

export interface GateOptions {
  readonly base?: string;
  readonly head: string;
  readonly suite: readonly string[];
  readonly output?: string;
  readonly json: boolean;
  readonly seedKey?: string;
  readonly maxCalls?: number;
  readonly maxCost?: number;
  readonly maxMinutes?: number;
}

/** `steelyard gate`: prints the verdict, writes report.json, comment.md and trials.jsonl, exits by the contract. */
export async function gateCommand(options: GateOptions): Promise<number> {
  const { base, head, seedKey } = options;
  const world = await openWorld({
    policyOf: 'base',
    head,
    ...(base === undefined ? {} : { base }),
    ...(seedKey === undefined ? {} : { seedKey }),
  });
  const { console } = world;
  const output = options.output ?? world.results;
  try {
    await prepareResults(output);
    const found = await gate(
      {
        only: options.suite,
        limits: limitsOf(options),
        version,
        inContinuousIntegration: process.env['CI'] !== undefined,
      },
      world.ports,
    );
    const report = redactedReport(found, console);
    const paths = await writeResults(output, { report, trials: world.trials }, console);
    if (options.json) console.printJson(JSON.parse(render(report, 'json')));
    else console.print(render(report, 'terminal', { colour: console.colour }));
    console.say(`written: ${paths.join(', ')}`);
    return cliExitCode(found.verdict);
  } catch (error) {
    await keepTrials(output, world, console);
    throw error;
  } finally {
    world.close();
  }
}
