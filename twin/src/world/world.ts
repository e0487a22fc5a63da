import {
  type ActResult,
  type ControllerHost,
  type EgressButton,
  type EgressLoads,
  EstopChain,
  type EstopLoads,
  type HostListener,
  mix,
  type Plant,
  Schedule,
  type Truth,
} from '@understudy/sim-devices';
import { type BuiltPlant, buildHosts, buildPlants } from './build.ts';
import { PlantChanges } from './changes.ts';
import { PinTable } from './pin-table.ts';
import { PlantPower } from './plant-power.ts';
import { PlantSet } from './plant-set.ts';
import type { WiringWorld } from './plant-wiring.ts';
import { hashTruths, hex32 } from './truth-hash.ts';
import type { BootReasonIndex, ChangeReader, PublishListener, Will, WorldFace, WorldOptions } from './types.ts';
import { WorldFaults } from './world-faults.ts';

/**
 * The room without its engine. Entities of the one schedule: controllers from 0, then plants, then the E-stop
 * contactor; equal instants run in that order. Every controller is powered at instant 0; links start down.
 */
export class World implements WorldFace, WiringWorld, EgressLoads, EstopLoads, HostListener {
  readonly controllerIds: readonly string[];
  readonly plantIds: readonly string[];
  /** What the controllers' outputs are heard by. */
  listener: PublishListener | undefined;
  revision = 0;
  /** Entities run so far. */
  events = 0;
  /** What goes wrong between firmware and props. */
  readonly faults: WorldFaults;
  readonly #hosts: readonly ControllerHost[];
  readonly #built: readonly BuiltPlant[];
  readonly #plants: readonly Plant[];
  readonly #byId: ReadonlyMap<string, number>;
  readonly #dependents: readonly (readonly number[])[];
  readonly #power: PlantPower;
  /** Plants in motion, and those of them whose motion comes to an end. */
  readonly #moving: PlantSet;
  readonly #arriving: PlantSet;
  readonly #readers: PlantChanges[] = [];
  readonly #linked: Uint8Array;
  readonly #estopPins: readonly number[];
  readonly #chain: EstopChain;
  readonly #schedule: Schedule;
  readonly #pins: PinTable;
  readonly #firstPlant: number;
  readonly #contactor: number;
  #nowUs = 0;
  #rolling: number;

  /** Throws when the room does not fit its catalogue, drivers or tables (the room check says so in detail beforehand). */
  constructor(options: WorldOptions) {
    const { room } = options;
    this.#rolling = options.seed >>> 0;
    this.controllerIds = room.controllers.map(({ controller }) => controller);
    this.#estopPins = room.controllers.map(({ estopPin }) => estopPin);
    this.#hosts = buildHosts(options, this);
    this.#chain = new EstopChain(room.manifest.circuits.estop.dropOutMs, this);
    this.#built = buildPlants(options, this.#hosts, this, this.#chain);
    this.#plants = this.#built.map(({ plant }) => plant);
    this.plantIds = this.#plants.map(({ id }) => id);
    this.#byId = new Map(this.plantIds.map((id, index) => [id, index]));
    this.#dependents = this.#namedBy(({ plant }) => plant.blockers.map(({ id }) => id));
    const fed = this.#namedBy(({ supply }) => (supply === undefined ? [] : [supply]));
    this.#power = new PlantPower(this.#plants, fed, (plant) => this.replan(plant));
    this.#moving = new PlantSet(this.#plants.length);
    this.#arriving = new PlantSet(this.#plants.length);
    this.#linked = new Uint8Array(this.#hosts.length);
    this.#firstPlant = this.#hosts.length;
    this.#contactor = this.#firstPlant + this.#plants.length;
    this.#schedule = new Schedule(this.#contactor + 1);
    this.#pins = new PinTable(this.#hosts.length);
    this.faults = new WorldFaults(this, this.#hosts, this.#built, this.#byId, this.#pins, this.#power);
    this.#start();
  }

  get nowUs(): number {
    return this.#nowUs;
  }
  get moving(): boolean {
    return this.#arriving.size > 0;
  }

  nextEventUs(): number {
    return this.#schedule.nextAtUs;
  }

  advance(toUs: number): void {
    const schedule = this.#schedule;
    while (schedule.nextAtUs <= toUs) {
      const entity = schedule.next;
      this.#nowUs = Math.max(this.#nowUs, schedule.nextAtUs);
      this.events += 1;
      if (entity < this.#firstPlant) this.#runHost(entity);
      else if (entity < this.#contactor) this.#runPlant(entity - this.#firstPlant);
      else this.#runContactor();
    }
    if (toUs > this.#nowUs) this.#nowUs = toUs;
  }

  act(plant: string, action: string, value?: number): ActResult {
    const index = this.#byId.get(plant);
    const built = index === undefined ? undefined : this.#built[index];
    if (index === undefined || built === undefined) {
      return { ok: false, reason: 'UNKNOWN_PLANT', message: `expected a plant of the room, saw ${plant}` };
    }
    const range = built.model.actions[action]?.value;
    if (range !== undefined && value !== undefined && !(value >= range.min && value <= range.max)) {
      const message = `${plant} ${action}: expected ${range.min} to ${range.max} ${range.unit}, saw ${value}`;
      return { ok: false, reason: 'BAD_VALUE', message };
    }
    const result = built.plant.act(action, value ?? range?.default, this.#nowUs);
    this.replan(index);
    return result;
  }

  truth(plant: string): Truth | undefined {
    const found = this.#plants[this.#byId.get(plant) ?? -1];
    found?.refresh(this.#nowUs);
    return found?.truth;
  }
  truths(): ReadonlyMap<string, Truth> {
    const all = new Map<string, Truth>();
    for (const plant of this.#plants) {
      plant.refresh(this.#nowUs);
      all.set(plant.id, plant.truth);
    }
    return all;
  }
  changes(): ChangeReader {
    const reader = new PlantChanges(this.#plants, this.#moving, () => this.#nowUs);
    this.#readers.push(reader);
    return reader;
  }

  deliver(controller: number, topic: string, payload: string | Uint8Array, flags: number): void {
    const host = this.#hosts[controller];
    if (host === undefined || this.#linked[controller] !== 1) return;
    host.deliver(topic, payload, flags, this.#nowUs);
    this.#afterHost(controller, host);
  }
  link(controller: number, up: boolean): void {
    if (!this.isPowered(controller) || this.isLinked(controller) === up) return;
    this.#linked[controller] = up ? 1 : 0;
    this.disturb(controller, (host, atUs) => host.link(up, atUs));
  }
  power(controller: number, on: boolean, reason: BootReasonIndex = 0): void {
    this.#linked[controller] = 0;
    this.disturb(controller, (host, atUs) => (on ? host.powerOn(atUs, reason) : host.powerOff(atUs)));
  }
  /** A fault's hand on a controller (its clock, storage, flash, pins): the room follows at once. */
  disturb(controller: number, act: (host: ControllerHost, atUs: number) => void): void {
    const host = this.#hosts[controller];
    if (host === undefined) return;
    act(host, this.#nowUs);
    this.#afterHost(controller, host);
  }
  /** Hangs the controller's processor, or lets it go on: outputs stay as they are. */
  hang(controller: number, on: boolean): void {
    this.disturb(controller, (host, atUs) => host.hang(on, atUs));
  }
  isPowered(controller: number): boolean {
    return this.#hosts[controller]?.powered === true;
  }
  isLinked(controller: number): boolean {
    return this.#linked[controller] === 1;
  }
  subscriptions(controller: number): readonly string[] {
    return this.#hosts[controller]?.subscriptions() ?? [];
  }
  will(controller: number): Will | undefined {
    return this.#hosts[controller]?.will();
  }
  /** The level of a pin as on the wire (probes of tests and benches); -1 for an output that nothing drives. */
  pinLevel(controller: number, pin: number): number {
    return this.#hosts[controller]?.pins.level(pin) ?? -1;
  }

  hash(): string {
    return hex32(this.#rolling) + hex32(hashTruths(this.#plants, this.#nowUs, this.#rolling));
  }

  publish(controller: number, topic: string, payload: string, qos: 0 | 1, retain: boolean, atUs: number): void {
    if (this.#linked[controller] === 1) this.listener?.publish(controller, topic, payload, qos, retain, atUs);
  }
  driven(controller: number): void {
    const host = this.#hosts[controller];
    if (host !== undefined) this.#schedule.set(controller, host.nextAtUs);
  }
  plantChanged(plant: number): void {
    for (let index = 0; index < this.#readers.length; index += 1) this.#readers[index]?.mark(plant);
    this.revision += 1;
    this.#rolling = mix(this.#rolling ^ plant, this.#nowUs % 4_294_967_296);
  }
  plantReleased(plant: number, atUs: number): void {
    for (const dependent of this.#dependents[plant] ?? []) {
      this.#plants[dependent]?.blockersChanged(atUs);
      this.replan(dependent);
    }
  }
  plantFeeds(plant: number, on: boolean, atUs: number): void {
    this.#power.feeds(plant, on, atUs);
  }
  chain(closed: boolean, atUs: number): void {
    for (let controller = 0; controller < this.#hosts.length; controller += 1) {
      this.#hosts[controller]?.drive(this.#estopPins[controller] ?? 0, closed ? 1 : 0, atUs);
      this.driven(controller);
    }
    this.#schedule.set(this.#contactor, this.#chain.nextAtUs);
  }
  contactor(closed: boolean, atUs: number): void {
    for (let plant = 0; plant < this.#built.length; plant += 1) {
      if (this.#built[plant]?.cutByEstop) this.#power.cut(plant, !closed, atUs);
    }
  }
  egress(button: EgressButton, cut: boolean, atUs: number): void {
    for (const id of button.releases) {
      const plant = this.#byId.get(id);
      if (plant !== undefined) this.#power.cut(plant, cut, atUs);
    }
  }

  /** For each plant, those that name it. */
  #namedBy(names: (built: BuiltPlant) => readonly string[]): number[][] {
    const naming: number[][] = this.#plants.map(() => []);
    for (const [index, built] of this.#built.entries()) {
      for (const name of names(built)) naming[this.#byId.get(name) ?? -1]?.push(index);
    }
    return naming;
  }

  #start(): void {
    for (const [plant, { controller, outputs }] of this.#built.entries()) {
      for (const [role, pin] of outputs) this.#pins.add(controller, pin, plant, role);
    }
    this.chain(true, 0);
    for (const [index, plant] of this.#plants.entries()) {
      plant.start(0);
      this.replan(index);
    }
    this.#power.start();
    for (const [index, host] of this.#hosts.entries()) {
      host.powerOn(0, 0);
      this.#afterHost(index, host);
    }
  }

  #runHost(controller: number): void {
    const host = this.#hosts[controller];
    if (host === undefined) return;
    host.run(this.#nowUs);
    this.#afterHost(controller, host);
  }
  #runPlant(plant: number): void {
    this.#plants[plant]?.run(this.#nowUs);
    this.replan(plant);
  }
  #runContactor(): void {
    this.#chain.run(this.#nowUs);
    this.#schedule.set(this.#contactor, this.#chain.nextAtUs);
  }
  /** A plant was touched from outside: plans its next run. */
  replan(index: number): void {
    const plant = this.#plants[index];
    if (plant === undefined) return;
    this.#schedule.set(this.#firstPlant + index, plant.nextAtUs);
    this.#moving.set(index, plant.moving);
    this.#arriving.set(index, plant.moving && !plant.steady);
  }

  /** Tells the plants which outputs changed, and plans the controller's next run. */
  #afterHost(controller: number, host: ControllerHost): void {
    const { pins } = host;
    if (pins.changedCount > 0) {
      for (let pin = pins.take(); pin >= 0; pin = pins.take()) this.#output(controller, pin, pins.level(pin));
    }
    this.#schedule.set(controller, host.nextAtUs);
  }
  #output(controller: number, pin: number, level: number): void {
    const plants = this.#pins.plants(controller, pin);
    const roles = this.#pins.roles(controller, pin);
    if (plants === undefined || roles === undefined) return;
    for (let index = 0; index < plants.length; index += 1) {
      const plant = plants[index] ?? -1;
      const role = roles[index] ?? '';
      const seen = this.faults.onOutputs ? (this.#built[plant]?.wiring.level(role) ?? level) : level;
      this.#plants[plant]?.output(role, seen, this.#nowUs);
      this.replan(plant);
    }
  }
}
