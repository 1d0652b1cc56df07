/**
 * One page at an address of this machine. Nothing but the page is served, to nobody but this machine: the host that a
 * browser asks for has to be the loopback address itself, so that no page from elsewhere, whose name leads here, can
 * read it.
 */
import { createServer, type Server } from 'node:http';
import { DiskError } from '../errors.ts';

export interface PageServer {
  /** `http://127.0.0.1:40123/`. */
  readonly url: string;
  /** Connections that are open are closed. */
  close(): Promise<void>;
}

/** @throws DiskError where the system gives no port. */
export async function servePage(page: string): Promise<PageServer> {
  const bytes = Buffer.from(page);
  let hosts: readonly string[] = [];
  const server: Server = createServer((request, response) => {
    const plain = (status: number, text: string) =>
      response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
    if (!hosts.includes(request.headers.host ?? '')) plain(403, 'not at this name');
    else if (request.method !== 'GET' && request.method !== 'HEAD') plain(405, 'only GET');
    else if (request.url !== '/') plain(404, 'there is one page, /');
    else
      response
        .writeHead(200, {
          'content-type': 'text/html; charset=utf-8',
          'content-length': bytes.length,
          'cache-control': 'no-store',
          'x-content-type-options': 'nosniff',
          'cross-origin-resource-policy': 'same-origin',
          'referrer-policy': 'no-referrer',
        })
        .end(request.method === 'HEAD' ? undefined : bytes);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', ({ message }) =>
      reject(new DiskError('127.0.0.1', `no port to serve at: ${message}`)),
    );
    server.listen({ host: '127.0.0.1', port: 0 }, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new DiskError('127.0.0.1', 'no port to serve at');
  const { port } = address;
  hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
