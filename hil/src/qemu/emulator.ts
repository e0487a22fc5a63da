/** QEMU's mps2-an500 (Cortex-M7) as a child process, its UART on a pair of pipes. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { constants, mkdtempSync, openSync, rmSync } from 'node:fs';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Stream } from '../link/stream.ts';

/**
 * Guest nanoseconds an instruction, as a power of two: 2^3 = 8 ns, 125 million instructions a second. An M7 at 600 MHz does
 * several times as many: times in guest time are on the safe side.
 */
const NS_PER_INSTRUCTION_LOG2 = 3;

export interface Emulator extends Stream {
  /** Ends the process. Idempotent. */
  close(): Promise<void>;
}

export interface EmulatorOptions {
  /** The image, as an ELF file. */
  readonly elf: string;
  /** Default `qemu-system-arm`. */
  readonly program?: string;
}

/**
 * Starts the emulator. The pipes are there before its processor runs, so that nothing it says is lost. A pipe holds 64 kB
 * whatever the size of the writes; a Unix socket is full after 280 single bytes, and the emulated transmitter then waits
 * for us in guest time. An emulator that does not start tells so by `onEnd`.
 */
export function startEmulator(options: EmulatorOptions): Emulator {
  const folder = mkdtempSync(join(tmpdir(), 'understudy-m7-'));
  const path = join(folder, 'uart');
  execFileSync('mkfifo', [`${path}.in`, `${path}.out`]);
  // Opened for both ways: neither side ever sees an end while the other is starting.
  const open = (name: string): number => openSync(name, constants.O_RDWR | constants.O_NONBLOCK);
  const toBoard = new Socket({ fd: open(`${path}.in`), readable: false, writable: true });
  const fromBoard = new Socket({ fd: open(`${path}.out`), readable: true, writable: false });
  const child = spawn(options.program ?? 'qemu-system-arm', flags(options.elf, path), {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = endOf(child).finally(() => {
    toBoard.destroy();
    fromBoard.destroy();
    rmSync(folder, { recursive: true, force: true });
  });
  toBoard.on('error', () => {});
  fromBoard.on('error', () => {});
  return {
    write: (bytes) => void toBoard.write(bytes),
    onData: (listener) => void fromBoard.on('data', listener),
    onEnd: (listener) => void ended.then(listener),
    close: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

function flags(elf: string, path: string): string[] {
  return [
    ...['-machine', 'mps2-an500', '-nodefaults', '-nic', 'none', '-display', 'none', '-monitor', 'none'],
    ...['-icount', `shift=${NS_PER_INSTRUCTION_LOG2}`],
    ...['-chardev', `pipe,id=uart,path=${path}`, '-serial', 'chardev:uart', '-kernel', elf],
  ];
}

/** How the process ended, and what it said last. */
function endOf(child: ChildProcess): Promise<string> {
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    said = (said + chunk).slice(-4000);
  });
  // The emulator must not outlive us, however we end.
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  return new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(`qemu ended with ${signal ?? code} ${said}`.trim()));
  }).finally(() => process.removeListener('exit', kill));
}
