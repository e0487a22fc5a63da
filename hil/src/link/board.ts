/** A board behind a session: orders that say nothing back, and questions whose answers come in their order. */
import type { Effect, Outcome } from '../conformance/dut.ts';
import {
  type BoardStatistics,
  type BusMessage,
  type BusSession,
  decodeBus,
  decodeBusSession,
  decodeCapture,
  decodeStatistics,
  encodeBus,
} from './codec.ts';
import { Conversation, type LinkCounters } from './conversation.ts';
import { LinkError } from './errors.ts';
import type { Hello } from './hello.ts';
import type { LinkMessage } from './message.ts';
import { ANSWER, CHANNEL, CLOCK_MODE, FAULT_KIND, MESSAGE, ORDER, STIMULUS } from './messages.ts';
import { fromUtf8, PayloadReader, pack } from './payload.ts';
import type { SessionSettings } from './session.ts';
import type { Stream } from './stream.ts';

/** Hears what a free-running board does, with the board's time in µs. */
export interface BoardListener {
  effect?(effect: Effect, timeUs: number): void;
  bus?(message: BusMessage, timeUs: number): void;
}

/** Device times of the last message in, in µs since the board started. */
export interface Timing {
  /** When the interrupt of its last byte came. */
  readonly receivedUs: number;
  /** When the last byte of what was published first after it was handed to the transmitter; 0: nothing yet. */
  readonly sentUs: number;
}

/** A delay that means never. */
const NEVER_MS = 0xffffffff;

export class Board {
  listener: BoardListener = {};
  /** Hears the same, whoever listens: a page that shows a bench while its tests come and go. */
  watcher: BoardListener = {};
  readonly #conversation: Conversation;
  #effects: Effect[] = [];
  #stepped = false;

  /** Opens a session. @param nonce any but 0 and that of the session before */
  constructor(stream: Stream, nonce: number, settings?: SessionSettings) {
    this.#conversation = new Conversation(stream, nonce, (message) => this.#take(message), settings);
  }

  get hello(): Promise<Hello> {
    return this.#conversation.hello;
  }
  get counters(): LinkCounters {
    return this.#conversation.counters;
  }
  /** Whether anything was said that the board has not acknowledged. */
  get underWay(): boolean {
    return this.#conversation.underWay;
  }
  /** Why the session is over; undefined while it is not. */
  get failure(): LinkError | undefined {
    return this.#conversation.failure;
  }

  /** Who says the time from now on. */
  stepped(on: boolean): void {
    this.#stepped = on;
    this.#order(ORDER.CLOCK, pack({ byte: on ? CLOCK_MODE.STEPPED : CLOCK_MODE.FREE }));
  }
  erase(): void {
    this.#order(ORDER.ERASE);
  }
  pin(pin: number, value: number): void {
    this.#conversation.send(CHANNEL.STIMULUS, STIMULUS.PIN, pack({ byte: pin }, { word: value }));
  }
  bytes(pin: number, bytes: Uint8Array): void {
    this.#conversation.send(CHANNEL.STIMULUS, STIMULUS.BYTES, pack({ byte: pin }, bytes));
  }
  fault(kind: keyof typeof FAULT_KIND, count: number): void {
    this.#order(ORDER.FAULT, pack({ byte: FAULT_KIND[kind] }, { word: count }));
  }
  /** Table over 4,096 bytes are cut there. When free-running, `nowMs` is what the firmware's clock begins with. */
  boot(table: Uint8Array, key: Uint8Array, reason: number, nowMs: number): Promise<Outcome> {
    this.#order(ORDER.TABLE, table.subarray(0, 4096));
    this.#order(ORDER.KEY, key);
    return this.#step(() => this.#order(ORDER.BOOT, pack({ word: reason }, { word: nowMs })));
  }
  /** The bus connected or lost. `nowMs` counts when stepped only. */
  link(up: boolean, nowMs = 0): Promise<Outcome> {
    return this.#step(() => this.#order(ORDER.LINK, pack({ byte: up ? 1 : 0 }, { word: nowMs })));
  }
  run(nowMs: number): Promise<Outcome> {
    return this.#step(() => this.#order(ORDER.RUN, pack({ word: nowMs })));
  }
  /** A message at an instant of a stepped board. */
  message(message: BusMessage, nowMs: number): Promise<Outcome> {
    this.#order(ORDER.NOW, pack({ word: nowMs }));
    return this.#step(() => this.publish(message));
  }
  /** A message to a free-running board, which answers when it likes. */
  publish(message: BusMessage): void {
    this.#conversation.send(CHANNEL.BUS, MESSAGE, encodeBus(message));
  }
  mac(payload: Uint8Array): Promise<Uint8Array> {
    return this.#ask(ANSWER.MAC, () => this.#order(ORDER.MAC, payload));
  }
  async refusals(): Promise<readonly number[]> {
    const reader = new PayloadReader(await this.#ask(ANSWER.COUNTERS, () => this.#order(ORDER.COUNTERS)), 'counters');
    const counts: number[] = [];
    while (reader.left > 0) counts.push(reader.word());
    return counts;
  }
  async statistics(): Promise<BoardStatistics> {
    return decodeStatistics(await this.#ask(ANSWER.STATISTICS, () => this.#order(ORDER.STATISTICS)));
  }
  async timing(): Promise<Timing> {
    const reader = new PayloadReader(await this.#ask(ANSWER.TIMING, () => this.#order(ORDER.TIMING)), 'timing');
    return { receivedUs: reader.long(), sentUs: reader.long() };
  }
  /** The board's clock now, in µs since it started. */
  async timeUs(): Promise<number> {
    const reader = new PayloadReader(await this.#ask(ANSWER.TIME, () => this.#order(ORDER.TIME)), 'time');
    return reader.long();
  }
  async busSession(): Promise<BusSession> {
    return decodeBusSession(await this.#ask(ANSWER.SESSION, () => this.#order(ORDER.SESSION)));
  }
  /** Ends the session; what is still asked rejects with LINK_CLOSED. */
  close(): void {
    this.#conversation.close();
  }

  #order(type: number, payload?: Uint8Array): void {
    this.#conversation.order(type, payload);
  }

  async #ask(answer: number, order: () => void): Promise<Uint8Array> {
    return (await this.#conversation.ask(answer, order)).payload;
  }

  async #step(order: () => void): Promise<Outcome> {
    const reader = new PayloadReader(await this.#ask(ANSWER.DONE, order), 'end of step');
    const delayMs = reader.word();
    const effects = this.#effects;
    this.#effects = [];
    return { effects, delayMs: delayMs === NEVER_MS ? undefined : delayMs };
  }

  #take(message: LinkMessage): void {
    if (message.channel === CHANNEL.CAPTURE) {
      this.#effect(decodeCapture(message.type, message.payload), message.timeUs);
    } else if (message.channel === CHANNEL.BUS) {
      this.#bus(decodeBus(message.payload), message.timeUs);
    } else throw new LinkError('LINK_PROTOCOL', `expected a message of a board, seen channel ${message.channel}`);
  }

  #bus(message: BusMessage, timeUs: number): void {
    this.listener.bus?.(message, timeUs);
    this.watcher.bus?.(message, timeUs);
    if (!this.#stepped) return;
    const { topic, payload, flags } = message;
    this.#effects.push({ kind: 'publish', topic, payload: fromUtf8(payload), flags });
  }

  #effect(effect: Effect, timeUs: number): void {
    this.listener.effect?.(effect, timeUs);
    this.watcher.effect?.(effect, timeUs);
    if (this.#stepped) this.#effects.push(effect);
  }
}
