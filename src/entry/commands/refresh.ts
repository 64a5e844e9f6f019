import { join } from 'node:path';

import { driftText } from '../../analysis/provider-drift.ts';
import { unitOf } from '../../analysis/unit-of.ts';
import { storedAt } from '../../baselines/stored-at.ts';
import { renderBaseline } from '../../baselines/write-baseline.ts';
import { writeFiles } from '../../baselines/write-files.ts';
import type { Metric } from '../../domain/suite.ts';
import { refresh, type Refreshed } from '../../jobs/refresh.ts';
import { refreshableSuites } from '../../jobs/refreshable-suites.ts';
import { openBudget } from '../../jobs/run-suite.ts';
import { COULD_NOT_RUN } from '../../policy/exit-code.ts';
import { level } from '../../reporters/numbers.ts';
import type { Budget } from '../../runner/budget.ts';
import { explain, mendable } from '../explain.ts';
import { limitsOf, openWorld, type World } from '../world.ts';

/** Cases named; all of them are in the files. */
const SHOWN = 10;

export interface RefreshOptions {
  readonly head: string;
  readonly trials?: number;
  readonly maxCalls?: number;
  readonly maxCost?: number;
  readonly maxMinutes?: number;
}

/** `steelyard refresh [SUITE]`: an independent full run of one suite or of every one, stored as baselines in the work tree. */
export async function refreshCommand(suite: string | undefined, options: RefreshOptions): Promise<number> {
  const world = await openWorld({ head: options.head, base: 'HEAD', policyOf: 'head' });
  try {
    if (suite !== undefined) {
      await refreshOne(suite, options, world);
      return 0;
    }
    const tree = await world.change.head();
    const settings = await world.settings();
    // Together they stay within the limits.
    const budget = openBudget(settings, limitsOf(options), world.ports.clock);
    let failed = 0;
    for (const name of await refreshableSuites(tree, settings, { names: [], where: 'SUITE' })) {
      if (world.ports.signal.aborted) return COULD_NOT_RUN;
      world.console.say(`refresh: ${name}`);
      try {
        await refreshOne(name, options, world, budget);
      } catch (error) {
        // What one suite lacks is no reason to leave the others as they are.
        if (mendable(error) === undefined) throw error;
        explain(error);
        failed += 1;
      }
    }
    return failed > 0 ? COULD_NOT_RUN : 0;
  } finally {
    world.close();
  }
}

async function refreshOne(suite: string, options: RefreshOptions, world: World, budget?: Budget): Promise<void> {
  const { console } = world;
  const { head } = await world.change.change();
  const tree = await world.change.head();
  const { baselines } = await world.settings();
  const stored = await storedAt(tree, baselines, suite);
  const refreshed = await refresh(
    tree,
    {
      suite,
      // One that cannot be read is replaced, which is what mends it.
      ...(stored === undefined || stored === 'unreadable' ? {} : { previous: stored }),
      revision: head,
      limits: limitsOf(options),
      ...(budget === undefined ? {} : { budget }),
      ...(options.trials === undefined ? {} : { trials: options.trials }),
    },
    world.ports,
  );
  const files = renderBaseline(refreshed.baseline, refreshed.summaries, refreshed.outputs);
  const directory = join(world.directory, refreshed.run.settings.baselines);
  await writeFiles(
    directory,
    files.map(({ path, text }) => ({ path, text: console.redact(text) })),
  );
  for (const metric of refreshed.run.loaded.suite.metrics) console.print(`${describe(metric, refreshed)}\n`);
  for (const note of notesOf(refreshed)) console.print(`${note}\n`);
  console.say(
    `written: ${files.map(({ path }) => join(refreshed.run.settings.baselines, path)).join(', ')}; review and commit them`,
  );
}

function notesOf({ baseline, pooledRuns, drift, cached }: Refreshed): readonly string[] {
  const moved = drift.map(
    (one) =>
      `${one.metric.title} moved since the baseline before, with nothing changed here: ${driftText(one)}. The provider, the data or a tool did.`,
  );
  return [
    ...(pooledRuns === 0
      ? []
      : [`Pooled with ${pooledRuns} earlier of the same configuration: ${baseline.runs.length} runs.`]),
    ...(cached.length === 0
      ? []
      : [
          `The repeats of ${cached.length} cases came from a cache and were stored once; turn it off to see how much answers waver.`,
        ]),
    ...moved,
  ];
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
