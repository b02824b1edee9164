import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

const attempts = 20;

/** A host that listens. */
export interface Listening {
  readonly port: number;
  readonly close: () => Promise<void>;
}

/**
 * Listens on 127.0.0.1 (`port` 0: a random one). Browsers may try ::1 first for a `.localhost`
 * name: the same port is taken there too, or another user of this computer could wait on it for
 * our start token.
 */
export async function listen(listener: RequestListener, port: number): Promise<Listening> {
  for (let attempt = 1; ; attempt += 1) {
    const first = await listenOn('127.0.0.1', port, listener);
    const taken = (first.address() as AddressInfo).port;
    try {
      const second = await listenOn('::1', taken, listener).catch(ignoreMissingIpv6);
      return { port: taken, close: () => closeAll([first, second]) };
    } catch (error) {
      await closeAll([first]);
      if (port !== 0 || attempt === attempts) throw error;
    }
  }
}

function listenOn(address: string, port: number, listener: RequestListener): Promise<Server> {
  const server = createServer(
    {
      maxHeaderSize: 32 * 1024,
      headersTimeout: 10_000,
      // An upload may take as long as its disk does.
      requestTimeout: 0,
      requireHostHeader: true,
      insecureHTTPParser: false,
    },
    listener,
  );
  // Nothing here upgrades: without a listener Node would treat the request as a plain one.
  server.on('upgrade', (_request, socket) => socket.destroy());
  server.maxConnections = 200;
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: address, port, exclusive: true }, () => {
      server.off('error', reject);
      resolve(server);
    });
  });
}

function ignoreMissingIpv6(error: unknown): null {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT') return null;
  throw error;
}

async function closeAll(servers: readonly (Server | null)[]): Promise<void> {
  await Promise.all(
    servers.map(
      (server) =>
        new Promise<void>((resolve) => {
          if (!server) return resolve();
          server.close(() => resolve());
          server.closeAllConnections();
        }),
    ),
  );
}
