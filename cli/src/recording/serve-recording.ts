/** The page of a recording: the API's server with the room as it was played, its scene, and the file itself. */
import { createApi } from '@understudy/api';
import type { OpenRecording } from './open-recording.ts';
import { RecordingHost } from './recording-host.ts';

type Api = Awaited<ReturnType<typeof createApi>>;

/** Where the page finds the recording. */
const RECORDING_PATH = '/api/recording';
/** The page shows a recording when its address has this query. */
const QUERY = 'recording';

interface RecordingPage {
  readonly recording: OpenRecording;
  readonly viewerFolder: string;
  /** Without it the page has no picture of the room. */
  readonly sceneFile?: string;
}

/** The server before it listens. */
export async function createRecordingPage({ recording, ...files }: RecordingPage): Promise<Api> {
  const api = await createApi({ host: new RecordingHost(recording.room), ...files });
  api.addHook('onRequest', async (request, reply) => {
    // The bare address is what people type; without the query the page would wait for an engine.
    if (request.url === '/') await reply.redirect(`/?${QUERY}`);
  });
  api.get(RECORDING_PATH, (_request, reply) => {
    reply.type('application/octet-stream').header('cache-control', 'no-store');
    return reply.send(Buffer.from(recording.bytes.buffer, recording.bytes.byteOffset, recording.bytes.length));
  });
  return api;
}

/** The address of the page, at a second of virtual time or where the page itself begins. */
export function pageAddress(url: string, atSeconds: number | undefined): string {
  return atSeconds === undefined ? `${url}/?${QUERY}` : `${url}/?${QUERY}&at=${atSeconds}`;
}
