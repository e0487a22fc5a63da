/** Starts the server on a loopback port. */
import type { FastifyInstance } from 'fastify';

/** The port is taken by another program. */
export class ApiPortTakenError extends Error {
  readonly code = 'PORT_TAKEN';
  readonly port: number;

  constructor(port: number) {
    super(`port ${port} on 127.0.0.1 is taken by another program; choose another one`);
    this.name = 'ApiPortTakenError';
    this.port = port;
  }
}

/**
 * Listens on 127.0.0.1. Port 0 takes any free one.
 * @returns the address to open in a browser
 * @throws ApiPortTakenError
 */
export async function listen(app: FastifyInstance, port: number): Promise<string> {
  try {
    return await app.listen({ host: '127.0.0.1', port });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') throw new ApiPortTakenError(port);
    throw error;
  }
}
