import { LIMITS } from '@understudy/contract';
import type { InputFault } from '../faults/input-fault.ts';
import { type FirmwareModule, utf8Decoder, utf8Encoder } from '../platform.ts';
import { mix, Xoshiro } from '../random.ts';
import { BUFFER_BYTES, type FirmwareExports, instantiateFirmware, NEVER_MS } from './firmware-abi.ts';
import { HostClock } from './host-clock.ts';
import type { HostTap } from './host-tap.ts';
import { PinBank } from './pins.ts';
import { Storage } from './storage.ts';
import { TopicCache } from './topic-cache.ts';

/** Hears the publications of a controller. It is called in the middle of a run: it must only record. */
export interface HostListener {
  publish(controller: number, topic: string, payload: string, qos: 0 | 1, retain: boolean, atUs: number): void;
}

export interface HostOptions {
  /** Index of the controller, given back to the listener. */
  readonly index: number;
  readonly module: FirmwareModule;
  /** Flash table of the controller, and the room's signing key. Together at most 4,096 bytes. */
  readonly table: Uint8Array;
  readonly key: Uint8Array;
  readonly seed: number;
  /** Added to the ms clock (wrap tests). Default 0. */
  readonly clockOffsetMs?: number;
  readonly listener: HostListener;
}

const QOS1 = 1;
const RETAIN = 2;
/** Runs at one instant after which the next one waits a ms: firmware that asks for itself again and again must not stop time. */
const RUNS_AT_ONCE_MAX = 16;

/**
 * One controller: real firmware on virtual pins and virtual time. It runs only when it asked to, when a watched pin
 * left its window, when a ramp ended, or when a message or link change comes. Outputs are recorded in `pins` for the
 * world to take after each call; nothing is called back but `listener.publish`.
 */
export class ControllerHost {
  readonly pins = new PinBank();
  readonly storage = new Storage();
  readonly clock: HostClock;
  /** What the next power-on boots: table and key as flashed, until a fault puts others there. */
  flash: { readonly table: Uint8Array; readonly key: Uint8Array };
  /** A fault: outputs keep their levels over a power cut (latched port expanders) until the next boot drives them. */
  holdsOutputs = false;
  /** When the firmware runs next; Infinity for never. Valid after every call. */
  nextAtUs = Number.POSITIVE_INFINITY;
  readonly #options: HostOptions;
  readonly #topics = new TopicCache();
  readonly #entropy: Xoshiro;
  readonly #hal: Readonly<Record<string, unknown>>;
  #firmware: FirmwareExports | undefined;
  #bytes = new Uint8Array(0);
  #in = 0;
  #nowUs = 0;
  /** When the firmware wants to run, by its own clock and by the world's. */
  #dueMs = Number.POSITIVE_INFINITY;
  #dueUs = Number.POSITIVE_INFINITY;
  #runsAtOnce = 0;
  #lastRunUs = -1;
  #hung = false;
  /** How the connection changed while the processor hung: it finds out when it goes on. */
  #missedLink: boolean | undefined;
  #tap: HostTap | undefined;

  constructor(options: HostOptions) {
    if (options.table.length + options.key.length > BUFFER_BYTES) {
      throw new Error(
        `controller ${options.index}: expected table and key of at most ${BUFFER_BYTES} bytes, saw ${options.table.length + options.key.length}`,
      );
    }
    this.#options = options;
    this.clock = new HostClock(options.clockOffsetMs ?? 0);
    this.flash = { table: options.table, key: options.key };
    this.#entropy = new Xoshiro(mix(options.seed, options.index + 1));
    this.#hal = this.#imports();
  }

  /** Hears all from now on; undefined: nobody does. */
  set tap(tap: HostTap | undefined) {
    this.#tap = tap;
    this.pins.onInput = tap && ((pin, value) => tap.input(pin, value, this.#nowUs));
    this.pins.onOutput = tap && ((pin, value) => tap.output(pin, value, this.#nowUs));
  }

  get powered(): boolean {
    return this.#firmware !== undefined;
  }

  /** Boots the firmware. `reason` is an index of BOOT_REASONS. Power that is on already is cut first. */
  powerOn(atUs: number, reason: number): void {
    if (this.powered) this.powerOff(atUs);
    this.#nowUs = atUs;
    this.#tap?.power(true, reason, atUs);
    this.clock.start(atUs);
    this.pins.powerOn(atUs);
    const firmware = instantiateFirmware(this.#options.module, this.#hal);
    this.#firmware = firmware;
    this.#bytes = new Uint8Array(firmware.memory.buffer);
    this.#in = firmware.fw_in() >>> 0;
    const { table, key } = this.flash;
    this.#bytes.set(table, this.#in);
    this.#bytes.set(key, this.#in + table.length);
    this.#after(firmware.fw_boot(table.length, key.length, reason, this.clock.nowMs(atUs)));
  }

  /** Cuts the power: outputs float, the memory is gone, storage stays. */
  powerOff(atUs: number): void {
    this.#firmware = undefined;
    this.#missedLink = undefined;
    this.#nowUs = atUs;
    this.#tap?.power(false, 0, atUs);
    this.#dueUs = Number.POSITIVE_INFINITY;
    this.nextAtUs = Number.POSITIVE_INFINITY;
    this.pins.powerOff(atUs, this.holdsOutputs);
  }

  /** A fault: the crystal runs `ppm` fast, and the count jumps by `stepMs`. The firmware's loop sees a jump at once. */
  disturbClock(ppm: number, stepMs: number, atUs: number): void {
    this.#nowUs = atUs;
    this.clock.drift(ppm, atUs);
    this.clock.step(stepMs);
    if (stepMs !== 0) this.#dueUs = atUs;
    else if (this.#dueMs !== Number.POSITIVE_INFINITY) this.#dueUs = Math.max(atUs, this.clock.instantOf(this.#dueMs));
    this.#plan();
  }

  /** Hangs the processor, or lets it go on: outputs and generators stay as they are, nothing runs. */
  hang(on: boolean, atUs: number): void {
    this.#hung = on;
    if (!on && this.#firmware !== undefined) this.#dueUs = atUs;
    this.#plan();
    if (!on && this.#missedLink !== undefined) this.link(this.#missedLink, atUs);
  }

  /** Runs what is due at `atUs`. */
  run(atUs: number): void {
    this.#nowUs = atUs;
    this.pins.settleRamps(atUs);
    this.pins.runFaults(atUs);
    const firmware = this.#firmware;
    if (firmware === undefined || this.#hung) {
      this.#plan();
      return;
    }
    this.#runsAtOnce = this.#lastRunUs === atUs ? this.#runsAtOnce + 1 : 0;
    this.#lastRunUs = atUs;
    const clockOnly = this.pins.wake ? 0 : 1;
    this.pins.wake = false;
    this.#after(firmware.fw_run(this.clock.nowMs(this.#nowUs), clockOnly));
  }

  /** A plant drives an input pin. */
  drive(pin: number, value: number, atUs: number): void {
    this.#nowUs = atUs;
    this.pins.drive(pin, value, atUs);
    if (this.pins.wake || this.pins.nextFaultUs() < this.nextAtUs) this.#plan();
  }

  /** A byte comes in on a serial input. A controller without power hears nothing. */
  send(pin: number, byte: number, atUs: number): void {
    if (!this.powered) return;
    this.#nowUs = atUs;
    this.#tap?.byte(pin, byte, atUs);
    this.pins.send(pin, byte);
    if (this.pins.wake) this.#plan();
  }

  /** A fault takes hold of an input pin, whatever a plant drives; undefined mends it. */
  fault(pin: number, fault: InputFault | undefined, atUs: number): void {
    this.#nowUs = atUs;
    this.pins.fault(pin, fault, atUs);
    this.#plan();
  }

  /** The connection to the bus came up or was lost. */
  link(up: boolean, atUs: number): void {
    const firmware = this.#firmware;
    if (firmware === undefined) return;
    this.#missedLink = this.#hung ? up : undefined;
    if (this.#hung) return;
    this.#nowUs = atUs;
    this.#tap?.link(up, atUs);
    this.#after(firmware.fw_link(up ? 1 : 0, this.clock.nowMs(this.#nowUs)));
  }

  /** Hands a message in. A topic over the limit is dropped; a payload over the limit is cut one byte above it. */
  deliver(topic: string, payload: string | Uint8Array, flags: number, atUs: number): void {
    const firmware = this.#firmware;
    if (firmware === undefined || this.#hung) return;
    this.#nowUs = atUs;
    this.#tap?.message(topic, payload, flags, atUs);
    this.#refreshBytes(firmware);
    const topicBytes = this.#put(topic, this.#in, LIMITS.topicBytes + 1);
    if (topicBytes > LIMITS.topicBytes) return;
    const payloadBytes = this.#put(payload, this.#in + topicBytes, LIMITS.payloadBytes + 1);
    this.#after(firmware.fw_message(topicBytes, payloadBytes, flags, this.clock.nowMs(this.#nowUs)));
  }

  /** Topic and payload of the last will; undefined while off. */
  will(): { readonly topic: string; readonly payload: string } | undefined {
    const firmware = this.#firmware;
    if (firmware === undefined) return undefined;
    const [topic = '', payload = ''] = this.#outTexts(firmware, firmware.fw_will());
    return { topic, payload };
  }

  /** Filters to subscribe; empty while off. */
  subscriptions(): readonly string[] {
    const firmware = this.#firmware;
    return firmware === undefined ? [] : this.#outTexts(firmware, firmware.fw_subscriptions());
  }

  #outTexts(firmware: FirmwareExports, length: number): string[] {
    this.#refreshBytes(firmware);
    const start = firmware.fw_out() >>> 0;
    const text = utf8Decoder.decode(this.#bytes.subarray(start, start + length));
    return text.split('\0').filter((part) => part !== '');
  }

  /** Takes the delay that an export returned. */
  #after(delay: number): void {
    const delayMs = delay >>> 0;
    const never = delayMs === NEVER_MS;
    this.#dueMs = never ? Number.POSITIVE_INFINITY : this.clock.elapsedMs(this.#nowUs) + delayMs;
    this.#dueUs = never ? Number.POSITIVE_INFINITY : Math.max(this.#nowUs, this.clock.instantOf(this.#dueMs));
    this.#plan();
  }

  #plan(): void {
    let next = Math.min(this.pins.nextRampEndUs(), this.pins.nextFaultUs());
    if (this.#firmware !== undefined && !this.#hung) {
      if (this.pins.wake) next = this.#nowUs;
      if (this.#dueUs < next) next = this.#dueUs;
      if (next <= this.#nowUs && this.#lastRunUs === this.#nowUs && this.#runsAtOnce >= RUNS_AT_ONCE_MAX) {
        next = this.#nowUs + 1000;
      }
    }
    this.nextAtUs = next;
  }

  #refreshBytes(firmware: FirmwareExports): void {
    if (this.#bytes.length === 0) this.#bytes = new Uint8Array(firmware.memory.buffer);
  }

  #put(text: string | Uint8Array, start: number, limit: number): number {
    const target = this.#bytes.subarray(start, start + limit);
    if (typeof text === 'string') {
      const { read, written } = utf8Encoder.encodeInto(text, target);
      // Whole characters only are written: a text that did not fit still counts as over the limit.
      return read < text.length ? target.length : written;
    }
    const length = Math.min(text.length, limit);
    target.set(text.subarray(0, length));
    return length;
  }

  #imports(): Readonly<Record<string, unknown>> {
    const { pins, storage } = this;
    return {
      read: (pin: number): number => pins.read(pin, this.#nowUs),
      write: (pin: number, value: number): void => pins.write(pin, value),
      watch: (pin: number, low: number, high: number): void => pins.watch(pin, low, high),
      ramp: (pin: number, steps: number, rate: number, accel: number): void =>
        pins.setRamp(pin, steps, rate, accel, this.#nowUs),
      strip: (pin: number, effect: number, color: number, brightness: number, lit: number): void =>
        pins.setStrip(pin, effect, color, brightness, lit),
      pixel: (pin: number, index: number, color: number): void => pins.setPixel(pin, index, color),
      receive: (pin: number): number => pins.receive(pin),
      publish: (topic: number, topicBytes: number, payload: number, payloadBytes: number, flags: number): void =>
        this.#publish(topic >>> 0, topicBytes, payload >>> 0, payloadBytes, flags),
      store_read: (slot: number, pointer: number, length: number): number =>
        storage.read(slot, this.#view(pointer >>> 0, length)),
      store_write: (slot: number, pointer: number, length: number): number =>
        storage.write(slot, this.#view(pointer >>> 0, length)) ? 1 : 0,
      entropy: (): number => this.#entropy.next() | 0,
    };
  }

  #view(pointer: number, length: number): Uint8Array {
    const firmware = this.#firmware;
    if (firmware !== undefined) this.#refreshBytes(firmware);
    return this.#bytes.subarray(pointer, pointer + length);
  }

  #publish(topic: number, topicBytes: number, payload: number, payloadBytes: number, flags: number): void {
    const firmware = this.#firmware;
    if (firmware === undefined) return;
    this.#refreshBytes(firmware);
    const name = this.#topics.text(this.#bytes, topic, topicBytes);
    const text = utf8Decoder.decode(this.#bytes.subarray(payload, payload + payloadBytes));
    const retain = (flags & RETAIN) !== 0;
    this.#tap?.publish(name, text, retain, this.#nowUs);
    this.#options.listener.publish(this.#options.index, name, text, (flags & QOS1) !== 0 ? 1 : 0, retain, this.#nowUs);
  }
}
