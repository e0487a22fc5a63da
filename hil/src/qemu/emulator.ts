/** The emulated board with its UART on a pair of pipes: the quickest line to it, for one session in its life. */
import { execFileSync } from 'node:child_process';
import { constants, mkdtempSync, openSync, rmSync } from 'node:fs';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Line } from '../link/stream.ts';
import { type EmulatorOptions, startQemu } from './child.ts';

/** `close` ends the process. */
export type Emulator = Line;

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
  const child = startQemu(options, ['-chardev', `pipe,id=uart,path=${path}`, '-serial', 'chardev:uart']);
  const ended = child.ended.finally(() => {
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
      await child.close();
      await ended;
    },
  };
}
