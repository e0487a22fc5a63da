/** QEMU's mps2-an500 (Cortex-M7) as a child process, its UART on a socket. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Stream } from '../link/board.ts';
import { LinkError } from '../link/errors.ts';

/**
 * Guest nanoseconds an instruction, as a power of two: 2^3 = 8 ns, 125 million instructions a second. An M7 at 600 MHz does
 * several times as many: times in guest time are on the safe side.
 */
export const NS_PER_INSTRUCTION_LOG2 = 3;
/** Longest that QEMU may take to connect in ms. */
const START_MS = 20_000;

export interface Emulator extends Stream {
  /** Ends the process. Idempotent. */
  close(): Promise<void>;
}

export interface EmulatorOptions {
  /** The image, as an ELF file. */
  readonly elf: string;
  readonly program?: string;
}

/**
 * Starts the emulator. It connects to a socket of ours before its processor runs, so that nothing it says is lost.
 * @throws LinkError EMULATOR_FAILED when it does not start
 */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const folder = mkdtempSync(join(tmpdir(), 'understudy-m7-'));
  const path = join(folder, 'uart');
  const server = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(path, resolve);
    });
    return await start(options, path, server);
  } finally {
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function start(options: EmulatorOptions, path: string, server: Server): Promise<Emulator> {
  const child = spawn(options.program ?? 'qemu-system-arm', flags(options.elf, path), {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    said = (said + chunk).slice(-4000);
  });
  // The emulator must not outlive us, however we end.
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(`qemu ended with ${signal ?? code} ${said}`.trim()));
  });
  void ended.then(() => process.removeListener('exit', kill));
  try {
    const socket = await connection(server, ended);
    return emulator(child, socket, ended);
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
}

function flags(elf: string, path: string): string[] {
  return [
    ...['-machine', 'mps2-an500', '-nodefaults', '-nic', 'none', '-display', 'none', '-monitor', 'none'],
    ...['-icount', `shift=${NS_PER_INSTRUCTION_LOG2}`],
    ...['-chardev', `socket,id=uart,path=${path}`, '-serial', 'chardev:uart', '-kernel', elf],
  ];
}

function connection(server: Server, ended: Promise<string>): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      reject(new LinkError('EMULATOR_FAILED', `expected QEMU to connect within ${START_MS} ms, seen nothing`));
    }, START_MS);
    server.once('connection', (socket) => {
      clearTimeout(late);
      resolve(socket);
    });
    void ended.then((reason) => {
      clearTimeout(late);
      reject(new LinkError('EMULATOR_FAILED', `expected QEMU to run, seen: ${reason}`));
    });
  });
}

function emulator(child: ChildProcess, socket: Socket, ended: Promise<string>): Emulator {
  socket.setNoDelay(true);
  socket.on('error', () => {});
  return {
    write: (bytes) => void socket.write(bytes),
    onData: (listener) => void socket.on('data', listener),
    onEnd: (listener) => void ended.then(listener),
    close: async () => {
      socket.destroy();
      child.kill('SIGKILL');
      await ended;
    },
  };
}
