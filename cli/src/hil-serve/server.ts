/** The server of the operator page: what is asked of benches, the live socket, histories with their reports, the room, the page's files. */

import { API_LIMITS, ApiError, createPageServer, roomRoutes } from '@understudy/api';
import { OperatorRefusal, type RefusalCode, type RunRequest, STEPS } from '@understudy/hil';
import { OperatorFeed } from './feed.ts';
import type { OperatorHost } from './operator-host.ts';

type PageServer = Awaited<ReturnType<typeof createPageServer>>;
/** The part of a reply that a refusal needs. */
interface Reply {
  status(code: number): { send(body: unknown): unknown };
}

/** What the server needs of a host. */
export type ServedHost = Pick<
  OperatorHost,
  'views' | 'pins' | 'mirrors' | 'skipMirrors' | 'room' | 'archive' | 'onChange' | 'start' | 'stop'
>;

export interface OperatorServerOptions {
  readonly host: ServedHost;
  /** Without it only the API is served. */
  readonly viewerFolder?: string;
  /** The room's `scene.glb`; without it the page shows no picture. */
  readonly sceneFile?: string;
}

/** The page among those of the viewer. */
const PAGE = '/operator.html';

const STATUS_OF: Readonly<Record<RefusalCode, number>> = {
  NO_SUCH_BENCH: 404,
  BENCH_BUSY: 409,
  SERIAL_INVALID: 400,
  NO_SUCH_CONTROLLER: 400,
  NOTHING_TO_FLASH: 409,
  NOTHING_TO_STOP: 409,
};

const RUN_BODY = {
  type: 'object',
  additionalProperties: false,
  required: ['serial', 'steps', 'controller'],
  properties: {
    serial: { type: 'string', maxLength: 500 },
    steps: { enum: STEPS },
    controller: { type: 'string', maxLength: 100 },
  },
} as const;

/** Before it listens; closes its feed, and not the host, when it is closed. */
export async function createOperatorServer({
  host,
  viewerFolder,
  sceneFile,
}: OperatorServerOptions): Promise<PageServer> {
  const app = await createPageServer(viewerFolder === undefined ? {} : { viewerFolder });
  const feed = new OperatorFeed(host);
  app.addHook('preClose', async () => feed.close());
  app.addHook('onRequest', async (request, reply) => {
    if (request.url === '/') await reply.redirect(PAGE);
  });
  liveRoute(app, feed);
  benchRoutes(app, host);
  archiveRoutes(app, host);
  roomRoutes(app, host, sceneFile);
  return app;
}

function liveRoute(app: PageServer, feed: OperatorFeed): void {
  const preValidation = async (): Promise<void> => {
    if (feed.size < API_LIMITS.liveClients) return;
    throw new ApiError('TOO_MANY_VIEWERS', 'no more viewers are served', `at most ${API_LIMITS.liveClients}`);
  };
  app.get('/api/hil/live', { websocket: true, preValidation }, (socket) => {
    socket.on('error', () => socket.terminate());
    socket.on('close', () => feed.remove(socket));
    feed.add(socket);
  });
}

function answered(reply: Reply, action: () => unknown): unknown {
  try {
    return action() ?? { ok: true };
  } catch (error) {
    if (!(error instanceof OperatorRefusal)) throw error;
    const { code, message } = error;
    return reply.status(STATUS_OF[code]).send({ code, message });
  }
}

function benchRoutes(app: PageServer, host: ServedHost): void {
  app.post<{ Params: { bench: string }; Body: RunRequest }>(
    '/api/hil/benches/:bench/runs',
    { schema: { body: RUN_BODY } },
    async (request, reply) => answered(reply, () => host.start(request.params.bench, request.body)),
  );
  app.post<{ Params: { bench: string } }>('/api/hil/benches/:bench/stop', async (request, reply) =>
    answered(reply, () => host.stop(request.params.bench)),
  );
}

function archiveRoutes(app: PageServer, { archive }: ServedHost): void {
  app.get<{ Params: { serial: string } }>('/api/hil/history/:serial', async (request, reply) =>
    answered(reply, () => archive.read(request.params.serial)),
  );
  app.get<{ Params: { name: string } }>('/api/hil/reports/:name', (request, reply) => {
    const folder = archive.folderOf(request.params.name);
    if (folder === undefined) throw new ApiError('NOT_FOUND', 'there is no such report');
    return reply.sendFile('report.html', folder, { cacheControl: false });
  });
}
