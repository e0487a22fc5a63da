/** The emulated board with its UART on a pair of pipes, byte by byte, for one session in its life. */
import { mkdtempSync, rmSync } from 'node:fs';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Line } from '../link/stream.ts';
import { type EmulatorOptions, startQemu } from './child.ts';
import { openPipe } from './pipe.ts';

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
  const toBoard = new Socket({ fd: openPipe(`${path}.in`), readable: false, writable: true });
  const fromBoard = new Socket({ fd: openPipe(`${path}.out`), readable: true, writable: false });
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
