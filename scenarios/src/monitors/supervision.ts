/** Invariants 10 and 11: without the engine's heartbeat ways out are free and outputs are in their declared idle state. */
import { DEFAULTS } from '@understudy/contract';
import { and, heldFor, never, signals } from '../logic/index.ts';
import { Disturbance } from './disturbance.ts';
import { isDriven, isHolding } from './driven.ts';
import { type IndexedPlant, type IndexedUnit, type RoomIndex, unitParam } from './room-index.ts';
import { type Instance, TemporalInvariant } from './temporal.ts';
import type { WatchEvent } from './watch-event.ts';

const NEVER_US = Number.POSITIVE_INFINITY;
/** From the limit until a bolt has come to its other end (4 s of travel); also a second for the network. */
const GRACE_MS = 5500;
const HOLD = 2;
const SIGNALS = signals({ alone: false, on: false });
/** Beside the controllers' own: a key is changed with the controller started anew. */
const KEY_SKEW = 'security.key_skew';

interface Supervised {
  readonly id: string;
  readonly limitUs: number;
  /** When the engine's heartbeat may have reached it last. */
  heardAtUs: number;
  /** Its connection is gone, by its last will. */
  isCut: boolean;
  isAlone: boolean;
  readonly outputs: Instance[];
}

abstract class Supervision extends TemporalInvariant {
  readonly hears = ['truth', 'beat', 'presence', 'hello', 'injected', 'healed'] as const;
  override readonly plants: ReadonlySet<string>;
  readonly #controllers = new Map<string, Supervised>();
  readonly #outputs = new Map<string, { readonly plant: IndexedPlant; readonly instance: Instance }>();
  readonly #disturbance = new Disturbance('controller', KEY_SKEW, 'network.will_false', 'network.will_late');

  /** @param plants what must be off; `isOn` says whether it is */
  constructor(index: RoomIndex, plants: readonly IndexedPlant[]) {
    super();
    const formula = never(and(heldFor(SIGNALS.alone, GRACE_MS), SIGNALS.on));
    for (const { controller: id, engineHeartbeatLimitMs } of index.room.controllers) {
      const limitUs = (engineHeartbeatLimitMs ?? DEFAULTS.engineHeartbeatLimitMs) * 1000;
      this.#controllers.set(id, { id, limitUs, heardAtUs: 0, isCut: false, isAlone: false, outputs: [] });
    }
    for (const plant of plants) {
      const message = () =>
        `${plant.id} is ${this.word} though ${plant.controller} has been without the engine for too long`;
      const instance = this.watch(plant.id, formula, SIGNALS, 0, message);
      this.#outputs.set(plant.id, { plant, instance });
      this.#controllers.get(plant.controller)?.outputs.push(instance);
    }
    this.plants = new Set(this.#outputs.keys());
    this.#look(0);
  }

  protected abstract readonly word: string;
  protected abstract isOn(plant: IndexedPlant, event: Extract<WatchEvent, { kind: 'truth' }>): boolean;

  protected hear(event: WatchEvent): void {
    this.#disturbance.hear(event);
    if (event.kind === 'truth') {
      const output = this.#outputs.get(event.plant);
      output?.instance.set(event.atUs, SIGNALS.on, this.isOn(output.plant, event));
    } else if (event.kind === 'beat') {
      for (const controller of this.#controllers.values()) if (!controller.isCut) this.#heard(controller, event.atUs);
      this.#look(event.atUs);
    } else if (event.kind === 'presence' || event.kind === 'hello') {
      // A spare of the same id that is unplugged takes nobody else off the bus.
      if (event.kind === 'presence' && event.from !== event.controller) return;
      const controller = this.#controllers.get(event.controller);
      if (controller !== undefined) this.#connected(controller, event.atUs, event.kind === 'hello' || event.online);
    } else if (event.kind === 'due') {
      this.#look(event.atUs);
    } else if (event.kind === 'injected' || event.kind === 'healed') {
      // It starts anew, in its boot state, before it can say so.
      const isRestart = event.fault.startsWith('controller.') || event.fault === KEY_SKEW;
      const controller = this.#controllers.get(event.target);
      if (isRestart && controller !== undefined) this.#heard(controller, event.atUs);
      this.#look(event.atUs);
    }
  }

  /** A controller that starts has its whole limit before it. */
  #connected(controller: Supervised, atUs: number, online: boolean): void {
    controller.isCut = !online;
    if (online) this.#heard(controller, atUs);
  }

  #heard(controller: Supervised, atUs: number): void {
    controller.heardAtUs = atUs;
    if (controller.isAlone) this.#tell(controller, atUs, false);
  }

  #look(atUs: number): void {
    this.wakeAtUs = NEVER_US;
    for (const controller of this.#controllers.values()) {
      if (controller.isAlone) continue;
      const limitAtUs = controller.heardAtUs + controller.limitUs;
      // One that is cut off may have started anew, unseen; or its last will was not its own.
      if (limitAtUs > atUs) this.wakeAtUs = Math.min(this.wakeAtUs, limitAtUs);
      else if (!controller.isCut || this.#disturbance.quietSince(controller.heardAtUs))
        this.#tell(controller, atUs, true);
    }
    this.nextAtUs = Math.min(this.nextAtUs, this.wakeAtUs);
  }

  #tell(controller: Supervised, atUs: number, isAlone: boolean): void {
    controller.isAlone = isAlone;
    for (const output of controller.outputs) output.set(atUs, SIGNALS.alone, isAlone);
  }
}

/** 10: no way out is kept shut without supervision. Rooms are taken to be occupied: nothing tells that they are not. */
export class EgressSupervised extends Supervision {
  readonly number = 10;
  readonly title = "No egress door is locked without the engine's heartbeat";
  protected readonly word = 'locked';

  constructor(index: RoomIndex) {
    super(
      index,
      [...index.plants.values()].filter(({ definition }) => definition.egress === true),
    );
  }

  protected isOn(plant: IndexedPlant, { truth }: Extract<WatchEvent, { kind: 'truth' }>): boolean {
    return isHolding(plant.definition, truth);
  }
}

/** 11: whose engine is silent stops what moves and cuts what its definition says. What it says to hold is not judged. */
export class SafeIdle extends Supervision {
  readonly number = 11;
  readonly title = 'A controller without the engine brings its outputs to their idle state';
  protected readonly word = 'driven';

  constructor(index: RoomIndex) {
    const units = [...index.devices.values()].flatMap(({ units: ofDevice }) => [...ofDevice.values()]);
    super(
      index,
      units.filter(isOffWhenIdle).flatMap(({ plants }) => plants),
    );
  }

  protected isOn(plant: IndexedPlant, { truth }: Extract<WatchEvent, { kind: 'truth' }>): boolean {
    return isDriven(plant.definition.model, truth);
  }
}

/** Whether a unit drives nothing once its controller takes the engine for silent. */
export function isOffWhenIdle({ definition }: IndexedUnit): boolean {
  const param = (name: string): number => unitParam(definition, name);
  switch (definition.driver) {
    case 'relay': {
      const idle = param('idleOn') >= 0 ? param('idleOn') : param('safeOn');
      return idle === 0;
    }
    case 'lock':
      return param('idleLocked') !== HOLD && param('idleLocked') !== param('energisedLocks');
    case 'motor':
    case 'actuator':
      return true;
    default:
      return false;
  }
}
