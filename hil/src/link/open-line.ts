/** Opens the line that a hardware map names: a serial port or a pty by its path, or a socket as `tcp://host:port`. */
import { Socket } from 'node:net';
import { LinkError, type LinkErrorCode } from './errors.ts';
import { type Line, LineListeners } from './stream.ts';

/** Longest that a socket may take to connect, in ms: the other end is on this machine or on the bench's own network. */
const CONNECT_MS = 5000;

/**
 * @param address `/dev/...`, `COM5`, or `tcp://host:port`
 * @param baud bits a second; a pty and a socket have none
 * @throws LinkError LINE_BUSY, LINE_MISSING, LINE_FORBIDDEN, LINE_CLOSED
 */
export function openLine(address: string, baud: number): Promise<Line> {
  return address.startsWith('tcp://') ? openSocket(address) : openSerial(address, baud);
}

/**
 * Exclusive: a second program on the same board would eat half of what it says. DTR and RTS stay as they are: a pty
 * refuses them, and on some boards they are the reset.
 */
async function openSerial(path: string, baudRate: number): Promise<Line> {
  // Native code: loaded only where there is a board.
  const { SerialPort } = await import('serialport');
  const port = new SerialPort({ path, baudRate, lock: true, hupcl: false, autoOpen: false });
  await new Promise<void>((resolve, reject) => {
    port.open((error) => {
      if (error === null || error === undefined) resolve();
      else reject(lineError(path, error));
    });
  });
  const listeners = new LineListeners();
  port.on('data', (chunk: Uint8Array) => listeners.data(chunk));
  port.on('error', (error: Error) => listeners.end(error.message));
  port.on('close', (error: Error | null) => listeners.end(error?.message ?? 'the port was closed'));
  return {
    write: (bytes) => {
      if (port.isOpen) port.write(bytes);
    },
    onData: (listener) => listeners.onData(listener),
    onEnd: (listener) => listeners.onEnd(listener),
    close: async () => {
      if (port.isOpen) await new Promise<void>((resolve) => port.close(() => resolve()));
      listeners.end('closed by this side');
    },
  };
}

async function openSocket(address: string): Promise<Line> {
  const { hostname, port } = new URL(address);
  const socket = new Socket();
  socket.setNoDelay(true);
  const listeners = new LineListeners();
  await new Promise<void>((resolve, reject) => {
    const fail = (error: Error): void => {
      socket.destroy();
      reject(lineError(address, error));
    };
    socket.once('error', fail);
    socket.setTimeout(CONNECT_MS, () => fail(new Error(`no connection within ${CONNECT_MS} ms`)));
    socket.connect(Number(port), hostname, () => {
      socket.off('error', fail);
      socket.setTimeout(0);
      resolve();
    });
  });
  socket.on('data', (chunk: Uint8Array) => listeners.data(chunk));
  socket.on('error', (error) => listeners.end(error.message));
  socket.on('close', () => listeners.end('the other end closed the socket'));
  return {
    write: (bytes) => {
      if (socket.writable) socket.write(bytes);
    },
    onData: (listener) => listeners.onData(listener),
    onEnd: (listener) => listeners.onEnd(listener),
    close: async () => {
      listeners.end('closed by this side');
      socket.destroy();
    },
  };
}

/** What operating systems say, in words or in codes. Windows denies access to a port that somebody else has. */
const WORDS: readonly (readonly [LinkErrorCode, RegExp])[] = [
  [
    'LINE_MISSING',
    /ENOENT|ENXIO|ENODEV|ECONNREFUSED|ENOTFOUND|no such|not found|unknown error code 433|no connection/i,
  ],
  ['LINE_FORBIDDEN', /EACCES|EPERM|permission denied/i],
  ['LINE_BUSY', /EBUSY|EAGAIN|cannot lock|access denied|resource busy|temporarily unavailable/i],
];

/** What went wrong while opening, by its words; LINE_CLOSED where nobody knows them. */
export function lineError(address: string, error: Error): LinkError {
  const seen = error.message.trim();
  const code = WORDS.find(([, words]) => words.test(seen))?.[0] ?? 'LINE_CLOSED';
  return new LinkError(code, `expected to open ${address}, seen "${seen}"`);
}
