/** esptool-js on a serial line of this machine. Loaded lazily: nobody who plays a room loads it. */
import { createHash } from 'node:crypto';
import type { ESPLoader } from 'esptool-js';
import type { WebSerialPort } from './web-serial.ts';

/** Rate for the blocks; the ROM listens at 115,200. */
const WRITE_BAUD = 460_800;

/** As esptool-js names the one chip that is flashed. */
export const ESP32 = 'ESP32';

export interface EspLoaderOptions {
  /** Longest wait for an answer, whatever esptool-js would allow. Default: what it allows. */
  readonly answerMs?: number;
}

export interface EspConnection {
  readonly loader: ESPLoader;
  /** What it is, as esptool-js names it: `ESP32`, `ESP32-S3`. */
  readonly chip: string;
  /** Of an ESP32; else empty. */
  readonly mac: string;
  /** Pulls the chip's reset line. esptool-js 0.7 releases it only. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** Connects to the ROM loader and asks who it is. Nothing is written, not even to memory. Throws errors of esptool-js. */
export async function connectEsp(
  port: WebSerialPort,
  { answerMs = Number.POSITIVE_INFINITY }: EspLoaderOptions = {},
): Promise<EspConnection> {
  const { ESPLoader, Transport } = await import('esptool-js');
  const transport = new Transport(port, false);
  // It would write to the console, and wait out its time on a line that is gone.
  transport.trace = () => {};
  const read = transport.read.bind(transport);
  transport.read = (timeout) => Promise.race([read(Math.min(timeout, answerMs)), port.lost]);
  const silent = { clean: () => {}, write: () => {}, writeLine: () => {} };
  const loader = new ESPLoader({ transport, baudrate: WRITE_BAUD, terminal: silent });
  const close = async (): Promise<void> => {
    await transport.disconnect().catch(() => port.close());
  };
  try {
    await loader.connect();
    const chip = loader.chip.CHIP_NAME;
    // Another chip is refused by its name; whatever its registers would say is of no interest.
    const mac = chip === ESP32 ? await loader.chip.readMac(loader) : '';
    return {
      loader,
      chip,
      mac,
      reset: async () => {
        await port.setSignals({ dataTerminalReady: false, requestToSend: true });
        await new Promise((resolve) => setTimeout(resolve, 100));
        await port.setSignals({ requestToSend: false });
      },
      close,
    };
  } catch (error) {
    await close().catch(() => {});
    throw error;
  }
}

export const md5 = (bytes: Uint8Array): string => createHash('md5').update(bytes).digest('hex');
