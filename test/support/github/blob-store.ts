import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';

/** One request for a stored file. */
export interface BlobRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** Where GitHub keeps files that it redirects to: another origin, where a signed address is all that opens a file. */
export interface BlobStore {
  readonly origin: string;
  /** Every request, refused ones included. */
  readonly requests: readonly BlobRequest[];
  /** The address that serves `bytes`, for as long as the store is open. */
  sign(name: string, bytes: Uint8Array, contentType: string): string;
  close(): Promise<void>;
}

export async function startBlobStore(): Promise<BlobStore> {
  const files = new Map<string, { readonly bytes: Uint8Array; readonly contentType: string; readonly sig: string }>();
  const requests: BlobRequest[] = [];
  const server = createServer((incoming, response) => {
    const { pathname, searchParams } = new URL(incoming.url ?? '', 'http://localhost');
    requests.push({ path: pathname, headers: incoming.headers });
    const file = files.get(pathname);
    const refuse = (status: number, code: string): void => {
      response.writeHead(status, { 'content-type': 'application/xml' });
      response.end(`<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code></Error>`);
    };
    // A header beside the signature is a second credential, which the store takes for a mistake.
    if (incoming.headers.authorization !== undefined) return refuse(400, 'InvalidAuthenticationInfo');
    if (file === undefined || searchParams.get('sig') !== file.sig) return refuse(403, 'AuthenticationFailed');
    response.writeHead(200, { 'content-type': file.contentType, 'content-length': String(file.bytes.length) });
    response.end(file.bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('expected a server that listens on a port');
  const origin = `http://127.0.0.1:${address.port}`;
  return {
    origin,
    requests,
    sign(name, bytes, contentType) {
      const path = `/${randomUUID()}/${encodeURIComponent(name)}`;
      const sig = randomUUID();
      files.set(path, { bytes, contentType, sig });
      return `${origin}${path}?sig=${sig}`;
    },
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => void server.close(() => resolve()));
    },
  };
}
