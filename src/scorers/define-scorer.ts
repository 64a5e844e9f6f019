import { define, type Definition, type NamedFiles, type OptionsSchema } from '../domain/definition.ts';
import type { Scorer } from '../domain/scorer.ts';
import type { Direction, MetricKind } from '../domain/suite.ts';

/** What a scorer's values are, so that a suite need not say it again. */
export interface Scale {
  readonly kind: MetricKind;
  readonly direction: Direction;
  /** Values lie in [0,1]; unbounded values (milliseconds, dollars, tokens) make ratio metrics. */
  readonly bounded: boolean;
}

/** A member of the scorer registry: a definition that also knows its scale. */
export interface ScorerDefinition extends Definition<Scorer> {
  /** The scale under these options, which `configure` has accepted. */
  scale(options: unknown): Scale;
}

/** 1 or 0, higher is better: what most scorers give. */
export const binaryScale: Scale = { kind: 'binary', direction: 'higher', bounded: true };
/** A share between 0 and 1, higher is better. */
export const shareScale: Scale = { kind: 'continuous', direction: 'higher', bounded: true };
/** A measured quantity, lower is better, compared as a ratio. */
export const quantityScale: Scale = { kind: 'ratio', direction: 'lower', bounded: false };

/**
 * Makes a scorer for the registry; results for the same input may change only with `version`.
 *
 * @example defineScorer({ type: 'latency', version: 1, summary: '…', schema: z.strictObject({}), scale: () => quantityScale, create: () => async (…) => … })
 */
export function defineScorer<Options>(member: {
  readonly type: string;
  readonly version: number;
  readonly summary: string;
  readonly schema: OptionsSchema<Options>;
  readonly fileOptions?: readonly string[];
  readonly scale: (options: Options) => Scale;
  readonly create: (options: Options, files: NamedFiles) => Scorer;
}): ScorerDefinition {
  return {
    ...define(member),
    scale(options) {
      const parsed = member.schema.safeParse(options);
      if (!parsed.success) throw new TypeError(`scale of ${member.type}: options were not validated`);
      return member.scale(parsed.data);
    },
  };
}
