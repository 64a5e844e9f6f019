/**
 * `fetch` for GitHub's API: Node's own, or undici's through the proxy that the environment names. Undici is loaded only
 * where there is one, since a run that has nothing to do should end in about the time Node takes to start.
 */
export async function apiFetch(environment: Readonly<Record<string, string | undefined>>): Promise<typeof fetch> {
  const read = (name: string): string => environment[name.toLowerCase()] ?? environment[name] ?? '';
  const httpProxy = read('HTTP_PROXY');
  const httpsProxy = read('HTTPS_PROXY');
  if (httpProxy === '' && httpsProxy === '') return fetch;
  const { EnvHttpProxyAgent, fetch: undiciFetch } = await import('undici');
  const dispatcher = new EnvHttpProxyAgent({ httpProxy, httpsProxy, noProxy: read('NO_PROXY') });
  // The same function in another version; their types differ in names alone.
  return ((url: string, init: object) => undiciFetch(url, { ...init, dispatcher })) as unknown as typeof fetch;
}
