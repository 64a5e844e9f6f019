import type { Issue } from '../domain/usage-error.ts';
import type { Scale } from '../scorers/define-scorer.ts';
import { brief } from '../text/brief.ts';
import { pathText } from './issues.ts';
import type { WrittenMetric } from './metrics.ts';

/** What a ratio is clipped at (a factor of four): a margin beyond it could never be missed. */
const LARGEST_RATIO_MARGIN = 3;

/** What a written metric claims of its values that its scorer does not give. `index` is its place in the list. */
export function scaleIssues(written: WrittenMetric, scale: Scale, index: number, where: string): readonly Issue[] {
  const issues: Issue[] = [];
  const report = (key: string, expected: string, received: unknown, mend?: string): void => {
    issues.push({
      where,
      path: pathText(['metrics', index, key]),
      expected,
      received: brief(received),
      ...(mend === undefined ? {} : { mend }),
    });
  };
  const kind = written.kind ?? scale.kind;
  const [least, most] = written.range ?? [0, 1];
  const { type } = written.scorer;
  if (kind === 'ratio' && scale.bounded) {
    report(
      'kind',
      `another kind, since \`${type}\` gives values between 0 and 1`,
      kind,
      'ratios are for latency, cost and tokens',
    );
  }
  if (kind !== 'ratio' && !scale.bounded) {
    report('kind', `\`ratio\`, since \`${type}\` gives values without an upper bound`, kind);
  }
  if (kind === 'binary' && scale.bounded && scale.kind !== 'binary') {
    report('kind', `\`${scale.kind}\`, since \`${type}\` gives more than 0 and 1 here`, kind);
  }
  if (kind === 'ratio' && written.range !== undefined) report('range', 'no range for a ratio', written.range);
  if (kind !== 'ratio' && (least > 0 || most < 1)) {
    report('range', `a range that holds the values of \`${type}\`, 0 to 1`, written.range);
  }
  if (kind === 'binary' && (least < 0 || most > 1)) report('range', '[0, 1] for a binary metric', written.range);
  const largest = kind === 'ratio' ? LARGEST_RATIO_MARGIN : most - least;
  for (const key of ['margin', 'release-margin'] as const) {
    const margin = written[key];
    if (margin !== undefined && !(margin > 0 && margin < largest)) {
      report(key, `a number above 0 and below ${largest}`, margin);
    }
  }
  return issues;
}
