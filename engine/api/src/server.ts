/** The HTTP server: REST, the live socket and the viewer's files, on loopback alone. */
import { existsSync } from 'node:fs';
import helmet from '@fastify/helmet';
import fastifyStatic from '@fastify/static';
import websocket from '@fastify/websocket';
import type { Log } from '@understudy/ports';
import Fastify, { type FastifyInstance } from 'fastify';
import type { EngineHost } from './host.ts';
import { API_LIMITS } from './limits.ts';
import { LiveHub, type LiveHubOptions } from './live/hub.ts';
import { indexRoom } from './room-index.ts';
import { controlRoutes } from './routes/control.ts';
import { liveRoute } from './routes/live.ts';
import { answerFailures } from './routes/replies.ts';
import { roomRoutes } from './routes/room.ts';
import { CONTENT_SECURITY_POLICY, checkCaller } from './security.ts';

export interface ApiOptions {
  readonly host: EngineHost;
  /** Absolute path of the room's `scene.glb`; without it `/api/scene` is NO_SCENE. */
  readonly sceneFile?: string;
  /** Absolute path of the built viewer; without it only the API is served. */
  readonly viewerFolder?: string;
  /** Origins beside this server's own that may post, such as a development server's. */
  readonly allowedOrigins?: readonly string[];
  readonly log?: Log;
  readonly live?: LiveHubOptions;
}

/** The server before it listens: tests inject into it. Close it with `close()`. */
export async function createApi(options: ApiOptions): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    bodyLimit: API_LIMITS.bodyBytes,
    forceCloseConnections: true,
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, discriminator: true } },
  });
  app.removeContentTypeParser('text/plain');
  const hub = new LiveHub(options.host.view, options.live);
  answerFailures(app, options.log);
  app.addHook('preClose', async () => hub.close());

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
  const viewer = options.viewerFolder !== undefined && existsSync(options.viewerFolder);
  await app.register(
    fastifyStatic,
    viewer && options.viewerFolder !== undefined
      ? { root: options.viewerFolder, cacheControl: true, maxAge: 0 }
      : { serve: false },
  );

  roomRoutes(app, options.host, hub, options.sceneFile);
  controlRoutes(app, options.host, indexRoom(options.host.room));
  liveRoute(app, hub);
  return app;
}
