import type { Message, TargetSpec } from '../domain/target.ts';
import type { CallEstimate } from './budget.ts';

/** Bytes a token takes at least, in practice: English has about 4, Chinese about 3. */
const BYTES_PER_TOKEN = 3;
/** What chat templates add to a message. */
const TOKENS_PER_MESSAGE = 8;
/** Assumed where target.yaml sets no cap on the answer. */
const UNCAPPED_OUTPUT_TOKENS = 4096;

/** Upper estimate of what a call takes, for the budget's reservation. */
export function estimateCall(spec: TargetSpec, messages: readonly Message[]): CallEstimate {
  const extras = JSON.stringify([spec.tools ?? null, spec.responseFormat ?? null]);
  const bytes = Buffer.byteLength(JSON.stringify(messages)) + Buffer.byteLength(extras);
  return {
    ...(spec.model === undefined ? {} : { model: spec.model }),
    inputTokens: Math.ceil(bytes / BYTES_PER_TOKEN) + messages.length * TOKENS_PER_MESSAGE,
    outputTokens: outputCap(spec) ?? UNCAPPED_OUTPUT_TOKENS,
  };
}

function outputCap({ params }: TargetSpec): number | undefined {
  for (const name of ['max_completion_tokens', 'max_tokens', 'max_output_tokens']) {
    const cap = Object.hasOwn(params, name) ? params[name] : undefined;
    if (typeof cap === 'number') return cap;
  }
  return undefined;
}
