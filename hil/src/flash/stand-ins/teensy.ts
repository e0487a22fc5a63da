/** A Teensy with its boot loader HalfKay, as its USB shows it: a flash that erases and wears bits away, a loader that stalls. */
import { createHash } from 'node:crypto';
import { runningSerial } from '../teensy/identity.ts';
import { BLOCK_BYTES } from '../teensy/image.ts';
import type { Identity } from '../types.ts';
import type { VirtualClock } from './clock.ts';

export interface TeensyFaults {
  /** Power goes when this report arrives, counted from 0. */
  readonly cutAtReport?: number;
  /** From this report on it takes nothing more. */
  readonly stallAtReport?: number;
  /** The loader never shows up when asked for. */
  readonly deaf?: boolean;
  /** How long the erase takes. Default 12 s. */
  readonly eraseMs?: number;
}

export interface TeensyOptions extends TeensyFaults {
  /** The number in the chip. */
  readonly chip: number;
  /** Default 0x25, a Teensy 4.1. */
  readonly usage?: number;
  readonly state?: 'running' | 'loader';
}

/** Test images: build hash at `BUILD_HASH_AT`, SHA-256 of all before in their last 32 bytes. */
export const BUILD_HASH_AT = 0x1400;
export const BUILD_HASH_BYTES = 16;
/** Length of the image in its boot data. */
const LENGTH_AT = 0x1024;
const FLASH_BLOCKS = 0x7c0000 / BLOCK_BYTES;
const ENTER_MS = 300;
const BOOT_MS = 400;

export class TeensyStandIn {
  readonly chip: number;
  readonly usage: number;
  faults: TeensyFaults;
  state: 'running' | 'loader' | 'gone' = 'running';
  /** Blocks that are not blank. */
  readonly flash = new Map<number, Uint8Array>();
  /** Times that anything in its flash was erased or written. */
  touched = 0;
  /** The baud rate that the system keeps for its line. */
  lineBaud = 115_200;
  lineOpen = false;
  readonly #clock: VirtualClock;
  #reports = 0;
  #busyUntilMs = 0;

  constructor(clock: VirtualClock, options: TeensyOptions) {
    this.#clock = clock;
    this.chip = options.chip;
    this.usage = options.usage ?? 0x25;
    this.faults = options;
    this.state = options.state ?? 'running';
  }

  get halfKaySerial(): string {
    return this.chip.toString(16).toUpperCase().padStart(8, '0');
  }

  get runningSerial(): string {
    return runningSerial(this.halfKaySerial) ?? '';
  }

  /** The system sets the line's rate, when asked and at each opening. */
  baud(baud: number): void {
    this.lineBaud = baud;
    if (baud !== 134 || this.state !== 'running' || this.faults.deaf === true) return;
    this.#clock.after(ENTER_MS, () => this.plug('loader'));
  }

  /** One report without its number. @throws Error for a stall, and when it is not there */
  report(report: Uint8Array): void {
    const { cutAtReport, stallAtReport } = this.faults;
    if (this.#reports === cutAtReport) this.state = 'gone';
    if (this.state !== 'loader') throw new Error('could not write to device');
    if (this.#clock.nowMs() < this.#busyUntilMs || this.#reports === stallAtReport) throw new Error('stall');
    if (report.length !== 64 + BLOCK_BYTES) throw new Error(`report of ${report.length} bytes`);
    if (report.subarray(3, 64).some((byte) => byte !== 0)) throw new Error('report with a dirty header');
    this.#reports += 1;
    const address = (report[0] ?? 0) | ((report[1] ?? 0) << 8) | ((report[2] ?? 0) << 16);
    if (address === 0xffffff) this.#reboot();
    else this.#write(address, report.subarray(64));
  }

  /** In and out of its line or loader, by hand or by itself. */
  plug(state: 'running' | 'loader' | 'gone'): void {
    this.state = state;
    this.#reports = 0;
    this.#busyUntilMs = 0;
  }

  /** What its firmware says; undefined: it does not start. */
  hello(): Identity | undefined {
    if (this.state !== 'running') return undefined;
    const image = this.#image();
    if (image === undefined) return undefined;
    const buildHash = Buffer.from(image.subarray(BUILD_HASH_AT, BUILD_HASH_AT + BUILD_HASH_BYTES)).toString('latin1');
    return { chipSerial: this.halfKaySerial, buildHash };
  }

  /** Firmware that was there before. */
  install(image: Uint8Array): void {
    for (let at = 0; at < image.length; at += BLOCK_BYTES) {
      this.flash.set(at / BLOCK_BYTES, image.slice(at, at + BLOCK_BYTES));
    }
  }

  #write(address: number, block: Uint8Array): void {
    const number = address / BLOCK_BYTES;
    if (!Number.isInteger(number) || number >= FLASH_BLOCKS) throw new Error(`address ${address}`);
    this.touched += 1;
    if (number === 0) {
      this.flash.clear();
      this.#busyUntilMs = this.#clock.nowMs() + (this.faults.eraseMs ?? 12_000);
    }
    // Writing clears bits; only erasing sets them.
    const old = this.flash.get(number);
    this.flash.set(number, old === undefined ? block.slice() : block.map((byte, index) => byte & (old[index] ?? 0)));
  }

  #reboot(): void {
    this.state = 'gone';
    this.#clock.after(BOOT_MS, () => this.plug('running'));
  }

  #image(): Uint8Array | undefined {
    const first = this.flash.get(0);
    const second = this.flash.get(Math.floor(LENGTH_AT / BLOCK_BYTES));
    if (first === undefined || second === undefined || Buffer.from(first.subarray(0, 4)).toString() !== 'FCFB') {
      return undefined;
    }
    const length = Buffer.from(second).readUInt32LE(LENGTH_AT % BLOCK_BYTES);
    if (length > FLASH_BLOCKS * BLOCK_BYTES || length < BUILD_HASH_AT) return undefined;
    const image = new Uint8Array(Math.ceil(length / BLOCK_BYTES) * BLOCK_BYTES).fill(0xff);
    for (const [number, block] of this.flash) {
      if ((number + 1) * BLOCK_BYTES <= image.length) image.set(block, number * BLOCK_BYTES);
    }
    const digest = createHash('sha256')
      .update(image.subarray(0, length - 32))
      .digest();
    return digest.equals(image.subarray(length - 32, length)) ? image : undefined;
  }
}
