import { join } from 'node:path';

import { unitOf } from '../../analysis/unit-of.ts';
import { renderBaseline } from '../../baselines/write-baseline.ts';
import { writeFiles } from '../../baselines/write-files.ts';
import type { Metric } from '../../domain/suite.ts';
import { refresh, type Refreshed } from '../../jobs/refresh.ts';
import { level } from '../../reporters/numbers.ts';
import { limitsOf, openWorld } from '../world.ts';

/** Cases named; all of them are in the files. */
const SHOWN = 10;

export interface RefreshOptions {
  readonly head: string;
  readonly trials?: number;
  readonly maxCalls?: number;
  readonly maxCost?: number;
  readonly maxMinutes?: number;
}

/** `steelyard refresh SUITE`: an independent full run, stored as the suite's baseline in the work tree. */
export async function refreshCommand(suite: string, options: RefreshOptions): Promise<number> {
  const world = await openWorld({ head: options.head, base: 'HEAD', policyOf: 'head' });
  const { console } = world;
  try {
    const { head } = await world.change.change();
    const refreshed = await refresh(
      await world.change.head(),
      {
        suite,
        revision: head,
        limits: limitsOf(options),
        ...(options.trials === undefined ? {} : { trials: options.trials }),
      },
      world.ports,
    );
    const files = renderBaseline(refreshed.baseline, refreshed.summaries, refreshed.outputs);
    const directory = join(world.repository.directory, refreshed.run.settings.baselines);
    await writeFiles(
      directory,
      files.map(({ path, text }) => ({ path, text: console.redact(text) })),
    );
    for (const metric of refreshed.run.loaded.suite.metrics) console.print(`${describe(metric, refreshed)}\n`);
    console.say(
      `written: ${files.map(({ path }) => join(refreshed.run.settings.baselines, path)).join(', ')}; review and commit them`,
    );
    return 0;
  } finally {
    world.close();
  }
}

/** `Correct answers: 89.1% over 49 cases. Wrong every time (2): atlas-003, atlas-017 (read the answers in outputs.jsonl)` */
function describe(metric: Metric, { summaries, alwaysWrong }: Refreshed): string {
  const summary = summaries.get(metric.name);
  if (summary === undefined || summary.cases === 0) return `${metric.title}: scored in no case`;
  const wrong = alwaysWrong.get(metric.name) ?? [];
  const named = [...wrong.slice(0, SHOWN), ...(wrong.length > SHOWN ? [`… and ${wrong.length - SHOWN} more`] : [])];
  return [
    `${metric.title}: ${level({ kind: metric.kind, ...unitOf(metric) }, summary.estimate)} over ${summary.cases} cases`,
    ...(wrong.length === 0
      ? []
      : [`Wrong every time (${wrong.length}): ${named.join(', ')}; read the answers in outputs.jsonl`]),
  ].join('. ');
}
