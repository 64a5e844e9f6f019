import { wilsonInterval } from '../../src/stats/wilson.ts';
import { SETTING } from './scenarios.ts';
import type { Row } from './summarise.ts';

/** The bar of statistics.md §12.2: the false-pass rate at −δ, marginal over baselines, in the worst cell. */
const MOST_FALSE_PASSES = 0.07;

/** Points by which a prediction may be wrong beyond chance. */
const PREDICTION_POINTS = 0.03;

/**
 * Level of the Wilson interval that chance is given: dozens of figures are compared, and a bench that cries wolf is not
 * read. A normal approximation would be wrong here: a quick run has a dozen runs a row and rates near 0 and 1.
 */
const LEVEL = 0.9995;

const outcomes = ['pass', 'fail', 'inconclusive'] as const;

/** One sentence for each promise that these runs refute. A rate is refuted where its Wilson 95% interval lies above it. */
export function brokenPromises(rows: readonly Row[]): readonly string[] {
  return rows.flatMap((row) => {
    const { scenario, observed } = row;
    const name = `${scenario.product}, ${scenario.cases} cases, ${scenario.control}, ${scenario.change}`;
    const broken: string[] = [];
    if (scenario.change === 'none' && observed.fail.lower > SETTING.alphaFail) {
      broken.push(`${name}: FAIL although nothing changed in more than ${percent(SETTING.alphaFail)} of the runs`);
    }
    if (scenario.change.startsWith('−δ') && observed.pass.lower > MOST_FALSE_PASSES) {
      broken.push(`${name}: PASS in more than ${percent(MOST_FALSE_PASSES)} of the runs`);
    }
    for (const outcome of outcomes) {
      const predicted = row.predicted?.[outcome];
      if (predicted === undefined) continue;
      const { lower, upper } = wilsonInterval({
        successes: Math.round(observed[outcome].share * row.runs),
        total: row.runs,
        level: LEVEL,
      });
      const slack = PREDICTION_POINTS + 3 * Math.sqrt((predicted * (1 - predicted)) / row.simulated);
      if (predicted < lower - slack || predicted > upper + slack) {
        broken.push(
          `${name}: plan said ${percent(predicted)} ${outcome}, ${percent(observed[outcome].share)} came, more than ${percent(PREDICTION_POINTS)} and chance`,
        );
      }
    }
    return broken;
  });
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}
