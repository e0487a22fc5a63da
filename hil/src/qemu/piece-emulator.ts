/** The emulated board with its DUT's line in whole pieces, in place of a UART's bytes: a tenth of the work for QEMU, or less. */
import { closeSync, mkdtempSync, rmSync } from 'node:fs';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Line } from '../link/stream.ts';
import { type EmulatorOptions, startQemu } from './child.ts';
import { openPipe } from './pipe.ts';

/** A word of memory that the image looks at when it starts (`firmware/boards/qemu-m7/host-line.cc`). */
const PIECES_WANTED = 'loader,addr=0x60000000,data=0x4c494e45,data-len=4';
/** Its length is one byte on the UART. */
const PIECE_BYTES = 255;

/**
 * Starts the emulator; for one session in its life. The pipes `line.in` and `line.out` carry the bytes, and the UART, `bell.in`,
 * says how many have come. No time passes in the emulator while its image reads or writes.
 * An emulator that does not start tells so by `onEnd`; `close` ends the process.
 */
export function startPieceEmulator(options: EmulatorOptions): Line {
  const folder = mkdtempSync(join(tmpdir(), 'understudy-m7-'));
  const pipe = (name: string): number => openPipe(join(folder, name));
  const toBoard = new Socket({ fd: pipe('line.in'), readable: false, writable: true });
  const fromBoard = new Socket({ fd: pipe('line.out'), readable: true, writable: false });
  const bell = new Socket({ fd: pipe('bell.in'), readable: false, writable: true });
  // QEMU wants both ways; nothing is ever said on this one.
  const unused = pipe('bell.out');
  const flags = ['-chardev', 'pipe,id=bell,path=bell', '-serial', 'chardev:bell'];
  const pieces = ['-semihosting-config', 'enable=on,target=native', '-device', PIECES_WANTED];
  const child = startQemu(options, [...flags, ...pieces], folder);
  const sockets = [toBoard, fromBoard, bell];
  const ended = child.ended.finally(() => {
    for (const socket of sockets) socket.destroy();
    closeSync(unused);
    rmSync(folder, { recursive: true, force: true });
  });
  for (const socket of sockets) socket.on('error', () => {});
  return {
    write: (bytes) => {
      for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
        const piece = bytes.subarray(at, at + PIECE_BYTES);
        // The bell comes after what it rings for: the image reads so much, and waits for none of it.
        toBoard.write(piece, () => void bell.write(Uint8Array.of(piece.length)));
      }
    },
    onData: (listener) => void fromBoard.on('data', listener),
    onEnd: (listener) => void ended.then(listener),
    close: async () => {
      await child.close();
      await ended;
    },
  };
}
