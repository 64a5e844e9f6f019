import type { Case } from '../domain/case.ts';
import type { Settings } from '../domain/settings.ts';
import type { TargetSpec } from '../domain/target.ts';
import { estimateCall } from '../runner/estimate-call.ts';
import { renderMessages } from '../runner/render-messages.ts';

const MILLION = 1_000_000;

/**
 * USD that one trial of each case takes at most by the price table: the prompt as it is, and an answer as long as
 * target.yaml lets it be. Undefined where the model has no price. The bill is mostly a good deal smaller.
 */
export function costAtMost(spec: TargetSpec, cases: readonly Case[], prices: Settings['prices']): number | undefined {
  const price = spec.model !== undefined && Object.hasOwn(prices, spec.model) ? prices[spec.model] : undefined;
  if (price === undefined) return undefined;
  return cases.reduce((sum, testCase) => {
    const rendered = renderMessages(spec.messages, testCase.input);
    if (!rendered.ok) return sum;
    const { inputTokens, outputTokens } = estimateCall(spec, rendered.messages);
    return sum + (inputTokens * price.input + outputTokens * price.output) / MILLION;
  }, 0);
}
