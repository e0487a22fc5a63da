/** What every server of this project's pages is made of: its policy, who may talk to it, how failures are answered, files. */
import { existsSync } from 'node:fs';
import helmet from '@fastify/helmet';
import fastifyStatic from '@fastify/static';
import websocket from '@fastify/websocket';
import type { Log } from '@understudy/ports';
import Fastify, { type FastifyInstance } from 'fastify';
import { API_LIMITS } from './limits.ts';
import { answerFailures } from './routes/replies.ts';
import { CONTENT_SECURITY_POLICY, checkCaller } from './security.ts';

export interface PageServerOptions {
  /** Absolute path of the built viewer; without it only the API is served. */
  readonly viewerFolder?: string;
  /** Origins beside this server's own that may post, such as a development server's. */
  readonly allowedOrigins?: readonly string[];
  readonly log?: Log;
}

/** A server without routes of its own, for loopback alone; pages of other origins can change nothing (security.ts). */
export async function createPageServer(options: PageServerOptions): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    bodyLimit: API_LIMITS.bodyBytes,
    forceCloseConnections: true,
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, discriminator: true } },
  });
  app.removeContentTypeParser('text/plain');
  answerFailures(app, options.log);

  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: CONTENT_SECURITY_POLICY },
    strictTransportSecurity: false,
  });
  await app.register(websocket, { options: { maxPayload: API_LIMITS.clientFrameBytes, perMessageDeflate: false } });
  // After the websocket plugin, whose own hooks must see a refused upgrade to end its socket.
  app.addHook('onRequest', async (request) => {
    const address = app.server.address();
    const port = typeof address === 'object' && address !== null ? address.port : undefined;
    const reads = request.method === 'GET' || request.method === 'HEAD';
    const changes = !reads || request.headers.upgrade !== undefined;
    checkCaller(request.headers, port, options.allowedOrigins ?? [], changes);
  });
  const { viewerFolder } = options;
  const files = viewerFolder !== undefined && existsSync(viewerFolder);
  await app.register(fastifyStatic, files ? { root: viewerFolder, cacheControl: true, maxAge: 0 } : { serve: false });
  return app;
}
