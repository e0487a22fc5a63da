/** What a flasher is told, what it acts through, and what it tells. */
import type { Platform } from '../station/types.ts';
import type { Firmware } from './firmware.ts';
import type { Trust } from './manifest.ts';

/** Platforms whose boards keep an image. */
export type FlashPlatform = Exclude<Platform, 'wasm'>;

/** Which board gets which image. Everything here is matched before a byte is written. */
export interface FlashPlan {
  readonly platform: FlashPlatform;
  /** The map's `id`: USB serial of the board (of a Teensy as its running firmware says it, decimal); of an emulated one its name. */
  readonly boardId: string;
  /** What the chip says of itself: the MAC of an ESP32, or as HELLO says it. Absent: not looked at. */
  readonly chipSerial?: string;
  /** Line of the map, for boards that are found by it. Default: the line whose USB serial is `boardId`. */
  readonly serial?: string;
  readonly firmware: Firmware;
  readonly trust: Trust;
}

export type FlashPhase = 'identify' | 'enter' | 'write' | 'verify' | 'reboot' | 'prove';

export interface FlashProgress {
  readonly phase: FlashPhase;
  readonly doneBytes: number;
  readonly totalBytes: number;
}

export type OnProgress = (progress: FlashProgress) => void;

/** Who a board is, by its own word. */
export interface Identity {
  readonly chipSerial: string;
  readonly buildHash: string;
}

export interface SerialPortInfo {
  readonly path: string;
  readonly serialNumber?: string;
  readonly vendorId?: number;
  readonly productId?: number;
}

/** An open serial line. */
export interface SerialLine {
  write(bytes: Uint8Array): Promise<void>;
  onData(listener: (chunk: Uint8Array) => void): void;
  /** Called once when nothing more will come. */
  onEnd(listener: (reason: string) => void): void;
  setBaud(baud: number): Promise<void>;
  /** Both at once. A line without such signals (a pty, a socket) takes this for done. */
  setSignals(signals: { readonly dtr: boolean; readonly rts: boolean }): Promise<void>;
  close(): Promise<void>;
}

export interface SerialPorts {
  list(): Promise<readonly SerialPortInfo[]>;
  /** @throws FlashError LINE_BUSY, LINE_REFUSED, NO_BOARD */
  open(path: string, baud: number): Promise<SerialLine>;
}

export interface HidInfo {
  readonly path: string;
  readonly vendorId: number;
  readonly productId: number;
  readonly serialNumber?: string;
  readonly usagePage?: number;
  readonly usage?: number;
}

export interface HidDevice {
  /** One output report; its first byte is the report's number. Rejects when the device does not take it. */
  write(report: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

export interface HidPorts {
  list(): Promise<readonly HidInfo[]>;
  /** @throws FlashError LINE_BUSY, LINE_REFUSED */
  open(path: string): Promise<HidDevice>;
}

/** Time, so that no test waits. */
export interface FlashClock {
  nowMs(): number;
  sleep(ms: number): Promise<void>;
}

/** The world that flashers act on. `realPorts` gives this machine's. */
export interface FlashPorts {
  readonly serial: SerialPorts;
  readonly hid: HidPorts;
  readonly clock: FlashClock;
  /** Folder of the emulated boards. */
  readonly emulatorFolder: string;
  /** HELLO of the board of the plan as it runs now. Rejects while it says none. */
  identify(): Promise<Identity>;
}

/** Evidence that the image runs: HELLO after the reboot, and digests of the flash where the boot loader gives them. */
export interface FlashProof extends Identity {
  /** MD5 of each region, as read back by the chip; of an ESP32 only. */
  readonly md5?: readonly { readonly offset: number; readonly md5: string }[];
}

export interface FlashResult {
  readonly platform: FlashPlatform;
  readonly boardId: string;
  readonly seconds: number;
  readonly blocksSent: number;
  /** Blank blocks, which an erased flash holds already. */
  readonly blocksSkipped: number;
  readonly imageBytes: number;
  /** Who signed the image; absent when unsigned and allowed. */
  readonly signedBy?: string;
  /** Why an unsigned image was allowed, as printed and to be recorded. */
  readonly warnings: readonly string[];
  readonly proof: FlashProof;
}

/** What one platform's flasher hands back; the rest is the same for all. */
export interface Written {
  readonly blocksSent: number;
  readonly blocksSkipped: number;
  readonly imageBytes: number;
  readonly md5?: FlashProof['md5'];
}
