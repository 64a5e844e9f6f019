/** Proxies as the environment names them, lower case before upper; undefined where there is none. */
export function proxiesOf(
  environment: Readonly<Record<string, string | undefined>>,
): { readonly httpProxy: string; readonly httpsProxy: string; readonly noProxy: string } | undefined {
  const read = (name: string): string => environment[name.toLowerCase()] ?? environment[name] ?? '';
  const [httpProxy, httpsProxy] = [read('HTTP_PROXY'), read('HTTPS_PROXY')];
  if (httpProxy === '' && httpsProxy === '') return undefined;
  // All three as strings: what is left out, undici would read from the process.
  return { httpProxy, httpsProxy, noProxy: read('NO_PROXY') };
}
