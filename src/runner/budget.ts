import type { Clock } from '../domain/ports.ts';
import type { Spend } from '../domain/report.ts';
import type { Limits, Price } from '../domain/settings.ts';
import type { Usage } from '../domain/target.ts';

/** What is known of a call before it is made. Tokens are upper estimates. */
export interface CallEstimate {
  readonly model?: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** A call that was let through. Settled exactly once. */
export interface Reservation {
  /**
   * The call is over. With `usage` what it really took replaces the estimate; `unbilled` frees it; `unknown` keeps it
   * reserved, since a call given up halfway may still be billed. Returns USD where usage and price are known.
   */
  settle(outcome: Usage | 'unbilled' | 'unknown'): number | undefined;
}

export interface Budget {
  /**
   * Undefined where the call could exceed a limit, or `signal` was aborted. Where only the estimates of calls in flight
   * stand in the way, it waits for them: they mostly take less. Nothing is dispatched without a reservation.
   */
  reserve(call: CallEstimate, signal: AbortSignal): Promise<Reservation | undefined>;
  /** Milliseconds until `maxMinutes` has passed since the budget was made; Infinity without that limit. */
  remainingMs(): number;
  /** The limit, as policy spells it, that a call was first refused for; undefined while none was. */
  exhausted(): 'max-calls' | 'max-cost' | 'max-minutes' | undefined;
  spend(): Spend;
}

const MILLION = 1_000_000;

/** Counts calls, tokens, dollars and minutes against limits, reserving before each dispatch so that none is exceeded. */
export function createBudget({
  limits,
  prices,
  clock,
}: {
  readonly limits: Limits;
  readonly prices: Readonly<Record<string, Price>>;
  readonly clock: Clock;
}): Budget {
  const startedAt = clock.now();
  let calls = 0;
  let inputTokens = 0;
  let outputTokens = 0;
  let cost = 0;
  /** Dollars at most of calls whose bill nobody told us. */
  let untold = 0;
  /** Dollars at most of the calls in flight, and their number. */
  let reserved = 0;
  let inFlight = 0;
  let unpriced = false;
  let exhausted: ReturnType<Budget['exhausted']>;
  let landing = Promise.withResolvers<void>();

  const remainingMs = (): number =>
    limits.maxMinutes === undefined ? Infinity : startedAt + limits.maxMinutes * 60_000 - clock.now();

  function land(estimate: number): void {
    inFlight -= 1;
    // Exactly nothing when nothing is in flight: rounding must not keep a waiting call from its turn.
    reserved = inFlight === 0 ? 0 : reserved - estimate;
    landing.resolve();
    landing = Promise.withResolvers();
  }

  function refuse(limit: NonNullable<typeof exhausted>): undefined {
    exhausted ??= limit;
  }

  return {
    async reserve(call, signal) {
      const price = priceOf(prices, call.model);
      const estimate = price === undefined ? 0 : costOf(call, price);
      const most = limits.maxCost ?? Infinity;
      for (;;) {
        if (signal.aborted) return undefined;
        if (calls >= (limits.maxCalls ?? Infinity)) return refuse('max-calls');
        if (remainingMs() <= 0) return refuse('max-minutes');
        if (cost + untold + estimate > most) return refuse('max-cost');
        if (cost + untold + reserved + estimate <= most) break;
        await landing.promise;
      }
      calls += 1;
      inFlight += 1;
      reserved += estimate;
      unpriced ||= price === undefined;
      return {
        settle(outcome) {
          land(estimate);
          if (outcome === 'unbilled') return undefined;
          if (outcome === 'unknown') {
            untold += estimate;
            return undefined;
          }
          inputTokens += outcome.inputTokens;
          outputTokens += outcome.outputTokens;
          if (price === undefined) return undefined;
          const actual = costOf(outcome, price);
          cost += actual;
          return actual;
        },
      };
    },
    remainingMs,
    exhausted: () => exhausted,
    spend: () => ({
      calls,
      inputTokens,
      outputTokens,
      ...(unpriced ? {} : { cost }),
      seconds: (clock.now() - startedAt) / 1000,
    }),
  };
}

/** USD of a call. Cached input is cheaper where the table says so. */
function costOf(usage: Usage, price: Price): number {
  const cached = Math.min(usage.cachedInputTokens ?? 0, usage.inputTokens);
  const fresh = usage.inputTokens - cached;
  return (
    (fresh * price.input + cached * (price.cachedInput ?? price.input) + usage.outputTokens * price.output) / MILLION
  );
}

function priceOf(prices: Readonly<Record<string, Price>>, model: string | undefined): Price | undefined {
  return model !== undefined && Object.hasOwn(prices, model) ? prices[model] : undefined;
}
