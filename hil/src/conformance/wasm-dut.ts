/** The WebAssembly module as a device under test; a fresh instance for every boot, as power-on gives fresh memory. */
import { LIMITS, REASON_CODES, toHex } from '@understudy/contract';
import { FirmwareInstance, type HalImports } from '@understudy/firmware';
import { type Dut, type Effect, ENTROPY, type Outcome, SERIAL_BYTES } from './dut.ts';

/** A Dut on the compiled module; see `buildFirmware`. */
export function openWasmDut(module: WebAssembly.Module): Dut {
  return new WasmDut(module);
}

class WasmDut implements Dut {
  readonly name = 'wasm';
  readonly #module: WebAssembly.Module;
  readonly #pins = new Int32Array(LIMITS.pinsPerController);
  readonly #slots = new Map<number, Uint8Array>();
  readonly #serial = new Map<number, number[]>();
  #effects: Effect[] = [];
  #refusedWrites = 0;
  #cutAfter = 0;
  #dead = false;
  #firmware: FirmwareInstance | undefined;

  constructor(module: WebAssembly.Module) {
    this.#module = module;
  }

  erase(): void {
    this.#pins.fill(0);
    this.#slots.clear();
    this.#serial.clear();
    this.#refusedWrites = 0;
    this.#cutAfter = 0;
    this.#firmware = undefined;
  }
  pin(pin: number, value: number): void {
    this.#pins[pin] = value;
  }
  bytes(pin: number, bytes: Uint8Array): void {
    const waiting = this.#serial.get(pin) ?? [];
    waiting.push(...bytes.subarray(0, SERIAL_BYTES - waiting.length));
    this.#serial.set(pin, waiting);
    this.#pins[pin] = waiting.length;
  }
  boot(table: Uint8Array, key: Uint8Array, reason: number, nowMs: number): Promise<Outcome> {
    this.#dead = false;
    this.#firmware = new FirmwareInstance(this.#module, this.#imports());
    return this.#step((firmware) => firmware.boot(table, key, reason, nowMs));
  }
  link(up: boolean, nowMs: number): Promise<Outcome> {
    return this.#step((firmware) => firmware.link(up, nowMs));
  }
  message(topic: string, payload: Uint8Array, flags: number, nowMs: number): Promise<Outcome> {
    return this.#step((firmware) => firmware.message(topic, payload, flags, nowMs));
  }
  run(nowMs: number): Promise<Outcome> {
    return this.#step((firmware) => firmware.run(nowMs));
  }
  failWrites(count: number): void {
    this.#refusedWrites = count;
  }
  cutPower(afterWrites: number): void {
    this.#cutAfter = afterWrites;
  }
  async mac(payload: Uint8Array): Promise<string | undefined> {
    const mac = this.#powered().mac(payload);
    return mac === undefined ? undefined : toHex(mac);
  }
  async counters(): Promise<readonly number[]> {
    const firmware = this.#powered();
    return REASON_CODES.map((_code, index) => firmware.counter(index));
  }
  async close(): Promise<void> {
    this.#firmware = undefined;
  }

  #powered(): FirmwareInstance {
    if (this.#firmware === undefined) throw new Error('wasm: expected a boot before this step, seen none');
    return this.#firmware;
  }
  async #step(act: (firmware: FirmwareInstance) => number | undefined): Promise<Outcome> {
    this.#effects = [];
    const delayMs = act(this.#powered());
    return { effects: this.#effects, delayMs: this.#dead ? undefined : delayMs };
  }
  #did(effect: Effect): void {
    if (!this.#dead) this.#effects.push(effect);
  }
  #imports(): HalImports {
    return {
      read: (pin) => this.#pins[pin] ?? 0,
      write: (pin, value) => {
        if (!this.#dead) this.#pins[pin] = value;
        this.#did({ kind: 'write', pin, value });
      },
      watch: (pin, low, high) => this.#did({ kind: 'watch', pin, low, high }),
      ramp: (pin, steps, rate, accel) => this.#did({ kind: 'ramp', pin, steps, rate, accel }),
      strip: (pin, effect, color, brightness, lit) => this.#did({ kind: 'strip', pin, effect, color, brightness, lit }),
      pixel: (pin, index, color) => this.#did({ kind: 'pixel', pin, index, color }),
      receive: (pin) => {
        const waiting = this.#serial.get(pin);
        const next = waiting?.shift();
        if (waiting !== undefined && next !== undefined) this.#pins[pin] = waiting.length;
        return next ?? -1;
      },
      publish: (topic, payload, flags) => this.#did({ kind: 'publish', topic, payload, flags }),
      storeRead: (slot) => this.#slots.get(slot),
      storeWrite: (slot, bytes) => this.#store(slot, bytes),
      entropy: () => ENTROPY,
    };
  }
  #store(slot: number, bytes: Uint8Array): boolean {
    if (this.#dead) return false;
    if (this.#cutAfter > 0) {
      this.#cutAfter -= 1;
      if (this.#cutAfter === 0) {
        this.#tear(slot, bytes);
        return false;
      }
    }
    const stored = this.#refusedWrites === 0;
    if (stored) this.#slots.set(slot, bytes);
    else this.#refusedWrites -= 1;
    this.#did({ kind: 'store', slot, bytes: toHex(bytes), stored });
    return stored;
  }
  /** The write that power went in: the first half is new, what was beyond it stays. */
  #tear(slot: number, bytes: Uint8Array): void {
    const half = bytes.subarray(0, bytes.length >> 1);
    const held = this.#slots.get(slot) ?? new Uint8Array(0);
    const torn = new Uint8Array(Math.max(held.length, half.length));
    torn.set(held);
    torn.set(half);
    this.#slots.set(slot, torn);
    this.#dead = true;
  }
}
