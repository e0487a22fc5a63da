/**
 * A device under test: what a driver of the conformance suite gives (docs/seams.md section 7).
 *
 * All drivers answer alike, byte for byte, so the small print is part of the agreement:
 *  - Calls are taken in order. Those that return nothing may be sent ahead; their failure shows in the next that answers.
 *  - `read` of a pin gives what `pin` last set or the firmware last wrote, whichever came later; 0 after `erase`.
 *    `boot` changes no pin and no serial input. A ramp's steps are the suite's to move, with `pin`.
 *  - `read` of a serial input gives how many bytes wait (at most SERIAL_BYTES; more are dropped), `receive` takes the next.
 *  - `entropy` gives ENTROPY each time. The suite models watches and ends of ramps, and calls `run` for them.
 */

/** What `hal::entropy` gives on every driver. */
export const ENTROPY = 4;

/** Bytes that a serial input holds; what comes when it is full is dropped. */
export const SERIAL_BYTES = 256;

/** One thing that the firmware did, as the HAL saw it. */
export type Effect =
  | { readonly kind: 'write'; readonly pin: number; readonly value: number }
  | { readonly kind: 'watch'; readonly pin: number; readonly low: number; readonly high: number }
  | {
      readonly kind: 'ramp';
      readonly pin: number;
      readonly steps: number;
      readonly rate: number;
      readonly accel: number;
    }
  | {
      readonly kind: 'strip';
      readonly pin: number;
      readonly effect: number;
      readonly color: number;
      readonly brightness: number;
      readonly lit: number;
    }
  | { readonly kind: 'pixel'; readonly pin: number; readonly index: number; readonly color: number }
  | { readonly kind: 'publish'; readonly topic: string; readonly payload: string; readonly flags: number }
  /** `bytes` in hex; `stored` false when the write was refused. */
  | { readonly kind: 'store'; readonly slot: number; readonly bytes: string; readonly stored: boolean };

/** What one step did, in order, and in how many ms the firmware wants `run`; undefined: never. */
export interface Outcome {
  readonly effects: readonly Effect[];
  readonly delayMs: number | undefined;
}

/** A controller on pins, slots and a bus that the suite holds. Instants are ms, 0 to 2^32 - 1. */
export interface Dut {
  /** `wasm`, `native`, `qemu-m7`. */
  readonly name: string;
  /** Storage, pins and serial inputs as new, and no write fault armed. Ends the power. */
  erase(): void;
  /** What the pin reads from now on, an int32. Wakes nothing by itself. */
  pin(pin: number, value: number): void;
  /** Bytes that a serial input receives. Wakes nothing by itself. */
  bytes(pin: number, bytes: Uint8Array): void;
  /** Power on, with all memory but the slots as new. `reason` is an index of BOOT_REASONS. The steps below only after it. */
  boot(table: Uint8Array, key: Uint8Array, reason: number, nowMs: number): Promise<Outcome>;
  link(up: boolean, nowMs: number): Promise<Outcome>;
  /** A payload over the limit is cut by the driver at 2,049 bytes. Flags: bit 0 retained, bit 1 duplicate. */
  message(topic: string, payload: Uint8Array, flags: number, nowMs: number): Promise<Outcome>;
  run(nowMs: number): Promise<Outcome>;
  /** The next `count` store writes are refused (`store_write` gives 0) and change nothing. */
  failWrites(count: number): void;
  /**
   * Power goes in the middle of the n-th store write from now (1: the next). The slot then begins with the first half
   * (rounded down) of the new bytes, and what it held beyond them stays. That write and everything that the firmware
   * does after it is no effect: it never happened, and the step's delay is never. Only `boot` or `erase` may
   * follow. A cut stays armed until it comes, over restarts too.
   */
  cutPower(afterWrites: number): void;
  /** MAC of a raw command with the key of the last boot, in hex; undefined when it cannot be computed. */
  mac(payload: Uint8Array): Promise<string | undefined>;
  /** How often each reason has been given since boot, in the order of REASON_CODES. */
  counters(): Promise<readonly number[]>;
  /** Ends the process or the emulator behind it. Idempotent. */
  close(): Promise<void>;
}
