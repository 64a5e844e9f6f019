import { proxiesOf } from '../../targets/proxy.ts';

/** One request; what GitHub's API is asked through, for reading and writing alike. */
export type ApiFetch = typeof fetch;

/** A stalled connection must not hold the check up; whoever asks decides about another try. */
const DEADLINE_MS = 20_000;

/**
 * Node's own `fetch`, or undici's through the proxy that the environment names, with a deadline for each request. Undici
 * is loaded only where there is a proxy, since a run that has nothing to do should end in about the time Node takes to
 * start.
 */
export async function apiFetch(environment: Readonly<Record<string, string | undefined>>): Promise<ApiFetch> {
  const proxies = proxiesOf(environment);
  const onward = proxies === undefined ? fetch : await fetchThrough(proxies);
  return (input, init) => onward(input, { ...init, signal: AbortSignal.timeout(DEADLINE_MS) });
}

async function fetchThrough(proxies: NonNullable<ReturnType<typeof proxiesOf>>): Promise<ApiFetch> {
  const { EnvHttpProxyAgent, fetch: undiciFetch } = await import('undici');
  const dispatcher = new EnvHttpProxyAgent(proxies);
  // Node's fetch is undici's own in another version: the types differ in names alone.
  return ((input: string, init: object) => undiciFetch(input, { ...init, dispatcher })) as unknown as ApiFetch;
}
