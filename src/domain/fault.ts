/**
 * Everything a call can go wrong with, as a closed list. The disposition says what the runner does next, the blame says
 * how a trial that ends with it counts (statistics.md §6): what the product caused scores as failure in both arms alike,
 * what the infrastructure caused is dispatched again and then excluded.
 */
export const faults = {
  // Infrastructure, worth another try.
  network: { disposition: 'retryable', blame: 'infrastructure' },
  'server-error': { disposition: 'retryable', blame: 'infrastructure' },
  'rate-limited': { disposition: 'wait-until', blame: 'infrastructure' },
  'bad-response': { disposition: 'retryable', blame: 'infrastructure' },
  'target-crashed': { disposition: 'retryable', blame: 'infrastructure' },
  // Nothing more can be done in this run.
  unauthorized: { disposition: 'terminal-run', blame: 'infrastructure' },
  'not-found': { disposition: 'terminal-run', blame: 'infrastructure' },
  'bad-request': { disposition: 'terminal-run', blame: 'infrastructure' },
  'quota-exhausted': { disposition: 'terminal-run', blame: 'infrastructure' },
  'wait-too-long': { disposition: 'terminal-run', blame: 'infrastructure' },
  'host-refused': { disposition: 'terminal-run', blame: 'infrastructure' },
  'redirect-refused': { disposition: 'terminal-run', blame: 'infrastructure' },
  'target-unusable': { disposition: 'terminal-run', blame: 'infrastructure' },
  // The product's own doing: scored as failure.
  timeout: { disposition: 'terminal-case', blame: 'product' },
  'content-filter': { disposition: 'terminal-case', blame: 'product' },
  'context-overflow': { disposition: 'terminal-case', blame: 'product' },
  'answer-too-large': { disposition: 'terminal-case', blame: 'product' },
  'cannot-render': { disposition: 'terminal-case', blame: 'product' },
} as const satisfies Record<string, { disposition: Disposition; blame: Blame }>;

export type Disposition = 'retryable' | 'wait-until' | 'terminal-run' | 'terminal-case';
export type Blame = 'product' | 'infrastructure';
export type FaultKind = keyof typeof faults;

/** An expected failure of one call, thrown by targets and caught by the runner's one retry loop. */
export class Fault extends Error {
  override readonly name = 'Fault';
  readonly kind: FaultKind;
  /** How to mend it, for faults that end the run. */
  readonly mend?: string;
  /** How long the server asked us to wait, for `rate-limited` and `server-error`. */
  readonly retryAfterMs?: number;

  constructor(
    kind: FaultKind,
    message: string,
    details: { readonly mend?: string; readonly retryAfterMs?: number; readonly cause?: unknown } = {},
  ) {
    super(message, details.cause === undefined ? {} : { cause: details.cause });
    this.kind = kind;
    if (details.mend !== undefined) this.mend = details.mend;
    if (details.retryAfterMs !== undefined) this.retryAfterMs = details.retryAfterMs;
  }
}
