/** The props of one controller, moved by what a bench sees on its wires. Instants are the bench's, in µs, and never fall. */
import type { ControllerDefinition, PlantDefinition, Room } from '@understudy/contract';
import {
  createPlant,
  findModel,
  type ModelName,
  type Pattern,
  type Plant,
  type PlantModel,
  type RampProfile,
  type Truth,
  UNDRIVEN,
  type Wiring,
} from '@understudy/sim-devices';
import type { Channel } from '../../bench/types.ts';
import type { Effect } from '../../conformance/dut.ts';
import { plantsOf } from '../../plants-of.ts';
import { meaningOf } from './meaning.ts';

interface Prop {
  readonly id: string;
  readonly definition: PlantDefinition;
  readonly model: PlantModel;
  readonly plant: Plant;
  readonly pattern: Pattern;
}

/** Pixels that a strip's own buffer holds. */
const BUFFER_PIXELS = 256;

/** Steps are counted on the wire: what a generator plans nobody sees. */
const NO_RAMP: RampProfile = {
  running: false,
  positionAt: () => 0,
  rateAt: () => 0,
  accelAt: () => 0,
  segmentEndUs: () => Number.POSITIVE_INFINITY,
};

const SHUT_BY_HAND: readonly string[] = ['door', 'sprung'];

export class MirrorPlants {
  readonly #props: readonly Prop[];
  readonly #pinOf: ReadonlyMap<Channel, number>;
  readonly #estopPin: number;
  /** As they were seen last; a pin that nobody has looked at is in none. */
  readonly #levels = new Map<number, number>();
  #powered = true;
  #nowUs: number;

  /** @param atUs instant of the first look */
  constructor(
    room: Room,
    definition: Pick<ControllerDefinition, 'controller' | 'estopPin'>,
    channels: ReadonlyMap<number, Channel>,
    atUs: number,
  ) {
    this.#nowUs = atUs;
    this.#estopPin = definition.estopPin;
    this.#pinOf = new Map([...channels].map(([pin, channel]) => [channel, pin]));
    this.#props = plantsOf(room, definition.controller).map(([id, plant], index) => this.#make(id, plant, index));
    this.#link();
  }

  /** The props begin with what is on the wires already: what the first look has shown is no edge. */
  start(levels: ReadonlyMap<Channel, number>): void {
    for (const [channel, value] of levels) {
      const pin = this.#pinOf.get(channel);
      if (pin !== undefined) this.#levels.set(pin, value);
    }
    for (const { plant } of this.#props) plant.start(this.#nowUs);
    this.#feed();
  }

  level(channel: Channel, value: number, atUs: number): void {
    const pin = this.#pinOf.get(channel);
    if (pin === undefined || this.#levels.get(pin) === value) return;
    this.advance(atUs);
    this.#levels.set(pin, value);
    if (pin === this.#estopPin) this.#feed();
    if (this.#powered) this.#tell((wired) => wired === pin);
  }

  /** The DUT's supply. Without it nobody drives its outputs, which is not the same as driving them low. */
  power(on: boolean, atUs: number): void {
    if (on === this.#powered) return;
    this.advance(atUs);
    this.#powered = on;
    if (!on) for (const { pattern } of this.#props) Object.assign(pattern, darkPattern());
    this.#tell(() => true);
  }

  /** What the firmware says of a strip: no wire carries it to the bench. */
  effect(effect: Effect, atUs: number): void {
    if (effect.kind !== 'strip' && effect.kind !== 'pixel') return;
    this.advance(atUs);
    for (const { definition, pattern } of this.#props) {
      if (definition.pins.data !== effect.pin) continue;
      if (effect.kind === 'pixel') pattern.pixels[effect.index] = effect.color;
      else {
        const { effect: shown, color, brightness, lit } = effect;
        Object.assign(pattern, { effect: shown, color, brightness, lit });
      }
    }
    this.#tell((pin) => pin === effect.pin);
  }

  /** Does what is due by itself at or before `toUs`, in its order. */
  advance(toUs: number): void {
    for (;;) {
      const next = this.#props.reduce<Plant | undefined>(
        (first, { plant }) => (plant.nextAtUs < (first?.nextAtUs ?? Number.POSITIVE_INFINITY) ? plant : first),
        undefined,
      );
      if (next === undefined || next.nextAtUs > toUs) break;
      this.#nowUs = Math.max(this.#nowUs, next.nextAtUs);
      next.run(this.#nowUs);
    }
    this.#nowUs = Math.max(this.#nowUs, toUs);
  }

  /** Copies, as they are now. */
  truths(): Readonly<Record<string, Truth>> {
    return Object.fromEntries(
      this.#props.map(({ id, definition, plant }) => {
        plant.refresh(this.#nowUs);
        const level = (role: string): number | undefined => this.#levels.get(definition.pins[role] ?? -1);
        return [id, { ...plant.truth, ...meaningOf(definition.model, level, plant.params) }];
      }),
    );
  }

  #make(id: string, definition: PlantDefinition, index: number): Prop {
    const model = findModel(definition.model);
    if (model === undefined)
      throw new Error(`plant ${id}: expected a model of the catalogue, seen ${definition.model}`);
    const pattern = darkPattern();
    const isOut = (role: string): boolean => model.pins[role]?.direction === 'out';
    const wiring: Wiring = {
      has: (role) => definition.pins[role] !== undefined,
      level: (role) =>
        this.#powered && isOut(role) ? (this.#levels.get(definition.pins[role] ?? -1) ?? UNDRIVEN) : UNDRIVEN,
      ramp: () => NO_RAMP,
      pattern: () => pattern,
      released: (atUs) => this.#released(id, atUs),
      feeds: () => this.#feed(),
      // The bench drives the inputs in the props' place.
      drive: () => {},
      noise: () => {},
      send: () => {},
      changed: () => {},
    };
    const { params } = definition;
    const setting = { id, definition, seed: index, wiring, ...(params !== undefined && { params }) };
    return { id, definition, model, pattern, plant: createPlant(definition.model as ModelName, setting) };
  }

  /** What other controllers hold or feed is not on this bench. */
  #link(): void {
    const byId = new Map(this.#props.map((prop) => [prop.id, prop.plant]));
    for (const { plant, definition } of this.#props) {
      plant.blockers = (definition.blockedBy ?? []).flatMap((id) => byId.get(id) ?? []);
    }
  }

  #released(id: string, atUs: number): void {
    for (const { plant, definition } of this.#props) {
      if (definition.blockedBy?.includes(id) !== true) continue;
      plant.blockersChanged(atUs);
      // Nobody shuts a panel on a bench: what is locked is shown shut.
      if (SHUT_BY_HAND.includes(definition.model) && plant.blockers.some(({ holds }) => holds)) {
        plant.act('close', undefined, atUs);
      }
    }
  }

  /** Power of each prop: the chain cuts what hangs on its contactor, a load what it feeds. */
  #feed(): void {
    const open = this.#levels.get(this.#estopPin) === 0;
    for (const { plant, definition } of this.#props) {
      const { estop, egress, supply } = definition;
      const load = this.#props.find(({ id }) => id === supply)?.plant.truth;
      const on = !(open && (estop === true || egress === true)) && load?.on !== false;
      if (plant.powered !== on) plant.power(on, this.#nowUs);
    }
  }

  #tell(which: (pin: number) => boolean): void {
    for (const { plant, definition, model } of this.#props) {
      for (const [role, pin] of Object.entries(definition.pins)) {
        if (model.pins[role]?.direction !== 'out' || !which(pin)) continue;
        plant.output(role, this.#powered ? (this.#levels.get(pin) ?? UNDRIVEN) : UNDRIVEN, this.#nowUs);
      }
    }
  }
}

const darkPattern = (): Pattern => ({
  effect: 0,
  color: 0,
  brightness: 0,
  lit: 0,
  pixels: new Uint32Array(BUFFER_PIXELS),
});
