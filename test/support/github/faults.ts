import { failure, type Reply } from './reply.ts';

/** What goes wrong with requests that match. */
export interface Fault {
  /** Any method where it is left out. */
  readonly method?: string;
  /** Matched against the path below the API's base: `/repos/acme/assistant/issues/7/comments`, `/graphql`. */
  readonly path: RegExp;
  /** How many requests it hits; 1 where it is left out, `Infinity` for all. */
  readonly times?: number;
  /**
   * A number answers that status in place of the operation. `reset` cuts the connection. `after-write` does what was
   * asked and then answers 502, so that the client cannot know whether it happened; `reset-after-write` cuts instead.
   */
  readonly status: number | 'reset' | 'after-write' | 'reset-after-write';
  /** Text is sent as it is, anything else as JSON; GitHub's usual error body where it is left out. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Faults {
  /** Returns what takes the fault back. Earlier faults win. */
  add(fault: Fault): () => void;
  /** The fault that hits this request, which counts as one of its times. */
  take(method: string, path: string): Fault | undefined;
}

export function faults(): Faults {
  const pending: { readonly fault: Fault; left: number }[] = [];
  return {
    add(fault) {
      const entry = { fault, left: fault.times ?? 1 };
      pending.push(entry);
      return () => void (entry.left = 0);
    },
    take(method, path) {
      const hit = pending.find(
        ({ fault, left }) =>
          left > 0 &&
          fault.path.test(path) &&
          (fault.method === undefined || fault.method.toUpperCase() === method.toUpperCase()),
      );
      if (hit === undefined) return undefined;
      hit.left -= 1;
      return hit.fault;
    },
  };
}

/** What is answered for a fault; undefined where the connection is cut. */
export function faultReply({ status, body, headers = {} }: Fault): Reply | undefined {
  if (status === 'reset' || status === 'reset-after-write') return undefined;
  const code = status === 'after-write' ? 502 : status;
  const reply = failure(code, messages[code] ?? 'Server Error');
  return { status: code, body: body ?? reply.body, headers };
}

const messages: Readonly<Record<number, string>> = {
  401: 'Bad credentials',
  403: 'Resource not accessible by integration',
  404: 'Not Found',
  422: 'Validation Failed',
  429: 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
};
