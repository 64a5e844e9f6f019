import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { promisify } from 'node:util';
import type { Dispatcher } from 'undici';
import { Fault } from '../domain/fault.ts';
import { ANSWER_CAP_BYTES } from './answer-cap.ts';
import { createHostPolicy, isLoopback } from './host-policy.ts';
import { proxiesOf } from './proxy.ts';
import { faultOfResponse, type HttpResponse } from './response-fault.ts';
import type { TargetContext } from './context.ts';

export interface Exchange {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
}

/** The one way out to model hosts: host policy, no redirects, capped bodies, every failure a Fault. */
export interface Transport {
  /** A 2xx response with a body. Throws a Fault for everything else. */
  send(exchange: Exchange): Promise<HttpResponse>;
  close(): Promise<void>;
}

const decoders: Readonly<Record<string, (body: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>>> = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
};

/** One undici pool per origin, with as many connections as calls in flight. */
export function createTransport(context: Pick<TargetContext, 'hosts' | 'environment' | 'concurrency'>): Transport {
  const policy = createHostPolicy(context.hosts, context.environment);
  const dispatchers = new Map<string, Promise<Dispatcher>>();

  return {
    async send({ url, method, headers, body, signal }) {
      const { key, keyName } = policy.permit(url);
      const opening = dispatchers.get(url.origin) ?? openDispatcher(url, context);
      dispatchers.set(url.origin, opening);
      const dispatcher = await opening;
      const response = await guarded(url, signal, async () => {
        const arrived = await dispatcher.request({
          origin: url.origin,
          path: url.pathname + url.search,
          method,
          headers: {
            accept: 'application/json',
            'accept-encoding': 'gzip, deflate, br',
            'user-agent': 'steelyard',
            ...headers,
            ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
          },
          body: body ?? null,
          signal,
        });
        const plain = flatten(arrived.headers);
        return { status: arrived.statusCode, headers: plain, body: await readBody(arrived.body, plain) };
      });
      if (response.status < 200 || response.status > 299) throw faultOfResponse(response, url, keyName);
      if (response.body.trim() === '') {
        throw new Fault('bad-response', `${url.host} answered ${response.status} with an empty body`);
      }
      return response;
    },
    async close() {
      const open = [...dispatchers.values()];
      dispatchers.clear();
      // Not `close()`: that waits for calls in flight, and nobody waits for their answers any more.
      await Promise.all(open.map(async (opening) => (await opening).destroy()));
    },
  };
}

async function openDispatcher(
  url: URL,
  context: Pick<TargetContext, 'environment' | 'concurrency'>,
): Promise<Dispatcher> {
  // Loaded with the first call: most commands make none.
  const { EnvHttpProxyAgent, Pool } = await import('undici');
  // The runner's deadline bounds a call; undici's own timers would only say the same less clearly.
  const options = { connections: Math.max(1, context.concurrency), headersTimeout: 0, bodyTimeout: 0 };
  const proxies = proxiesOf(context.environment);
  if (isLoopback(url) || proxies === undefined) return new Pool(url.origin, options);
  return new EnvHttpProxyAgent({ ...options, ...proxies });
}

/** Runs a call and turns what undici throws into Faults. */
async function guarded<Result>(url: URL, signal: AbortSignal, call: () => Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof Fault) throw error;
    if (signal.aborted) throw new Fault('timeout', `${url.host} did not answer within the deadline`, { cause: error });
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const what = error instanceof Error ? error.message : String(error);
    if (code.startsWith('HPE_')) {
      throw new Fault('bad-response', `${url.host} did not answer in HTTP: ${what}`, { cause: error });
    }
    throw new Fault('network', `the call to ${url.host} failed: ${what || code}`, { cause: error });
  }
}

async function readBody(body: Dispatcher.ResponseData['body'], headers: Record<string, string>): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    // Leaving the loop destroys the stream, and with it the connection.
    if (size > ANSWER_CAP_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  const bytes = chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
  return (await decode(bytes, headers['content-encoding'] ?? 'identity')).toString('utf8');
}

async function decode(bytes: Buffer, encoding: string): Promise<Buffer> {
  const name = encoding.trim().toLowerCase();
  if (name === 'identity' || name === '' || bytes.length === 0) return bytes;
  const decoder = Object.hasOwn(decoders, name) ? decoders[name] : undefined;
  if (decoder === undefined)
    throw new Fault('bad-response', `the answer is encoded as ${name}, which was not asked for`);
  try {
    return await decoder(bytes, { maxOutputLength: ANSWER_CAP_BYTES });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge();
    throw new Fault('bad-response', `the answer says it is ${name} and cannot be decoded`, { cause: error });
  }
}

function tooLarge(): Fault {
  return new Fault(
    'answer-too-large',
    `the answer is longer than ${ANSWER_CAP_BYTES / 1024 / 1024} MB; it was cut off`,
  );
}

function flatten(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) plain[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
  }
  return plain;
}
