/** The embedded broker: aedes on a loopback port. */
import { createServer, type Server, type Socket } from 'node:net';
import { Aedes } from 'aedes';
import { AdapterError, isSystemError } from '../errors.ts';
import { ADAPTER_LIMITS } from '../limits.ts';
import type { Broker } from './broker.ts';

export interface EmbeddedBrokerOptions {
  /** TCP port on 127.0.0.1. Default 0: any free one. */
  readonly port?: number;
}

/** Listens; resolves with the port taken. */
function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      if (!isSystemError(error, 'EADDRINUSE')) return reject(error);
      const message = `port ${port} on 127.0.0.1 is taken by another program`;
      reject(new AdapterError('PORT_TAKEN', message, 'a free port', String(port)));
    });
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

/** Starts the broker. Holds retained messages in memory alone. Throws PORT_TAKEN. */
export async function startEmbeddedBroker(options: EmbeddedBrokerOptions = {}): Promise<Broker> {
  const aedes = await Aedes.createBroker({
    maximumPacketSize: ADAPTER_LIMITS.packetBytes,
    connectTimeout: ADAPTER_LIMITS.connectTimeoutMs,
    // Sessions end with their connection: nothing is queued for anyone who is away.
    sessionExpiryIntervalLimit: 1,
  });
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    aedes.handle(socket);
  });
  const closeAedes = (): Promise<void> => new Promise((resolve) => aedes.close(() => resolve()));
  let port: number;
  try {
    port = await listen(server, options.port ?? 0);
  } catch (error) {
    await closeAedes();
    throw error;
  }
  return {
    url: `mqtt://127.0.0.1:${port}`,
    port,
    async close() {
      const stopped = new Promise<void>((resolve) => server.close(() => resolve()));
      await closeAedes();
      for (const socket of sockets) socket.destroy();
      await stopped;
    },
  };
}
