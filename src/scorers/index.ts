import { cost } from './cost.ts';
import type { ScorerDefinition } from './define-scorer.ts';
import { exactMatch } from './exact-match.ts';
import { includes } from './includes.ts';
import { jsonFields } from './json-fields.ts';
import { jsonSchema } from './json-schema.ts';
import { latency } from './latency.ts';
import { numeric } from './numeric.ts';
import { regex } from './regex.ts';
import { setF1 } from './set-f1.ts';
import { tokens } from './tokens.ts';
import { toolCalls } from './tool-calls.ts';

/** Every scorer a suite may name: one file and one line each; documentation, schema and suggestions derive from it. */
export const scorers = {
  cost,
  'exact-match': exactMatch,
  includes,
  'json-fields': jsonFields,
  'json-schema': jsonSchema,
  latency,
  numeric,
  regex,
  'set-f1': setF1,
  tokens,
  'tool-calls': toolCalls,
} satisfies Record<string, ScorerDefinition>;

export type ScorerType = keyof typeof scorers;

/** The member of that name, or undefined; never an inherited property. */
export function scorerNamed(type: string): ScorerDefinition | undefined {
  return Object.hasOwn(scorers, type) ? (scorers as Record<string, ScorerDefinition>)[type] : undefined;
}
