/** Writes blocks through HalfKay, the boot loader of a Teensy. It answers nothing: a report is taken, or stalls. */
import { FlashError } from '../errors.ts';
import type { FlashPorts, HidDevice, HidInfo } from '../types.ts';
import { BLOCK_BYTES } from './image.ts';

/** Report number, 24-bit address and 61 zeros, then the block. */
const HEADER_BYTES = 64;
export const REPORT_BYTES = 1 + HEADER_BYTES + BLOCK_BYTES;
/** An address that is none: leave the boot loader. */
const REBOOT_ADDRESS = 0xffffff;

/** A stall means busy. */
const RETRY_MS = 100;
const RETRIES = 250;
/** The first block erases the whole chip, and the next few wait for it: 45 s. */
const ERASE_RETRIES = 450;
const BLOCKS_OF_ERASE = 5;

/** A block for an address from the flash's start, or none to reboot. */
export function halfKayReport(address: number, block?: Uint8Array): Uint8Array {
  const report = new Uint8Array(REPORT_BYTES);
  report[1] = address & 0xff;
  report[2] = (address >> 8) & 0xff;
  report[3] = (address >> 16) & 0xff;
  if (block !== undefined) report.set(block, 1 + HEADER_BYTES);
  return report;
}

export class HalfKay {
  readonly #info: HidInfo;
  readonly #device: HidDevice;
  readonly #ports: FlashPorts;
  #sent = 0;

  constructor(info: HidInfo, device: HidDevice, ports: FlashPorts) {
    this.#info = info;
    this.#device = device;
    this.#ports = ports;
  }

  /** After opening: the path still belongs to the board that was found. @throws FlashError WRONG_BOARD */
  async confirm(): Promise<void> {
    const there = (await this.#ports.hid.list()).find(({ path }) => path === this.#info.path);
    const seen = there?.serialNumber ?? 'no board';
    if (there?.serialNumber === this.#info.serialNumber && there?.usage === this.#info.usage) return;
    throw new FlashError('WRONG_BOARD', `expected ${this.#info.serialNumber} at ${this.#info.path}, seen ${seen}`);
  }

  /** Writes one block; the first erases. @throws FlashError BOARD_LOST, BOARD_STALLED */
  async write(block: number, bytes: Uint8Array): Promise<void> {
    const retries = this.#sent < BLOCKS_OF_ERASE ? ERASE_RETRIES : RETRIES;
    await this.#patiently(halfKayReport(block * BLOCK_BYTES, bytes), retries, `block ${block}`);
    this.#sent += 1;
  }

  /** Starts the new firmware. The device may be gone before it has acknowledged that. */
  async reboot(): Promise<void> {
    try {
      await this.#patiently(halfKayReport(REBOOT_ADDRESS), RETRIES, 'the order to reboot');
    } catch (error) {
      if (!(error instanceof FlashError) || error.code !== 'BOARD_LOST') throw error;
    }
  }

  /** Busy and gone look alike to a writer; the list of devices tells them apart. The time counts too: a try may itself take seconds. */
  async #patiently(report: Uint8Array, retries: number, what: string): Promise<void> {
    const { clock, hid } = this.#ports;
    const untilMs = clock.nowMs() + retries * RETRY_MS;
    for (let attempt = 0; ; attempt += 1) {
      try {
        await this.#device.write(report);
        return;
      } catch (error) {
        const seen = error instanceof Error ? error.message : String(error);
        if (!(await hid.list()).some(({ path, serialNumber }) => this.#isIt(path, serialNumber))) {
          throw new FlashError(
            'BOARD_LOST',
            `expected the board to take ${what}, seen it gone after ${this.#sent} blocks`,
          );
        }
        if (attempt >= retries || clock.nowMs() >= untilMs) {
          const tries = `${attempt + 1} tries`;
          throw new FlashError('BOARD_STALLED', `expected the board to take ${what}, seen ${seen} in ${tries}`);
        }
      }
      await clock.sleep(RETRY_MS);
    }
  }

  #isIt(path: string, serialNumber: string | undefined): boolean {
    return path === this.#info.path && serialNumber === this.#info.serialNumber;
  }
}
