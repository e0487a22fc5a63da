/** An ESP32 that waits in its ROM loader: commands in SLIP packets, the stub in RAM, the flash behind them. */
import { constants, inflateSync } from 'node:zlib';
import { EspFlash } from './esp-flash.ts';
import { SlipDecoder, slipEncode } from './slip.ts';

const COMMAND = {
  FLASH_BEGIN: 0x02,
  FLASH_DATA: 0x03,
  FLASH_END: 0x04,
  MEM_BEGIN: 0x05,
  MEM_END: 0x06,
  MEM_DATA: 0x07,
  SYNC: 0x08,
  READ_REG: 0x0a,
  SPI_ATTACH: 0x0d,
  CHANGE_BAUDRATE: 0x0f,
  FLASH_DEFL_BEGIN: 0x10,
  FLASH_DEFL_DATA: 0x11,
  FLASH_DEFL_END: 0x12,
  SPI_FLASH_MD5: 0x13,
} as const;

const KNOWN: ReadonlySet<number> = new Set(Object.values(COMMAND));

/** What the magic register of an ESP32 says. */
export const ESP32_MAGIC = 0x00f01d83;
const MAGIC_REGISTER = 0x40001000;
const EFUSE_BASE = 0x3ff5a000;
/** Errors of the loader's protocol. */
const FAILED = { invalid: 0x05, checksum: 0x07, inflate: 0x0b } as const;
const OK = Uint8Array.of(0, 0);

interface Answer {
  readonly value: number;
  /** What it is about, then two bytes of status. */
  readonly data: Uint8Array;
}
const DONE: Answer = { value: 0, data: OK };

export interface EspFaults {
  /** Power goes when this block of flash data arrives, counted from 0 over all regions. */
  readonly cutAtBlock?: number;
  /** From this block on it answers nothing. */
  readonly stallAtBlock?: number;
  /** This block arrives damaged the first time, and is refused. */
  readonly noiseAtBlock?: number;
  /** This block is taken, and the answer is garbage: who sends it again has it twice in the flash. */
  readonly corruptAtBlock?: number;
  /** This block is taken and never gets into the flash. */
  readonly loseBlock?: number;
  /** It never leaves its firmware, and so answers nothing. */
  readonly deaf?: boolean;
}

export interface EspOptions extends EspFaults {
  /** `24:6f:28:00:00:01`. */
  readonly mac: string;
  /** What its magic register says. Default an ESP32. */
  readonly magic?: number;
}

export class EspStandIn {
  readonly mac: string;
  readonly flash = new EspFlash();
  faults: EspFaults;
  powered = true;
  /** Commands taken, by number. */
  readonly commands: number[] = [];
  readonly magic: number;
  #decoder = new SlipDecoder();
  #lost: () => void = () => {};
  #send: (bytes: Uint8Array) => void = () => {};
  #stub = false;
  #blocks = 0;
  #noisy = false;
  /** Of the region that is being written. */
  #at = 0;
  #compressed: Uint8Array[] | undefined;
  #inflated = 0;

  constructor(options: EspOptions) {
    this.mac = options.mac;
    this.magic = options.magic ?? ESP32_MAGIC;
    this.faults = options;
  }

  /** Who hears it. @param lost is called when its power goes */
  attach(send: (bytes: Uint8Array) => void, lost: () => void = () => {}): void {
    this.#send = send;
    this.#lost = lost;
  }

  /** Power on, or its reset line let go: back in the ROM. */
  reset(): void {
    this.powered = true;
    this.#decoder = new SlipDecoder();
    this.#stub = false;
    this.#blocks = 0;
    this.#noisy = false;
  }

  receive(bytes: Uint8Array): void {
    for (const packet of this.#decoder.push(bytes)) {
      if (!this.powered || this.faults.deaf === true || packet.length < 8 || packet[0] !== 0) continue;
      this.#command(Buffer.from(packet));
    }
  }

  #command(packet: Buffer): void {
    const command = packet.readUInt8(1);
    this.commands.push(command);
    const whole = packet.readUInt16LE(2) === packet.length - 8;
    const answer = whole ? this.#obey(command, packet) : failure(FAILED.invalid);
    if (answer !== undefined) this.#answer(command, answer);
    else if (!KNOWN.has(command)) this.#refuse();
    // What the stub says first, once it runs.
    if (command === COMMAND.MEM_END) this.#send(slipEncode(Buffer.from('OHAI', 'latin1')));
  }

  /** Undefined: no answer. */
  #obey(command: number, packet: Buffer): Answer | undefined {
    const data = packet.subarray(8);
    switch (command) {
      case COMMAND.SYNC:
        // The ROM says it eight times, seven of them here; the stub's value is zero.
        for (let times = 0; times < 7; times += 1) this.#answer(command, this.#synced());
        return this.#synced();
      case COMMAND.READ_REG:
        return { value: this.#register(data.readUInt32LE(0)), data: OK };
      case COMMAND.SPI_ATTACH:
      case COMMAND.MEM_BEGIN:
      case COMMAND.CHANGE_BAUDRATE:
      case COMMAND.FLASH_END:
      case COMMAND.FLASH_DEFL_END:
        return DONE;
      case COMMAND.MEM_DATA:
        return sumHolds(packet) ? DONE : failure(FAILED.checksum);
      case COMMAND.MEM_END:
        this.#stub = true;
        return DONE;
      case COMMAND.FLASH_BEGIN:
      case COMMAND.FLASH_DEFL_BEGIN:
        this.#begin(data, command === COMMAND.FLASH_DEFL_BEGIN);
        return DONE;
      case COMMAND.FLASH_DATA:
      case COMMAND.FLASH_DEFL_DATA:
        return this.#block(packet);
      case COMMAND.SPI_FLASH_MD5:
        return this.#md5(data.readUInt32LE(0), data.readUInt32LE(4));
      default:
        return undefined;
    }
  }

  /** The ROM says of a command that it does not know so eight times, and not under its number. */
  #refuse(): void {
    for (let times = 0; times < 8; times += 1) this.#answer(0, failure(FAILED.invalid));
  }

  #synced(): Answer {
    return { value: this.#stub ? 0 : 0x20120707, data: OK };
  }

  /** The stub tells 16 bytes, the ROM their 32 hex digits. */
  #md5(offset: number, length: number): Answer {
    const digest = this.flash.md5(offset, length);
    const told = this.#stub ? digest : Buffer.from(digest.toString('hex'), 'latin1');
    return { value: 0, data: Buffer.concat([told, OK]) };
  }

  #register(address: number): number {
    if (address === MAGIC_REGISTER) return this.magic;
    const mac = Buffer.from(this.mac.replaceAll(':', ''), 'hex');
    if (address === EFUSE_BASE + 4) return mac.readUInt32BE(2);
    if (address === EFUSE_BASE + 8) return mac.readUInt16BE(0);
    return 0;
  }

  #begin(data: Buffer, compressed: boolean): void {
    this.#at = data.readUInt32LE(12);
    this.#compressed = compressed ? [] : undefined;
    this.#inflated = 0;
    this.flash.erase(this.#at, data.readUInt32LE(0));
  }

  #block(packet: Buffer): Answer | undefined {
    const block = this.#blocks;
    const { cutAtBlock, stallAtBlock, noiseAtBlock, corruptAtBlock, loseBlock } = this.faults;
    if (block === cutAtBlock) {
      this.powered = false;
      this.#lost();
      return undefined;
    }
    if (stallAtBlock !== undefined && block >= stallAtBlock) return undefined;
    const noise = block === noiseAtBlock && !this.#noisy;
    this.#noisy = noise;
    if (noise || !sumHolds(packet)) return failure(FAILED.checksum);
    this.#blocks += 1;
    if (block !== loseBlock && !this.#store(packet.subarray(24))) return failure(FAILED.inflate);
    if (block !== corruptAtBlock) return DONE;
    this.#send(Uint8Array.of(0x33, 0xc0, 0x07, 0xdb, 0x01, 0xc0));
    return undefined;
  }

  /** As the stub does: one after the other, whatever their number says. False: what came is no compressed stream. */
  #store(block: Uint8Array): boolean {
    if (this.#compressed === undefined) {
      this.flash.write(this.#at, block);
      this.#at += block.length;
      return true;
    }
    this.#compressed.push(block.slice());
    try {
      const plain = inflateSync(Buffer.concat(this.#compressed), { finishFlush: constants.Z_SYNC_FLUSH });
      this.flash.write(this.#at + this.#inflated, plain.subarray(this.#inflated));
      this.#inflated = plain.length;
      return true;
    } catch {
      return false;
    }
  }

  #answer(command: number, { value, data }: Answer): void {
    const packet = Buffer.alloc(8);
    packet.writeUInt8(1, 0);
    packet.writeUInt8(command, 1);
    packet.writeUInt16LE(data.length, 2);
    packet.writeUInt32LE(value >>> 0, 4);
    this.#send(slipEncode(Buffer.concat([packet, data])));
  }
}

function failure(reason: number): Answer {
  return { value: 0, data: Uint8Array.of(1, reason) };
}

/** All bytes of the block, XORed with 0xEF. */
function sumHolds(packet: Buffer): boolean {
  const sum = packet.subarray(24).reduce((total, byte) => total ^ byte, 0xef);
  return packet.readUInt32LE(4) === sum && packet.readUInt32LE(8) === packet.length - 24;
}
