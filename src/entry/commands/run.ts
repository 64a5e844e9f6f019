import { basename, dirname, join } from 'node:path';

import { writeFiles } from '../../baselines/write-files.ts';
import { renderResults } from '../../importers/results-file.ts';
import { type MetricResult, runSuite } from '../../jobs/run-suite.ts';
import { limitsOf, openWorld } from '../world.ts';
import { prepareResults } from '../write-results.ts';

export interface RunOptions {
  readonly head: string;
  readonly trials?: number;
  readonly cases?: number;
  readonly output?: string;
  readonly seed: string;
  readonly json: boolean;
  readonly maxCalls?: number;
  readonly maxCost?: number;
  readonly maxMinutes?: number;
}

/** `steelyard run SUITE`: runs one suite, writes a results file, says what it scored. */
export async function runCommand(suite: string, options: RunOptions): Promise<number> {
  const world = await openWorld({ head: options.head, base: 'HEAD', policyOf: 'head' });
  const { console } = world;
  try {
    if (options.output === undefined) await prepareResults(world.results);
    const run = await runSuite(
      await world.change.head(),
      {
        suite,
        stage: 'refresh',
        seed: options.seed,
        limits: limitsOf(options),
        ...(options.trials === undefined ? {} : { trials: options.trials }),
        ...(options.cases === undefined ? {} : { cases: options.cases }),
      },
      world.ports,
    );
    const path = options.output ?? join(world.results, `${run.loaded.suite.name}.results.jsonl`);
    const text = renderResults(run.trials, new Map(run.cases.map((c) => [c.id, c])));
    await writeFiles(dirname(path), [{ path: basename(path), text: console.redact(text) }]);
    if (options.json) {
      const metrics = run.metrics.map(({ metric, ...result }) => ({ metric: metric.name, ...result }));
      console.printJson({ suite: run.loaded.suite.name, ended: run.ended, metrics, spend: run.spend });
    } else {
      for (const result of run.metrics) console.print(`${describe(result)}\n`);
    }
    console.say(`written: ${path} (${run.trials.length} trials, ${run.spend.calls} calls)`);
    return run.ended === 'complete' ? 0 : 3;
  } finally {
    world.close();
  }
}

function describe({ metric, cases, estimate, interval }: MetricResult): string {
  if (estimate === undefined) return `${metric.name}: not scored`;
  const number = (value: number) => Number(value.toPrecision(4)).toString();
  const range = interval === undefined ? '' : ` (95%: ${number(interval.lower)} to ${number(interval.upper)})`;
  return `${metric.name}: ${number(estimate)}${range}, ${cases} cases`;
}
