/** What workers tell while they are at it, by LISTEN and NOTIFY. A line may be lost; a result never is, for it is in its table. */
import type { GameLine } from '@understudy/scenarios';
import type { Database } from './database.ts';

export type Notice =
  | { readonly campaign: string; readonly inShard: number; readonly line: GameLine }
  | { readonly campaign: string; readonly finished: number };

const CHANNEL = 'understudy_campaign';
/** PostgreSQL takes no more in one notice. */
const NOTICE_BYTES_MAX = 7999;

export async function notify(database: Database, notice: Notice): Promise<void> {
  const text = JSON.stringify(notice);
  if (Buffer.byteLength(text) <= NOTICE_BYTES_MAX) await database.query('select pg_notify($1, $2)', [CHANNEL, text]);
}

/** Hears notices until closed. A connection that breaks is not renewed: whoever listens looks at the tables as well. */
export async function listen(
  database: Database,
  onNotice: (notice: Notice) => void,
): Promise<{ close(): Promise<void> }> {
  const client = await database.connect();
  client.on('error', () => undefined);
  client.on('notification', ({ channel, payload }) => {
    if (channel === CHANNEL && payload !== undefined) onNotice(JSON.parse(payload) as Notice);
  });
  await client.query(`listen ${CHANNEL}`);
  return {
    close: async () => {
      client.removeAllListeners('notification');
      client.release(true);
    },
  };
}
