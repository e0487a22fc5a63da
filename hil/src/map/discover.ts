/** What is plugged in: serial lines by their stable names, and Teensys that wait in their bootloader. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigurationError } from './errors.ts';
import type { FoundBoard } from './merge.ts';

/** Where this machine is looked at; the defaults are the machine itself. */
export interface Machine {
  /** Names in /dev/serial/by-id; empty where there is no such folder. */
  byId(): Promise<readonly string[]>;
  /** Where there are no names by id: what the operating system lists. */
  ports(): Promise<readonly SerialPortInfo[]>;
  hid(): Promise<readonly HidInfo[]>;
}

export interface SerialPortInfo {
  readonly path: string;
  readonly manufacturer?: string | undefined;
  readonly serialNumber?: string | undefined;
  /** Four hexadecimal digits. */
  readonly vendorId?: string | undefined;
}

export interface HidInfo {
  readonly vendorId: number;
  readonly productId: number;
  readonly serialNumber?: string | undefined;
}

export interface Discovery {
  readonly boards: readonly FoundBoard[];
  /** Lines of which nobody knows whose they are: no serial, or another maker. */
  readonly unknown: readonly string[];
}

const BY_ID = '/dev/serial/by-id';
const TEENSY = { platform: 'teensy41', runner: 'halfkay', product: 'Teensy 4.1' } as const;
const ESP32 = { platform: 'esp32', runner: 'esptool', product: 'ESP32' } as const;
/** Makers by the name in by-id, and by their USB number. The bridges are those of ESP32 boards. */
const MAKERS: readonly {
  readonly name: RegExp;
  readonly vendor: string;
  readonly board: typeof TEENSY | typeof ESP32;
}[] = [
  { name: /^Teensyduino_/, vendor: '16c0', board: TEENSY },
  { name: /^Espressif_/, vendor: '303a', board: ESP32 },
  { name: /^Silicon_Labs_CP21/, vendor: '10c4', board: ESP32 },
  { name: /^1a86_/, vendor: '1a86', board: ESP32 },
];
/** The boot loader of a Teensy, by its numbers as a HID. */
export const HALFKAY = { vendorId: 0x16c0, productId: 0x0478 } as const;

/** @throws ConfigurationError AMBIGUOUS_SERIAL for two boards that say the same serial */
export async function discover(machine: Machine = thisMachine): Promise<Discovery> {
  const names = await machine.byId();
  const lines = names.length > 0 ? names.map(fromName) : (await machine.ports()).map(fromPort);
  const boards = lines.flatMap(({ board }) => (board === undefined ? [] : [board]));
  for (const { vendorId, productId, serialNumber } of await machine.hid()) {
    if (vendorId !== HALFKAY.vendorId || productId !== HALFKAY.productId) continue;
    boards.push({ ...TEENSY, id: halfkaySerial(serialNumber ?? ''), serial: null });
  }
  const ids = boards.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) {
    throw new ConfigurationError('AMBIGUOUS_SERIAL', `expected each serial once, seen two boards that say ${twice}`);
  }
  return { boards, unknown: lines.filter(({ board }) => board === undefined).map(({ path }) => path) };
}

/**
 * The serial that a Teensy says on its serial line, from the one of its bootloader: hexadecimal there, decimal here, and
 * below 10,000,000 times ten (a work-around of macOS that its makers keep).
 */
export function halfkaySerial(hex: string): string {
  const value = Number.parseInt(hex, 16);
  if (!Number.isFinite(value)) return hex;
  return String(value < 10_000_000 ? value * 10 : value);
}

interface Line {
  readonly path: string;
  readonly board?: FoundBoard;
}

/** `usb-Teensyduino_USB_Serial_12345670-if00`: maker, product and serial, then the interface. */
function fromName(name: string): Line {
  const path = join(BY_ID, name);
  const text = /^usb-(.+?)-if\d+(-port\d+)?$/.exec(name)?.[1];
  if (text === undefined) return { path };
  const maker = MAKERS.find((one) => one.name.test(text));
  const id = text.slice(text.lastIndexOf('_') + 1);
  // A board that has no serial ends with a word of its product.
  if (maker === undefined || !/\d/.test(id)) return { path };
  return { path, board: { ...maker.board, id, serial: path } };
}

function fromPort({ path, serialNumber, vendorId }: SerialPortInfo): Line {
  const maker = MAKERS.find(({ vendor }) => vendor === vendorId?.toLowerCase());
  if (maker === undefined || serialNumber === undefined || serialNumber === '') return { path };
  return { path, board: { ...maker.board, id: serialNumber, serial: path } };
}

const thisMachine: Machine = {
  async byId() {
    try {
      return (await readdir(BY_ID)).sort();
    } catch {
      // Not Linux, or nothing is plugged in.
      return [];
    }
  },
  async ports() {
    const { SerialPort } = await import('serialport');
    return SerialPort.list();
  },
  async hid() {
    const { devicesAsync } = await import('node-hid');
    return devicesAsync();
  },
};
