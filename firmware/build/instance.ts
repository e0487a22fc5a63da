/** One controller from the compiled module: the ABI of docs/seams.md section 1 in the terms of a host. */
import { LIMITS } from '@understudy/contract';

/** What a host gives the firmware. Called from inside a step; it only records and never steps again. */
export interface HalImports {
  read(pin: number): number;
  write(pin: number, value: number): void;
  watch(pin: number, low: number, high: number): void;
  ramp(pin: number, steps: number, rate: number, accel: number): void;
  strip(pin: number, effect: number, color: number, brightness: number, lit: number): void;
  pixel(pin: number, index: number, color: number): void;
  /** The next byte of a serial input, or -1. */
  receive(pin: number): number;
  publish(topic: string, payload: string, flags: number): void;
  /** What a non-volatile slot holds; undefined: never written. */
  storeRead(slot: number): Uint8Array | undefined;
  /** Whether the slot now holds the bytes, which are the host's to keep. */
  storeWrite(slot: number, bytes: Uint8Array): boolean;
  entropy(): number;
}

interface Exports {
  readonly memory: WebAssembly.Memory;
  fw_in(): number;
  fw_out(): number;
  fw_boot(tableBytes: number, keyBytes: number, reason: number, nowMs: number): number;
  fw_link(up: number, nowMs: number): number;
  fw_message(topicBytes: number, payloadBytes: number, flags: number, nowMs: number): number;
  fw_run(nowMs: number): number;
  fw_will(): number;
  fw_subscriptions(): number;
  fw_counter(reason: number): number;
  fw_mac(payloadBytes: number): number;
}

const NEVER = 0xffffffff;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Steps return the delay in ms until the firmware wants `run`; undefined: never. Instants are ms, 0 to 2^32 - 1. */
export class FirmwareInstance {
  readonly #exports: Exports;

  constructor(module: WebAssembly.Module, hal: HalImports) {
    const instance = new WebAssembly.Instance(module, { hal: this.#imports(hal) });
    this.#exports = instance.exports as unknown as Exports;
  }

  boot(table: Uint8Array, key: Uint8Array, reason: number, nowMs: number): number | undefined {
    this.#handIn(table, key);
    return delay(this.#exports.fw_boot(table.length, key.length, reason, nowMs));
  }
  link(up: boolean, nowMs: number): number | undefined {
    return delay(this.#exports.fw_link(up ? 1 : 0, nowMs));
  }
  /** A payload over the limit is cut one byte beyond it. */
  message(topic: string, payload: Uint8Array, flags: number, nowMs: number): number | undefined {
    const topicBytes = encoder.encode(topic);
    const body = payload.subarray(0, LIMITS.payloadBytes + 1);
    this.#handIn(topicBytes, body);
    return delay(this.#exports.fw_message(topicBytes.length, body.length, flags, nowMs));
  }
  run(nowMs: number): number | undefined {
    return delay(this.#exports.fw_run(nowMs));
  }
  /** Topic and payload of the last will. */
  will(): readonly string[] {
    return this.#out(this.#exports.fw_will()).split('\0');
  }
  subscriptions(): readonly string[] {
    return this.#out(this.#exports.fw_subscriptions()).split('\0');
  }
  /** How often a reason, by its index in REASON_CODES, has been given since boot. */
  counter(reason: number): number {
    return this.#exports.fw_counter(reason);
  }
  /** MAC of a raw command with the key of the last boot: 32 bytes; undefined when a signed field is missing. */
  mac(payload: Uint8Array): Uint8Array | undefined {
    this.#handIn(payload, new Uint8Array(0));
    const length = this.#exports.fw_mac(payload.length);
    return length === 0 ? undefined : this.#bytes(this.#exports.fw_out(), length).slice();
  }

  #handIn(first: Uint8Array, second: Uint8Array): void {
    const at = this.#exports.fw_in();
    this.#bytes(at, first.length).set(first);
    this.#bytes(at + first.length, second.length).set(second);
  }
  #bytes(at: number, length: number): Uint8Array {
    return new Uint8Array(this.#exports.memory.buffer, at, length);
  }
  #text(at: number, length: number): string {
    return decoder.decode(this.#bytes(at, length));
  }
  #out(length: number): string {
    return this.#text(this.#exports.fw_out(), length);
  }
  #imports(hal: HalImports): WebAssembly.ModuleImports {
    return {
      read: (pin: number) => hal.read(pin),
      write: (pin: number, value: number) => hal.write(pin, value),
      watch: (pin: number, low: number, high: number) => hal.watch(pin, low, high),
      ramp: (pin: number, steps: number, rate: number, accel: number) => hal.ramp(pin, steps, rate, accel),
      strip: (pin: number, effect: number, color: number, brightness: number, lit: number) =>
        hal.strip(pin, effect, color, brightness, lit),
      pixel: (pin: number, index: number, color: number) => hal.pixel(pin, index, color),
      receive: (pin: number) => hal.receive(pin),
      publish: (topicAt: number, topicBytes: number, at: number, bytes: number, flags: number) =>
        hal.publish(this.#text(topicAt, topicBytes), this.#text(at, bytes), flags),
      store_read: (slot: number, at: number, bytes: number) => {
        const held = hal.storeRead(slot)?.subarray(0, bytes);
        if (held !== undefined) this.#bytes(at, held.length).set(held);
        return held?.length ?? 0;
      },
      store_write: (slot: number, at: number, bytes: number) =>
        hal.storeWrite(slot, this.#bytes(at, bytes).slice()) ? 1 : 0,
      entropy: () => hal.entropy(),
    };
  }
}

function delay(ms: number): number | undefined {
  const unsigned = ms >>> 0;
  return unsigned === NEVER ? undefined : unsigned;
}
