import type { Report } from '../../domain/report.ts';
import { cliExitCode } from '../../policy/exit-code.ts';
import { redactedReport } from '../redacted-report.ts';
import type { World } from '../world.ts';
import { keepTrials, prepareResults, render, writeResults } from '../write-results.ts';

/**
 * Runs a job that ends in a verdict on this machine: makes sure first that its results can be written, prints the report,
 * writes it with everything beside it, and closes the world whatever happens. Resolves to the exit code of the contract.
 */
export async function judgeHere(
  world: World,
  { output = world.results, json }: { readonly output?: string | undefined; readonly json: boolean },
  job: () => Promise<Report>,
): Promise<number> {
  const { console } = world;
  try {
    await prepareResults(output);
    const found = await job();
    const report = redactedReport(found, console);
    const paths = await writeResults(output, { report, trials: world.trials }, console);
    if (json) console.printJson(JSON.parse(render(report, 'json')));
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
