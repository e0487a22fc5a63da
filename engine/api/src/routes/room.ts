/** What a viewer reads once: the room's files, its scene, and whether all is well. */
import { basename, dirname } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { ApiError } from '../errors.ts';
import type { EngineHost } from '../host.ts';
import type { LiveHub } from '../live/hub.ts';

/** `GET /api/room`, `GET /api/scene`: what a picture of the room needs, of a game as of a bench. */
export function roomRoutes(app: FastifyInstance, host: Pick<EngineHost, 'room'>, sceneFile: string | undefined): void {
  app.get('/api/room', () => {
    const { manifest, controllers, graph, objectives, rules, physics } = host.room;
    return { manifest, controllers, graph, objectives, rules, physics };
  });

  app.get('/api/scene', (_request, reply) => {
    if (sceneFile === undefined) throw new ApiError('NO_SCENE', 'the room has no scene file');
    reply.type('model/gltf-binary').header('cache-control', 'no-cache');
    return reply.sendFile(basename(sceneFile), dirname(sceneFile), { cacheControl: false });
  });
}

/** `GET /api/health`. */
export function healthRoute(app: FastifyInstance, host: EngineHost, hub: LiveHub): void {
  app.get('/api/health', (_request, reply) => {
    reply.header('cache-control', 'no-store');
    return { ...host.health(), room: host.room.manifest.room, viewers: hub.size };
  });
}
