/** Mosquitto 2 as a child process, for the conformance run. A required system package of the test suite. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Broker } from '@understudy/adapters';

/** A port that is free now. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

function exited(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once('exit', () => resolve());
  });
}

/** Starts Mosquitto on `port`, or any free one. Throws when the program is missing or does not start. */
export async function startMosquitto(options: { readonly port?: number } = {}): Promise<Broker> {
  const port = options.port ?? (await freePort());
  const folder = await mkdtemp(join(tmpdir(), 'understudy-mosquitto-'));
  const config = join(folder, 'mosquitto.conf');
  const account = process.getuid?.() === 0 ? 'user root\n' : '';
  await writeFile(config, `${account}listener ${port} 127.0.0.1\nallow_anonymous true\nset_tcp_nodelay true\n`);
  const child = spawn('/usr/sbin/mosquitto', ['-c', config], { stdio: ['ignore', 'ignore', 'pipe'] });
  let output = '';
  let failure: Error | undefined;
  child.stderr.on('data', (chunk) => {
    output += String(chunk);
  });
  child.once('error', (error) => {
    failure = error;
  });
  const giveUpAtMs = Date.now() + 10_000;
  while (!(await accepts(port))) {
    if (failure !== undefined || child.exitCode !== null || Date.now() > giveUpAtMs) {
      child.kill();
      throw new Error(`mosquitto (a required system package) did not start: ${failure?.message ?? output}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return {
    url: `mqtt://127.0.0.1:${port}`,
    port,
    async close() {
      child.kill('SIGTERM');
      await exited(child);
      await rm(folder, { recursive: true });
    },
  };
}
