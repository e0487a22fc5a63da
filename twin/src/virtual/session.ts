import type { Room } from '@understudy/contract';
import { createEngine, type Effect, type Engine, type OperatorRequest } from '@understudy/core';
import { type ActResult, hashText, mix, Schedule, Xoshiro } from '@understudy/sim-devices';
import { Network, type NetworkSink } from '../network/network.ts';
import { hex32 } from '../world/truth-hash.ts';
import type { BootReasonIndex, ChangeReader, FirmwareSet, PublishListener } from '../world/types.ts';
import { DUPLICATE, RETAINED } from '../world/types.ts';
import { World } from '../world/world.ts';
import { CommandLog } from './command-log.ts';
import { EngineProcess, engineOptionsOf } from './engine-process.ts';
import { type EffectSink, EngineShell } from './engine-shell.ts';
import { GuestList } from './guest-list.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import { PlayerSeat } from './player-seat.ts';
import type { CommandRecord, Monitor, SessionOptions } from './types.ts';

/** Client number of the engine; controller n is client n + 1. */
const ENGINE = 0;
/** A controller's network comes up between these spans after its power. */
const CONNECT_US = 100_000;
const CONNECT_SPREAD_US = 200_000;
/** From the last hello to START_GRAPH: the states that follow a hello are in by then. */
const SETTLE_US = 1_000_000;

/**
 * A room with its engine in virtual time: world, network and engine on one line of instants, jumping from event to
 * event. At one instant the world goes first, then the network, then the engine on its 1 ms grid, then the player.
 */
export class VirtualSession implements NetworkSink, EffectSink, PublishListener {
  readonly world: World;
  readonly network: Network;
  /** The engine's process, for faults. */
  readonly process: EngineProcess;
  /** Everything else that acts in the session or is a client of its broker. */
  readonly guests: GuestList;
  /** What the controllers run: flash tables and the room's key. */
  readonly firmware: FirmwareSet;
  /** Instant of START_GRAPH in µs; Infinity before. */
  startedAtUs = Number.POSITIVE_INFINITY;
  /** Set once the engine has ended the game: by its graph, or because the room's `gameMs` have passed. */
  outcome: Outcome | undefined;
  /** Instants at which something was done. */
  instants = 0;
  readonly #shell: EngineShell;
  readonly #log = new CommandLog();
  readonly #options: SessionOptions;
  readonly #connects: Schedule;
  readonly #random: Xoshiro;
  readonly #seat: PlayerSeat | undefined;
  readonly #monitor: Monitor | undefined;
  readonly #changes: ChangeReader;
  readonly #changed: (plant: string, truth: Readonly<Record<string, number | boolean>>) => void;
  readonly #saidHello: Uint8Array;
  #missing: number;
  #startAtUs = Number.POSITIVE_INFINITY;
  #seenRevision = -1;
  #nowUs = 0;

  constructor(room: Room, firmware: FirmwareSet, options: SessionOptions) {
    this.#options = options;
    this.firmware = firmware;
    const { seed, clockOffsetMs = 0 } = options;
    this.world = new World({ room, firmware, seed, clockOffsetMs });
    this.world.listener = this;
    const controllers = this.world.controllerIds.length;
    this.network = new Network(controllers + 1, mix(seed, 2), options.network);
    this.guests = new GuestList(this.network);
    const engineOptions = engineOptionsOf(firmware, options);
    const engine = (options.createEngine ?? createEngine)(room, engineOptions);
    this.#shell = new EngineShell(engine, this, options.journal);
    this.process = new EngineProcess(this, this.#shell, room, engineOptions);
    this.#random = new Xoshiro(mix(seed, 3));
    this.#connects = new Schedule(controllers + 1);
    this.#saidHello = new Uint8Array(controllers);
    this.#missing = controllers;
    this.#monitor = options.monitor;
    this.#changes = this.world.changes();
    this.#changed = (plant, truth) => this.#monitor?.changed?.(this.#nowUs, plant, truth);
    this.#seat = options.player === undefined ? undefined : new PlayerSeat(options.player, this);
    this.network.connect(ENGINE, engine.subscriptions, undefined, 0);
    this.#shell.queue({ kind: 'bus', up: true }, 0);
    for (let client = 1; client <= controllers; client += 1) this.#planConnect(client);
  }

  /** The engine that runs, or ran last. */
  get engine(): Engine {
    return this.#shell.engine;
  }
  get nowUs(): number {
    return this.#nowUs;
  }
  get commands(): readonly CommandRecord[] {
    return this.#log.records;
  }
  /** Events of the parts together: controllers' and plants' runs, messages, engine steps. */
  get events(): number {
    return this.world.events + this.network.messages + this.#shell.steps;
  }
  /** When something will happen next; Infinity for never. */
  nextEventUs(): number {
    return Math.min(
      this.world.nextEventUs(),
      this.network.nextAtUs,
      this.#shell.nextAtUs,
      this.#connects.nextAtUs,
      this.#startAtUs,
      this.guests.nextAtUs,
      this.#seat?.nextAtUs ?? Number.POSITIVE_INFINITY,
      this.#monitor?.nextAtUs?.() ?? Number.POSITIVE_INFINITY,
    );
  }

  /** Runs everything due up to `toUs`; stops early, at the instant of the end, when the game ends. */
  advanceTo(toUs: number): void {
    const over = this.outcome !== undefined;
    for (let atUs = this.nextEventUs(); atUs <= toUs; atUs = this.nextEventUs()) {
      this.#instant(Math.max(atUs, this.#nowUs));
      if (!over && this.outcome !== undefined) return;
    }
    if (toUs > this.#nowUs) {
      this.#nowUs = toUs;
      this.world.advance(toUs);
    }
  }
  /** Runs on by a span in µs. */
  advance(spanUs: number): void {
    this.advanceTo(this.#nowUs + spanUs);
  }

  /** A person in the room works a prop, now. */
  act(plant: string, action: string, value?: number): ActResult {
    const result = this.world.act(plant, action, value);
    this.#options.onEvent?.({
      kind: 'act',
      atUs: this.#nowUs,
      plant,
      action,
      ...(value !== undefined && { value }),
      result,
    });
    return result;
  }
  /** An operator asks something of the engine, now. */
  operator(by: string, request: OperatorRequest): void {
    this.#options.onEvent?.({ kind: 'operator', atUs: this.#nowUs, by, request });
    this.#monitor?.operator?.(this.#nowUs, by, request);
    this.#shell.queue({ kind: 'operator', by, request }, this.#nowUs);
  }
  /** Power of a controller, with what follows for its connection. */
  power(controller: string, on: boolean, reason: BootReasonIndex = 0): void {
    const client = this.clientOf(controller);
    this.network.disconnect(client, false, this.#nowUs);
    this.#connects.set(client, Number.POSITIVE_INFINITY);
    this.world.power(client - 1, on, reason);
    if (on) this.#planConnect(client);
  }
  /** Cuts the network of a controller, or mends it. */
  link(controller: string, up: boolean): void {
    const client = this.clientOf(controller);
    if (up && !this.network.isConnected(client)) this.#planConnect(client);
    if (up) return;
    this.breakLink(client, false);
    this.#connects.set(client, Number.POSITIVE_INFINITY);
  }
  /** Cuts the engine off the broker, or connects it again. */
  engineLink(up: boolean): void {
    if (!up) this.breakLink(ENGINE, false);
    this.#connects.set(ENGINE, Number.POSITIVE_INFINITY);
    if (up) this.#connect(ENGINE);
  }
  /** Number of a client of the broker: 0 is `engine`, then the controllers. @throws Error for any other name */
  clientOf(name: string): number {
    if (name === 'engine') return ENGINE;
    const index = this.world.controllerIds.indexOf(name);
    if (index < 0) throw new Error(`expected engine or a controller of the room, saw ${name}`);
    return index + 1;
  }
  /**
   * A client's connection is gone and both sides know. It comes back by itself as soon as its network lets it in
   * (`Network.bar`). `inOrder`: without its last will.
   */
  breakLink(client: number, inOrder: boolean): void {
    const wasUp = this.network.isConnected(client);
    this.network.disconnect(client, inOrder, this.#nowUs);
    if (client !== ENGINE) this.world.link(client - 1, false);
    else if (wasUp) this.#shell.queue({ kind: 'bus', up: false }, this.#nowUs);
    this.#planConnect(client);
  }

  /** 16 hex digits over the engine's rolling hash and everything physical so far. */
  hash(): string {
    const text = `${this.engine.hash()} ${this.world.hash()} ${this.#nowUs} ${this.network.messages}`;
    return hex32(hashText(text)) + hex32(mix(hashText(`${text}.`), text.length));
  }

  publish(controller: number, topic: string, payload: string, qos: 0 | 1, retain: boolean, atUs: number): void {
    this.network.publish(controller + 1, topic, payload, qos, retain, atUs);
  }
  receive(client: number, topic: string, payload: string, retained: boolean, duplicate: boolean, atUs: number): void {
    if (client === ENGINE) {
      this.#shell.queue({ kind: 'message', topic, payload, retain: retained }, atUs);
      return;
    }
    if (this.guests.receive(client, topic, payload, retained, atUs)) return;
    this.world.deliver(client - 1, topic, payload, (retained ? RETAINED : 0) | (duplicate ? DUPLICATE : 0));
  }
  taken(client: number, topic: string, payload: string, retain: boolean, atUs: number): void {
    if (client !== ENGINE && client <= this.world.controllerIds.length) {
      this.#log.answered(topic, payload);
      if (this.#missing > 0 && topic.endsWith('/hello')) this.#hello(client - 1, atUs);
    }
    if (this.#monitor?.message !== undefined) {
      const from = client === ENGINE ? 'engine' : (this.world.controllerIds[client - 1] ?? this.guests.name(client));
      this.#monitor.message(atUs, from, topic, payload, retain);
    }
  }
  effects(atUs: number, effects: readonly Effect[]): void {
    for (let index = 0; index < effects.length; index += 1) {
      const effect = effects[index];
      if (effect === undefined) continue;
      if (effect.kind === 'notify') {
        this.#options.onEvent?.({ kind: 'notify', atUs, key: effect.key, value: effect.value });
        continue;
      }
      this.#log.sent(effect.topic, effect.payload, atUs);
      this.network.publish(ENGINE, effect.topic, effect.payload, effect.qos, effect.retain, atUs);
      if (effect.topic.endsWith('/core/status')) this.#readOutcome(effect.payload);
    }
  }

  #instant(atUs: number): void {
    this.#nowUs = atUs;
    this.instants += 1;
    this.world.advance(atUs);
    while (this.#connects.nextAtUs <= atUs) this.#connect(this.#connects.next);
    if (this.network.nextAtUs <= atUs) {
      this.network.deliver(atUs, this);
      this.world.advance(atUs);
    }
    if (this.guests.nextAtUs <= atUs) {
      this.guests.run(atUs);
      this.world.advance(atUs);
    }
    if (this.#startAtUs <= atUs) this.#start();
    if (this.#shell.nextAtUs <= atUs) this.#shell.step();
    if (this.#seat !== undefined) {
      this.#seat.look(atUs);
      this.world.advance(atUs);
    }
    if (this.#monitor !== undefined) this.#watch(this.#monitor, atUs);
    this.#options.onInstant?.();
  }

  #watch(monitor: Monitor, atUs: number): void {
    if (monitor.changed !== undefined && this.#seenRevision !== this.world.revision) {
      this.#seenRevision = this.world.revision;
      this.#changes.each(this.#changed);
    }
    if (monitor.nextAtUs !== undefined && monitor.nextAtUs() <= atUs) monitor.due?.(atUs);
  }

  #planConnect(client: number): void {
    this.#connects.set(client, this.#nowUs + CONNECT_US + this.#random.below(CONNECT_SPREAD_US));
  }
  #connect(client: number): void {
    this.#connects.set(client, Number.POSITIVE_INFINITY);
    if (client === ENGINE ? !this.#shell.up : !this.world.isPowered(client - 1)) return;
    if (this.network.isBarred(client)) {
      this.#planConnect(client);
      return;
    }
    if (client === ENGINE) {
      this.network.connect(ENGINE, this.engine.subscriptions, undefined, this.#nowUs);
      this.#shell.queue({ kind: 'bus', up: true }, this.#nowUs);
      return;
    }
    this.network.connect(client, this.world.subscriptions(client - 1), this.world.will(client - 1), this.#nowUs);
    this.world.link(client - 1, true);
  }
  #hello(controller: number, atUs: number): void {
    if (this.#saidHello[controller] === 1) return;
    this.#saidHello[controller] = 1;
    this.#missing -= 1;
    if (this.#missing === 0 && this.#options.autoStart !== false) this.#startAtUs = atUs + SETTLE_US;
  }
  #start(): void {
    this.#startAtUs = Number.POSITIVE_INFINITY;
    this.startedAtUs = this.#nowUs;
    this.operator('session', { action: 'START_GRAPH' });
  }
  /** Asked for only when the status says that no node is active. */
  #readOutcome(status: string): void {
    if (this.startedAtUs === Number.POSITIVE_INFINITY || !status.includes('"graph_active_nodes":[]')) return;
    this.outcome = outcomeOf(this.engine);
  }
}
