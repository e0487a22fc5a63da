/** The emulated pair with its two lines in whole pieces, in place of a UART's bytes, which cost QEMU far more. */
import { closeSync, mkdtempSync, rmSync } from 'node:fs';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Line, LineListeners } from '../link/stream.ts';
import { type EmulatorOptions, startQemu } from './child.ts';
import { openPipe } from './pipe.ts';

/** A word of memory that the image looks at when it starts (`firmware/boards/qemu-m7/host-line.cc`). */
const PIECES_WANTED = 'loader,addr=0x60000000,data=0x4c494e45,data-len=4';
/** Its length is one byte on the UART. */
const PIECE_BYTES = 255;

export interface EmulatedPair {
  /** Their end is that of the process, and tells why. Closing them closes nothing else. */
  readonly dut: Line;
  readonly bench: Line;
  /** Ends the process. Idempotent. */
  close(): Promise<void>;
}

/**
 * Starts the emulator; the pipes are there before its processor runs. No time passes in it while its image reads or writes.
 * One that does not start tells so by the end of its lines.
 */
export function startPieceEmulator(options: EmulatorOptions): EmulatedPair {
  const folder = mkdtempSync(join(tmpdir(), 'understudy-m7-'));
  const [dut, bench] = [openPieces(folder, 'dut'), openPieces(folder, 'bench')];
  const pieces = ['-semihosting-config', 'enable=on,target=native', '-device', PIECES_WANTED];
  // In the order of the image's UARTs.
  const child = startQemu(options, [...dut.flags, ...bench.flags, ...pieces], folder);
  const ended = child.ended.then((reason) => {
    dut.end(reason);
    bench.end(reason);
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    dut: dut.line,
    bench: bench.line,
    close: async () => {
      await child.close();
      await ended;
    },
  };
}

/** `<name>.in` and `<name>.out` carry a line's bytes, and its UART, `<name>-bell.in`, says how many have come. */
function openPieces(folder: string, name: string) {
  const pipe = (end: string): number => openPipe(join(folder, `${name}${end}`));
  const toBoard = new Socket({ fd: pipe('.in'), readable: false, writable: true });
  const fromBoard = new Socket({ fd: pipe('.out'), readable: true, writable: false });
  const bell = new Socket({ fd: pipe('-bell.in'), readable: false, writable: true });
  // QEMU wants both ways; nothing is ever said on this one.
  const unused = pipe('-bell.out');
  const sockets = [toBoard, fromBoard, bell];
  for (const socket of sockets) socket.on('error', () => {});
  const listeners = new LineListeners();
  fromBoard.on('data', (chunk: Uint8Array) => listeners.data(chunk));
  const line: Line = {
    write: (bytes) => {
      for (let at = 0; at < bytes.length && !listeners.ended; at += PIECE_BYTES) {
        const piece = bytes.subarray(at, at + PIECE_BYTES);
        // The bell comes after what it rings for: the image reads so much, and waits for none of it.
        toBoard.write(piece, () => void bell.write(Uint8Array.of(piece.length)));
      }
    },
    onData: (listener) => listeners.onData(listener),
    onEnd: (listener) => listeners.onEnd(listener),
    close: async () => listeners.end('closed by this side'),
  };
  return {
    line,
    flags: ['-chardev', `pipe,id=${name},path=${name}-bell`, '-serial', `chardev:${name}`],
    end: (reason: string) => {
      listeners.end(reason);
      for (const socket of sockets) socket.destroy();
      closeSync(unused);
    },
  };
}
