/** A device under test on a bench: pins with watches, a clock that the case moves, a bus, and short ways to look. */
import { type ControllerDefinition, compileTable, encodeUtf8, toHex } from '@understudy/contract';
import { must } from './case.ts';
import type { Dut, Effect, Outcome } from './dut.ts';
import type { Generators } from './generators.ts';
import { KEY, type Order, payloadOf, ROOM, uuid } from './order.ts';
import type { StepText, Trace } from './trace.ts';

/** A message as a reader of the bus sees it. */
export interface Message {
  readonly topic: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly flags: number;
  readonly atMs: number;
}

const HEARTBEAT = encodeUtf8(`{"schema":"v8","room_id":"${ROOM}","uptime_ms":1,"epoch":1}`);
/** An engine says that it lives so often, in ms. */
const BEAT_MS = 5000;
/** A watch that wakes the firmware over and over is a defect; no honest one needs so many looks at one instant. */
const MOST_WAKES = 100;

/** `nowMs` grows for ever; the firmware sees its lowest 32 bits. */
export class Rig {
  readonly dut: Dut;
  readonly trace: Trace;
  nowMs = 1000;
  dueAtMs: number | undefined;
  /** Effects since `forget`. */
  effects: Effect[] = [];
  /** Messages since `forget`. */
  messages: Message[] = [];
  /** Instants of all heartbeats since `erase`, in ms. */
  beats: number[] = [];
  readonly #pins = new Map<number, number>();
  /** Steps still to go of each step generator that runs, and their rate in steps/s. */
  readonly ramps = new Map<number, { left: number; readonly rate: number }>();
  /** Step generators as they should be, in place of what a case makes of `ramps`; set it before the boot. */
  generators: Generators | undefined;
  readonly #watches = new Map<number, readonly [low: number, high: number]>();
  readonly #states = new Map<string, Readonly<Record<string, unknown>>>();
  #orders = 0;

  constructor(dut: Dut, trace: Trace) {
    this.dut = dut;
    this.trace = trace;
  }

  /** Storage, pins and serial inputs as new. */
  erase(): void {
    this.trace.given({ step: 'erase' });
    this.dut.erase();
    this.#pins.clear();
    this.#states.clear();
    this.ramps.clear();
    this.beats = [];
    this.generators = undefined;
    this.dueAtMs = undefined;
  }
  /** What an input reads from now on, without a wake. */
  put(pin: number, value: number): void {
    this.trace.given({ step: 'pin', pin, value });
    this.dut.pin(pin, value);
    this.#pins.set(pin, value);
  }
  /** Sets an input, and wakes the firmware when a watch says so. */
  async set(pin: number, value: number): Promise<void> {
    this.put(pin, value);
    await this.#settle();
  }
  /** Bytes at a serial input, and the wake for them. */
  async serial(pin: number, bytes: Uint8Array): Promise<void> {
    this.trace.given({ step: 'bytes', pin, bytes: toHex(bytes) });
    this.dut.bytes(pin, bytes);
    this.#pins.set(pin, bytes.length);
    if (!this.#outside()) return;
    // Woken for bytes, a driver takes all of them.
    this.#pins.set(pin, 0);
    await this.run();
  }
  /** Power on with a table as it stands in flash. */
  async bootTable(table: Uint8Array, key: Uint8Array = KEY, reason = 0): Promise<void> {
    this.#watches.clear();
    this.ramps.clear();
    this.generators?.clear();
    const step = { step: 'boot', table: toHex(table), key: toHex(key), reason, now: this.#now };
    await this.#did(step, await this.dut.boot(table, key, reason, this.#now));
  }
  /** Power on. */
  boot(definition: ControllerDefinition): Promise<void> {
    return this.bootTable(compileTable({ room: ROOM }, definition));
  }
  /** Power on with the E-stop chain closed and these levels, then the bus. */
  async start(definition: ControllerDefinition, pins: Readonly<Record<number, number>> = {}): Promise<void> {
    this.put(definition.estopPin, 1);
    for (const [pin, value] of Object.entries(pins)) this.put(Number(pin), value);
    await this.boot(definition);
    await this.link(true);
  }
  async link(up: boolean): Promise<void> {
    await this.#did({ step: 'link', up, now: this.#now }, await this.dut.link(up, this.#now));
  }
  /** A message of the bus. Flags: bit 0 retained, bit 1 duplicate. */
  async send(topic: string, payload: Uint8Array, flags = 0): Promise<void> {
    this.generators?.move(this.nowMs, (pin, steps) => this.put(pin, steps));
    const step = { step: 'message', topic, payload: toHex(payload), flags, now: this.#now };
    await this.#did(step, await this.dut.message(topic, payload, flags, this.#now));
    await this.#settle();
  }
  async run(): Promise<void> {
    await this.#did({ step: 'run', now: this.#now }, await this.dut.run(this.#now));
    await this.#settle();
  }
  /** The engine's heartbeat. */
  beat(): Promise<void> {
    return this.send(`room/${ROOM}/core/heartbeat`, HEARTBEAT);
  }
  /** Moves time on, running the firmware whenever it asked to be. */
  async pass(ms: number): Promise<void> {
    const end = this.nowMs + ms;
    let runs = 0;
    for (let next = this.#next(); next <= end; next = this.#next()) {
      runs = next > this.nowMs ? 0 : runs + 1;
      must('runs at one instant', runs < MOST_WAKES, `at most ${MOST_WAKES}`, runs);
      this.nowMs = Math.max(this.nowMs, next);
      this.generators?.move(this.nowMs, (pin, steps) => this.put(pin, steps));
      await this.run();
    }
    this.nowMs = end;
  }
  /** Moves time on while the engine lives. */
  async live(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= BEAT_MS) {
      await this.beat();
      await this.pass(Math.min(left, BEAT_MS));
    }
  }
  failWrites(count: number): void {
    this.trace.given({ step: 'fail', count });
    this.dut.failWrites(count);
  }
  cutPower(afterWrites: number): void {
    this.trace.given({ step: 'cut', writes: afterWrites });
    this.dut.cutPower(afterWrites);
  }

  /** Sends a command to a device and forgets nothing; its id. */
  async dispatch(device: string, op: string, parameters = {}): Promise<string> {
    this.#orders += 1;
    await this.place({ device, sequence: this.#orders, id: this.#orders, op, parameters });
    return uuid(this.#orders);
  }
  /** Sends a command to a device; a sequence and an id of its own unless it says so. Statuses and reasons acknowledged. */
  async order(device: string, op: string, parameters = {}, more: Partial<Order> = {}): Promise<unknown[]> {
    this.#orders += 1;
    return this.command({ device, sequence: this.#orders, id: this.#orders, op, parameters, ...more });
  }
  /** Sends a command as it stands; statuses and reasons acknowledged since then. */
  async command(order: Order, flags = 0): Promise<unknown[]> {
    this.forget();
    await this.place(order, flags);
    return this.acks();
  }
  /** Sends a command as it stands and forgets nothing. */
  place(order: Order, flags = 0): Promise<void> {
    return this.send(cmdTopic(order.device), payloadOf(order), flags);
  }
  /** Forgets effects and messages; what was retained stays known. */
  forget(): void {
    this.effects = [];
    this.messages = [];
  }
  /** Statuses, or the reasons when there is one, acknowledged since `forget`. */
  acks(): unknown[] {
    return this.of('/ack').map((ack) => ack.reason_code ?? ack.status);
  }
  /** Bodies of the messages on topics with this ending. */
  of(ending: string): readonly Readonly<Record<string, unknown>>[] {
    return this.messages.filter(({ topic }) => topic.endsWith(ending)).map(({ body }) => body);
  }
  /** The properties that a device published last. */
  state(device: string): unknown {
    return this.#states.get(device)?.state;
  }
  /** The safety state that a device published last. */
  safety(device: string): unknown {
    return this.#states.get(device)?.safety_state;
  }
  /** What an input reads, or an output was last written. */
  level(pin: number): number {
    return this.#pins.get(pin) ?? 0;
  }
  /** Effects on pins since `forget`: writes, ramps, patterns, pixels. */
  outputs(): readonly Effect[] {
    return this.effects.filter(
      ({ kind }) => kind === 'write' || kind === 'ramp' || kind === 'strip' || kind === 'pixel',
    );
  }

  /** When the firmware runs next by itself: it asked to, or a ramp ends. */
  #next(): number {
    return Math.min(this.dueAtMs ?? Number.POSITIVE_INFINITY, this.generators?.nextAtMs() ?? Number.POSITIVE_INFINITY);
  }
  get #now(): number {
    return this.nowMs % 2 ** 32;
  }
  async #did(step: StepText, outcome: Outcome): Promise<void> {
    this.trace.did(step, outcome);
    this.dueAtMs = outcome.delayMs === undefined ? undefined : this.nowMs + outcome.delayMs;
    for (const effect of outcome.effects) this.#take(effect);
  }
  #take(effect: Effect): void {
    this.effects.push(effect);
    if (effect.kind === 'write') this.#pins.set(effect.pin, effect.value);
    if (effect.kind === 'ramp') {
      this.ramps.set(effect.pin, { left: effect.steps, rate: effect.rate });
      this.generators?.start(effect.pin, effect.steps, effect.rate, this.nowMs);
    }
    if (effect.kind === 'watch') this.#watches.set(effect.pin, [effect.low, effect.high]);
    if (effect.kind !== 'publish') return;
    const body = JSON.parse(effect.payload) as Readonly<Record<string, unknown>>;
    this.messages.push({ topic: effect.topic, body, flags: effect.flags, atMs: this.nowMs });
    if (effect.topic.endsWith('/heartbeat')) this.beats.push(this.nowMs);
    const device = /\/device\/([^/]*)\/state$/.exec(effect.topic)?.[1];
    if (device !== undefined) this.#states.set(device, body);
  }
  /** Wakes the firmware while a watched pin is outside its window, as an interrupt would. */
  async #settle(): Promise<void> {
    for (let wakes = 0; this.#outside(); wakes += 1) {
      must('wakes by watches at one instant', wakes < MOST_WAKES, `at most ${MOST_WAKES}`, wakes);
      await this.#did({ step: 'run', now: this.#now }, await this.dut.run(this.#now));
    }
  }
  #outside(): boolean {
    for (const [pin, [low, high]] of this.#watches) {
      const value = this.#pins.get(pin) ?? 0;
      if (low > high || (value >= low && value <= high)) continue;
      this.#watches.delete(pin);
      return true;
    }
    return false;
  }
}

/** Where a device listens. */
export const cmdTopic = (device: string): string => `room/${ROOM}/device/${device}/cmd`;
