/** `GET /api/live` as a WebSocket: the live view to each viewer. */
import type { FastifyInstance } from 'fastify';
import { ApiError } from '../errors.ts';
import { API_LIMITS } from '../limits.ts';
import type { LiveHub } from '../live/hub.ts';

export function liveRoute(app: FastifyInstance, hub: LiveHub): void {
  app.get(
    '/api/live',
    {
      websocket: true,
      preValidation: async () => {
        if (hub.size < API_LIMITS.liveClients) return;
        throw new ApiError('TOO_MANY_VIEWERS', 'no more viewers are served', `at most ${API_LIMITS.liveClients}`);
      },
    },
    (socket) => {
      socket.on('error', () => socket.terminate());
      socket.on('close', () => hub.remove(socket));
      hub.add(socket);
    },
  );
}
