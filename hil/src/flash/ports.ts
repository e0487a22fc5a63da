/** The ports of this machine. Native code is loaded at the first use only: nobody who plays a room loads it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { FlashError } from './errors.ts';
import type {
  FlashClock,
  FlashPorts,
  HidDevice,
  HidInfo,
  HidPorts,
  Identity,
  SerialLine,
  SerialPortInfo,
  SerialPorts,
} from './types.ts';

export const realClock: FlashClock = {
  nowMs: () => performance.now(),
  sleep: (ms) => sleep(ms),
};

/** @param identify says HELLO of the plan's board as it runs now */
export function realPorts(emulatorFolder: string, identify: () => Promise<Identity>): FlashPorts {
  return { serial: serialPorts, hid: hidPorts, clock: realClock, emulatorFolder, identify };
}

export const serialPorts: SerialPorts = {
  list: async () => {
    const { SerialPort } = await import('serialport');
    return (await SerialPort.list()).map(({ path, serialNumber, vendorId, productId }): SerialPortInfo => {
      return {
        path,
        ...(serialNumber && { serialNumber }),
        ...(vendorId && { vendorId: Number.parseInt(vendorId, 16) }),
        ...(productId && { productId: Number.parseInt(productId, 16) }),
      };
    });
  },
  open: openSerial,
};

async function openSerial(path: string, baudRate: number): Promise<SerialLine> {
  const { SerialPort } = await import('serialport');
  const port = new SerialPort({ path, baudRate, autoOpen: false });
  const done = (act: (callback: (error: Error | null | undefined) => void) => void): Promise<void> =>
    new Promise((resolve, reject) => act((error) => (error ? reject(error) : resolve())));
  await done((callback) => port.open(callback)).catch((error: Error) => {
    throw lineError(path, error.message);
  });
  // An error without a listener would end the process; what fails also ends the line.
  let last = 'closed';
  port.on('error', (error) => {
    last = error.message;
  });
  return {
    write: (bytes) => done((callback) => port.write(Buffer.from(bytes), undefined, callback)),
    onData: (listener) => void port.on('data', listener),
    onEnd: (listener) => void port.once('close', (error?: Error | null) => listener(error?.message ?? last)),
    setBaud: (baud) => done((callback) => port.update({ baudRate: baud }, callback)),
    setSignals: async ({ dtr, rts }) => {
      await done((callback) => port.set({ dtr, rts }, callback)).catch((error: Error) => {
        // A pty has no such signals: its boot loader is entered by hand.
        if (!/Inappropriate ioctl/.test(error.message)) throw error;
      });
    },
    close: () => (port.isOpen ? done((callback) => port.close(callback)) : Promise.resolve()),
  };
}

export const hidPorts: HidPorts = {
  list: async () => {
    const { devicesAsync } = await import('node-hid');
    return (await devicesAsync()).flatMap((device): HidInfo[] => {
      const { path, vendorId, productId, serialNumber, usagePage, usage } = device;
      if (path === undefined) return [];
      return [
        {
          ...{ path, vendorId, productId },
          ...(serialNumber && { serialNumber }),
          ...(usagePage !== undefined && { usagePage }),
          ...(usage !== undefined && { usage }),
        },
      ];
    });
  },
  open: async (path): Promise<HidDevice> => {
    const { HIDAsync } = await import('node-hid');
    const device = await HIDAsync.open(path).catch((error: Error) => {
      throw lineError(path, error.message);
    });
    return {
      write: async (report) => void (await device.write(Buffer.from(report))),
      close: () => device.close(),
    };
  },
};

/** What the system says when a line does not open, as one of the flasher's codes. */
export function lineError(path: string, message: string): FlashError {
  const seen = `expected to open ${path}, seen "${message}"`;
  if (/no such file|ENOENT|not found|cannot find/i.test(message)) return new FlashError('NO_BOARD', seen);
  if (/permission|EACCES|EPERM/i.test(message)) return new FlashError('LINE_REFUSED', seen);
  // Windows says "Access denied" for a line that another program holds.
  if (/lock|busy|temporarily unavailable|access (is )?denied|in use/i.test(message))
    return new FlashError('LINE_BUSY', seen);
  return new FlashError('LINE_REFUSED', seen);
}
