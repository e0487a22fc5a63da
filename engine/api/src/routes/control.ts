/** What a viewer asks: operator requests, a player's actions, speed and pause, a new game. */
import type { OperatorRequest } from '@understudy/core';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ApiError } from '../errors.ts';
import type { EngineHost } from '../host.ts';
import { API_LIMITS } from '../limits.ts';
import type { RoomIndex } from '../room-index.ts';
import { ActBody, OperatorBody, RunBody } from '../schemas.ts';
import { answer } from './replies.ts';

const OPERATOR_NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._-]*$/u;

/** Who asks: the `x-operator` header, or `viewer`. Names become users when users and roles exist. */
function operatorName(request: FastifyRequest): string {
  const header = request.headers['x-operator'];
  if (header === undefined) return 'viewer';
  const name = String(header).trim();
  if (name.length <= API_LIMITS.operatorNameCharacters && OPERATOR_NAME.test(name)) return name;
  const expected = `1 to ${API_LIMITS.operatorNameCharacters} letters, digits, spaces, . _ -`;
  throw new ApiError('BAD_OPERATOR_NAME', 'x-operator is not a name', expected, name.slice(0, 80));
}

/** Refuses ids that the room does not have, so that a typing error is told at once. */
function checkIds(request: OperatorRequest, index: RoomIndex): void {
  if ('node' in request && !index.nodes.has(request.node)) {
    throw new ApiError('UNKNOWN_NODE', 'the graph has no such node', 'a node id', request.node);
  }
  if ('objective' in request && !index.objectives.has(request.objective)) {
    throw new ApiError('UNKNOWN_OBJECTIVE', 'the room has no such objective', 'an objective id', request.objective);
  }
  if ('device' in request && !index.devices.has(request.device)) {
    throw new ApiError('UNKNOWN_DEVICE', 'the room has no such device', 'a device id', request.device);
  }
}

/** `POST /api/operator`, `/api/act`, `/api/run`, `/api/restart`. */
export function controlRoutes(app: FastifyInstance, host: EngineHost, index: RoomIndex): void {
  app.post<{ Body: OperatorRequest }>('/api/operator', { schema: { body: OperatorBody } }, async (request) => {
    const by = operatorName(request);
    checkIds(request.body, index);
    return answer(await host.operator(by, request.body));
  });

  app.post<{ Body: ActBody }>('/api/act', { schema: { body: ActBody } }, async (request) => {
    const { plant, action, value } = request.body;
    return answer(await host.act(plant, action, value));
  });

  app.post<{ Body: RunBody }>('/api/run', { schema: { body: RunBody } }, async (request) =>
    answer(await host.run(request.body)),
  );

  app.post('/api/restart', async () => answer(await host.restart()));
}
