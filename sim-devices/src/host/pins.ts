import { LIMITS } from '@understudy/contract';
import type { InputFault } from '../faults/input-fault.ts';
import { PinFaults } from '../faults/pin-faults.ts';
import { mix, scale } from '../random.ts';
import { ByteQueue } from './byte-queue.ts';
import { darken, darkPattern, type Pattern, setPixel } from './pattern.ts';
import { Ramp } from './ramp.ts';

/** Value of an output that its controller does not drive (off, or not written since boot): floating. */
export const UNDRIVEN = -1;
const PINS = LIMITS.pinsPerController;
const ANALOG_MAX = 1023;

/**
 * The pins of one controller on typed arrays: levels, watches (the analogue of interrupts and window comparators),
 * step generators, strips and serial inputs. It records which outputs changed until the world takes them.
 */
export class PinBank {
  /** Set when a watch fired or a ramp ended: the firmware is to run at once. */
  wake = false;
  /** Outputs changed since `take`, in order of their first change. */
  changedCount = 0;
  /** Hear each input as the firmware reads it, and each output as it is driven; for recordings. */
  onInput: ((pin: number, value: number) => void) | undefined;
  onOutput: ((pin: number, value: number) => void) | undefined;
  readonly #level = new Int32Array(PINS);
  readonly #isOutput = new Uint8Array(PINS);
  readonly #watched = new Uint8Array(PINS);
  readonly #low = new Int32Array(PINS);
  readonly #high = new Int32Array(PINS);
  readonly #noise = new Int32Array(PINS);
  readonly #noiseSeed = new Uint32Array(PINS);
  /** Faults of inputs; undefined while there is none. */
  #faults: PinFaults | undefined;
  readonly #changed = new Uint8Array(PINS);
  readonly #changedPins = new Int32Array(PINS);
  readonly #stepsAtPowerOn = new Int32Array(PINS);
  readonly #ramps: (Ramp | undefined)[] = new Array<Ramp | undefined>(PINS).fill(undefined);
  readonly #rampPins: number[] = [];
  /** When the next ramp ends: kept, because it is asked for after every run. */
  #nextRampEndUs = Number.POSITIVE_INFINITY;
  readonly #serials: (ByteQueue | undefined)[] = new Array<ByteQueue | undefined>(PINS).fill(undefined);
  readonly #strips: (Pattern | undefined)[] = new Array<Pattern | undefined>(PINS).fill(undefined);

  /** What firmware reads: noise included, a ramp as signed steps since power-on, an unwritten output as 0. */
  read(pin: number, atUs: number): number {
    const ramp = this.#ramps[pin];
    if (ramp !== undefined) return ramp.stepsAt(atUs) - (this.#stepsAtPowerOn[pin] ?? 0);
    const level = this.#level[pin] ?? 0;
    const fault = this.#faults?.get(pin);
    if (fault !== undefined) {
      if (level !== this.#faults?.wire(pin)) fault.fired += 1;
      return level;
    }
    const noise = this.#noise[pin] ?? 0;
    if (noise > 0) {
      const bits = mix(this.#noiseSeed[pin] ?? 0, Math.floor(atUs / 1000));
      return Math.min(ANALOG_MAX, Math.max(0, level + scale(bits, 2 * noise + 1) - noise));
    }
    return level < 0 && this.#isOutput[pin] === 1 ? 0 : level;
  }

  /** The level on the wire: what a plant sees of an output (`UNDRIVEN` included) or drives on an input. */
  level(pin: number): number {
    return this.#level[pin] ?? 0;
  }

  /** Firmware drives an output. */
  write(pin: number, value: number): void {
    if (pin < 0 || pin >= PINS) return;
    this.#isOutput[pin] = 1;
    if (this.#level[pin] === value) return;
    this.#level[pin] = value;
    this.onOutput?.(pin, value);
    this.#touch(pin);
  }

  /** A plant drives an input. The comparator of a watch sees the value without noise. */
  drive(pin: number, value: number, atUs = 0): void {
    this.#show(pin, this.#faults === undefined ? value : this.#faults.show(pin, value, atUs));
  }

  /** What the wire of an input carries, whatever a fault makes the firmware read. */
  wire(pin: number): number {
    return this.#faults?.wire(pin) ?? this.#level[pin] ?? 0;
  }

  /** A fault takes hold of an input, which then has no noise, until it is taken away. */
  fault(pin: number, fault: InputFault | undefined, atUs: number): void {
    const wire = this.wire(pin);
    this.#faults ??= new PinFaults();
    this.#faults.set(pin, fault, wire);
    this.drive(pin, wire, atUs);
    if (this.#faults.empty) this.#faults = undefined;
  }

  /** When a fault shows something else by itself; Infinity for never. */
  nextFaultUs(): number {
    return this.#faults?.nextAtUs ?? Number.POSITIVE_INFINITY;
  }

  /** Lets the faults whose time has come show something else. */
  runFaults(atUs: number): void {
    this.#faults?.run(atUs, (pin, shown) => this.#show(pin, shown));
  }

  setNoise(pin: number, counts: number, seed: number): void {
    this.#noise[pin] = counts;
    this.#noiseSeed[pin] = seed;
  }

  watch(pin: number, low: number, high: number): void {
    if (pin < 0 || pin >= PINS) return;
    if (low > high) {
      this.#watched[pin] = 0;
      return;
    }
    this.#watched[pin] = 1;
    this.#low[pin] = low;
    this.#high[pin] = high;
    if (this.#outside(pin)) this.wake = true;
  }

  setRamp(pin: number, steps: number, rate: number, accel: number, atUs: number): void {
    if (pin < 0 || pin >= PINS) return;
    this.ramp(pin).set(steps, rate, accel, atUs);
    this.#planRamps();
    this.#touch(pin);
  }

  /** The generator on a pin, made at its first use. */
  ramp(pin: number): Ramp {
    const known = this.#ramps[pin];
    if (known !== undefined) return known;
    const made = new Ramp();
    this.#ramps[pin] = made;
    this.#rampPins.push(pin);
    return made;
  }

  /** When the next ramp ends; Infinity for none. */
  nextRampEndUs(): number {
    return this.#nextRampEndUs;
  }

  /** Ends the ramps whose time has come; each wakes the firmware and counts as a change. */
  settleRamps(atUs: number): void {
    if (atUs < this.#nextRampEndUs) return;
    for (const pin of this.#rampPins) {
      if (this.#ramps[pin]?.settle(atUs)) {
        this.wake = true;
        this.#touch(pin);
      }
    }
    this.#planRamps();
  }

  setStrip(pin: number, effect: number, color: number, brightness: number, lit: number): void {
    if (pin < 0 || pin >= PINS) return;
    const pattern = this.pattern(pin);
    pattern.effect = effect;
    pattern.color = color;
    pattern.brightness = brightness;
    pattern.lit = lit;
    this.#touch(pin);
  }

  /** One pixel of the strip's own buffer; an index beyond the buffer is ignored. */
  setPixel(pin: number, index: number, color: number): void {
    if (pin < 0 || pin >= PINS) return;
    if (setPixel(this.pattern(pin), index, color)) this.#touch(pin);
  }

  /** A byte comes in on a serial input, whose level is the number of bytes that wait. A stuck wire brings none. */
  send(pin: number, byte: number): void {
    if (pin < 0 || pin >= PINS) return;
    const fault = this.#faults?.get(pin);
    if (fault !== undefined) {
      fault.fired += 1;
      return;
    }
    let queue = this.#serials[pin];
    if (queue === undefined) {
      queue = new ByteQueue();
      this.#serials[pin] = queue;
    }
    queue.push(byte);
    this.drive(pin, queue.count);
  }

  /** Firmware takes the next byte of a serial input; -1 when none waits. */
  receive(pin: number): number {
    const queue = this.#serials[pin];
    if (queue === undefined || this.#faults?.get(pin) !== undefined) return -1;
    const byte = queue.take();
    this.#level[pin] = queue.count;
    return byte;
  }

  pattern(pin: number): Pattern {
    const known = this.#strips[pin];
    if (known !== undefined) return known;
    const made = darkPattern();
    this.#strips[pin] = made;
    return made;
  }

  /**
   * Power gone: outputs float, generators stop on the spot, strips go dark, nothing is watched, received
   * bytes are gone. Inputs stay as driven. `held`: outputs keep their levels instead of floating.
   */
  powerOff(atUs: number, held = false): void {
    for (let pin = 0; pin < PINS; pin += 1) {
      this.#watched[pin] = 0;
      const ramp = this.#ramps[pin];
      if (ramp !== undefined) {
        ramp.halt(atUs);
        this.#touch(pin);
      }
      const strip = this.#strips[pin];
      if (strip !== undefined) {
        darken(strip);
        this.#touch(pin);
      }
      this.#forgetBytes(pin);
      if (this.#isOutput[pin] === 1 && !held) this.write(pin, UNDRIVEN);
    }
    this.#planRamps();
    this.wake = false;
  }

  /** A fault: something other than the firmware drives every floating output. Returns how many. */
  pulse(level: number): number {
    let count = 0;
    for (let pin = 0; pin < PINS; pin += 1) {
      if (this.#isOutput[pin] !== 1 || this.#level[pin] !== UNDRIVEN) continue;
      this.write(pin, level);
      count += 1;
    }
    return count;
  }

  /** Power on: a generator counts its steps from here. */
  powerOn(atUs: number): void {
    for (const pin of this.#rampPins) this.#stepsAtPowerOn[pin] = this.#ramps[pin]?.stepsAt(atUs) ?? 0;
  }

  /** A pin is an output that nothing drives yet. */
  float(pin: number): void {
    this.#isOutput[pin] = 1;
    this.#level[pin] = UNDRIVEN;
  }

  /** Takes the first changed output; -1 when there is none left. Call until -1. */
  take(): number {
    for (let index = 0; index < this.changedCount; index += 1) {
      const pin = this.#changedPins[index] ?? -1;
      if (this.#changed[pin] !== 1) continue;
      this.#changed[pin] = 0;
      return pin;
    }
    this.changedCount = 0;
    return -1;
  }

  #show(pin: number, value: number): void {
    this.#level[pin] = value;
    this.onInput?.(pin, value);
    if (this.#watched[pin] === 1 && this.#outside(pin)) this.wake = true;
  }

  #planRamps(): void {
    let next = Number.POSITIVE_INFINITY;
    for (const pin of this.#rampPins) next = Math.min(next, this.#ramps[pin]?.endUs ?? next);
    this.#nextRampEndUs = next;
  }

  #forgetBytes(pin: number): void {
    const queue = this.#serials[pin];
    if (queue === undefined) return;
    queue.clear();
    this.#level[pin] = 0;
  }

  #outside(pin: number): boolean {
    const level = this.#level[pin] ?? 0;
    return level < (this.#low[pin] ?? 0) || level > (this.#high[pin] ?? 0);
  }

  #touch(pin: number): void {
    if (this.#changed[pin] === 1) return;
    this.#changed[pin] = 1;
    this.#changedPins[this.changedCount] = pin;
    this.changedCount += 1;
  }
}
