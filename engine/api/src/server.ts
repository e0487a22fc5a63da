/** The HTTP server of a room: REST, the live socket and the viewer's files. */
import type { FastifyInstance } from 'fastify';
import type { EngineHost } from './host.ts';
import { LiveHub, type LiveHubOptions } from './live/hub.ts';
import { createPageServer, type PageServerOptions } from './page-server.ts';
import { indexRoom } from './room-index.ts';
import { controlRoutes } from './routes/control.ts';
import { liveRoute } from './routes/live.ts';
import { healthRoute, roomRoutes } from './routes/room.ts';

export interface ApiOptions extends PageServerOptions {
  readonly host: EngineHost;
  /** Absolute path of the room's `scene.glb`; without it `/api/scene` is NO_SCENE. */
  readonly sceneFile?: string;
  readonly live?: LiveHubOptions;
}

/** The server before it listens: tests inject into it. Close it with `close()`. */
export async function createApi(options: ApiOptions): Promise<FastifyInstance> {
  const app = await createPageServer(options);
  const hub = new LiveHub(options.host.view, options.live);
  app.addHook('preClose', async () => hub.close());
  roomRoutes(app, options.host, options.sceneFile);
  healthRoute(app, options.host, hub);
  controlRoutes(app, options.host, indexRoom(options.host.room));
  liveRoute(app, hub);
  return app;
}
