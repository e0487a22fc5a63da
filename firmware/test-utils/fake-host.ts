/** A host for tests: pins are numbers that the test sets, time is a number that the test moves. Shares only the ABI. */
import type { ControllerDefinition } from '@understudy/contract';
import { compileTable, LIMITS } from '@understudy/contract';

export interface Published {
  readonly topic: string;
  readonly payload: string;
  readonly flags: number;
  readonly atMs: number;
}
export interface Ramp {
  readonly pin: number;
  readonly steps: number;
  readonly rate: number;
  readonly accel: number;
}

interface Exports {
  readonly memory: WebAssembly.Memory;
  fw_in(): number;
  fw_out(): number;
  fw_boot(tableLen: number, keyLen: number, reason: number, now: number): number;
  fw_link(up: number, now: number): number;
  fw_message(topicLen: number, payloadLen: number, flags: number, now: number): number;
  fw_run(now: number, clockOnly: number): number;
  fw_will(): number;
  fw_subscriptions(): number;
  fw_counter(reason: number): number;
  fw_mac(len: number): number;
}

const NEVER = 0xffffffff;
/** Bytes that a serial input keeps; the newest are dropped beyond. */
const SERIAL_BYTES = 64;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Key of the golden vectors: bytes 00 to 1f. */
export const TEST_KEY = Uint8Array.from({ length: 32 }, (_, index) => index);

/** One controller on fake pins. `now` in ms grows for ever; the firmware sees its lowest 32 bits. */
export class FakeHost {
  readonly pins = new Int32Array(LIMITS.pinsPerController);
  readonly watches = new Map<number, readonly [low: number, high: number]>();
  readonly store: Map<number, Uint8Array>;
  readonly published: Published[] = [];
  readonly writes: (readonly [pin: number, value: number])[] = [];
  readonly ramps: Ramp[] = [];
  readonly strips = new Map<number, readonly number[]>();
  /** Every strip that was shown, in order: pin, then pattern. */
  readonly shown: (readonly number[])[] = [];
  /** Colours of a strip's own pixels, by pin. */
  readonly pixels = new Map<number, Map<number, number>>();
  readonly #serial = new Map<number, number[]>();
  runs = 0;
  now: number;
  dueAt: number | undefined;
  readonly #exports: Exports;

  constructor(module: WebAssembly.Module, options: { store?: Map<number, Uint8Array>; now?: number } = {}) {
    this.store = options.store ?? new Map();
    this.now = options.now ?? 1000;
    const instance = new WebAssembly.Instance(module, { hal: this.#imports() });
    this.#exports = instance.exports as unknown as Exports;
  }

  boot(table: Uint8Array, reason = 0, key: Uint8Array = TEST_KEY): void {
    this.#bytes(this.#exports.fw_in(), table.length).set(table);
    this.#bytes(this.#exports.fw_in() + table.length, key.length).set(key);
    this.#took(this.#exports.fw_boot(table.length, key.length, reason, this.now >>> 0));
  }
  link(up: boolean): void {
    this.#took(this.#exports.fw_link(up ? 1 : 0, this.now >>> 0));
  }
  message(topic: string, payload: string | Uint8Array, flags = 0): void {
    const topicBytes = encoder.encode(topic);
    const body = (typeof payload === 'string' ? encoder.encode(payload) : payload).slice(0, LIMITS.payloadBytes + 1);
    const at = this.#exports.fw_in();
    this.#bytes(at, topicBytes.length).set(topicBytes);
    this.#bytes(at + topicBytes.length, body.length).set(body);
    this.#took(this.#exports.fw_message(topicBytes.length, body.length, flags, this.now >>> 0));
    this.#settle();
  }
  /** Sets an input and wakes the firmware when a watch says so. */
  set(pin: number, value: number): void {
    this.pins[pin] = value;
    this.#settle();
  }
  /** Bytes that a serial input receives at once; wakes the firmware as `set` does. */
  send(pin: number, bytes: Iterable<number>): void {
    const waiting = this.#serial.get(pin) ?? [];
    this.#serial.set(pin, waiting);
    waiting.push(...bytes);
    waiting.length = Math.min(waiting.length, SERIAL_BYTES);
    this.set(pin, waiting.length);
  }
  /** Moves time on by `ms`, running the firmware whenever it asked to be. */
  advance(ms: number): void {
    const end = this.now + ms;
    while (this.dueAt !== undefined && this.dueAt <= end) {
      this.now = Math.max(this.now, this.dueAt);
      this.#run(1);
    }
    this.now = end;
  }
  /** Runs the firmware as when a ramp has ended. */
  run(): void {
    this.#run(0);
  }
  will(): readonly string[] {
    return this.#out(this.#exports.fw_will()).split('\0');
  }
  subscriptions(): readonly string[] {
    return this.#out(this.#exports.fw_subscriptions()).split('\0');
  }
  counter(reason: number): number {
    return this.#exports.fw_counter(reason);
  }
  /** MAC of a raw command with the key of the last boot, in hex; undefined when a signed field is missing. */
  mac(payload: Uint8Array): string | undefined {
    this.#bytes(this.#exports.fw_in(), payload.length).set(payload);
    const length = this.#exports.fw_mac(payload.length);
    return length === 0 ? undefined : Buffer.from(this.#bytes(this.#exports.fw_out(), length)).toString('hex');
  }
  /** Messages published on topics with this ending, parsed; `clear` forgets them all first. */
  messages(ending: string): Record<string, unknown>[] {
    return this.published
      .filter((message) => message.topic.endsWith(ending))
      .map((message) => JSON.parse(message.payload) as Record<string, unknown>);
  }
  forget(): void {
    this.published.length = 0;
    this.writes.length = 0;
    this.ramps.length = 0;
    this.shown.length = 0;
  }

  #run(clockOnly: 0 | 1): void {
    this.runs += 1;
    this.#took(this.#exports.fw_run(this.now >>> 0, clockOnly));
    this.#settle();
  }
  #took(delay: number): void {
    const unsigned = delay >>> 0;
    this.dueAt = unsigned === NEVER ? undefined : this.now + unsigned;
  }
  /** Runs the firmware while a watched pin is outside its window, as a real interrupt would. */
  #settle(): void {
    for (let guard = 0; guard < 100 && this.#outside(); guard += 1) {
      this.runs += 1;
      this.#took(this.#exports.fw_run(this.now >>> 0, 0));
    }
  }
  #outside(): boolean {
    for (const [pin, [low, high]] of this.watches) {
      const value = this.pins[pin] ?? 0;
      if (low > high || (value >= low && value <= high)) continue;
      this.watches.delete(pin);
      return true;
    }
    return false;
  }
  #bytes(at: number, length: number): Uint8Array {
    return new Uint8Array(this.#exports.memory.buffer, at, length);
  }
  #out(length: number): string {
    return decoder.decode(this.#bytes(this.#exports.fw_out(), length));
  }
  #imports(): WebAssembly.ModuleImports {
    return {
      read: (pin: number) => this.pins[pin] ?? 0,
      write: (pin: number, value: number) => {
        this.pins[pin] = value;
        this.writes.push([pin, value]);
      },
      watch: (pin: number, low: number, high: number) => void this.watches.set(pin, [low, high]),
      ramp: (pin: number, steps: number, rate: number, accel: number) =>
        void this.ramps.push({ pin, steps, rate, accel }),
      strip: (pin: number, ...pattern: number[]) => {
        this.strips.set(pin, pattern);
        this.shown.push([pin, ...pattern]);
      },
      pixel: (pin: number, index: number, color: number) => {
        const colors = this.pixels.get(pin) ?? new Map<number, number>();
        this.pixels.set(pin, colors.set(index, color));
      },
      receive: (pin: number) => {
        const waiting = this.#serial.get(pin) ?? [];
        const byte = waiting.shift() ?? -1;
        this.pins[pin] = waiting.length;
        return byte;
      },
      publish: (topicAt: number, topicLen: number, at: number, len: number, flags: number) => {
        const topic = decoder.decode(this.#bytes(topicAt, topicLen));
        this.published.push({ topic, payload: decoder.decode(this.#bytes(at, len)), flags, atMs: this.now });
      },
      store_read: (slot: number, at: number, len: number) => {
        const held = this.store.get(slot)?.subarray(0, len);
        if (held !== undefined) this.#bytes(at, held.length).set(held);
        return held?.length ?? 0;
      },
      store_write: (slot: number, at: number, len: number) => {
        this.store.set(slot, this.#bytes(at, len).slice());
        return 1;
      },
      entropy: () => 4,
    };
  }
}

/** Compiles and boots a definition on healthy pins (E-stop chain closed) and connects it. */
export function start(
  module: WebAssembly.Module,
  definition: ControllerDefinition,
  store?: Map<number, Uint8Array>,
): FakeHost {
  const host = new FakeHost(module, store === undefined ? {} : { store });
  host.pins[definition.estopPin] = 1;
  host.boot(compileTable({ room: 'clockwork' }, definition));
  host.link(true);
  return host;
}
