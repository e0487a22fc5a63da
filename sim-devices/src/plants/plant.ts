import type { PlantDefinition } from '@understudy/contract';
import type { Pattern } from '../host/pattern.ts';
import type { RampProfile } from '../host/ramp.ts';

/** What a plant physically is at an instant: flat, numbers and booleans; keys and units are in the catalogue. */
export type Truth = Readonly<Record<string, number | boolean>>;

/** What came of a player's action. `blocked`: the prop itself did not give way. */
export type ActResult =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly reason: 'UNKNOWN_PLANT' | 'UNKNOWN_ACTION' | 'BAD_VALUE' | 'BLOCKED' | 'NO_POWER';
      readonly message: string;
    };

export const ACTED: ActResult = { ok: true };

/** The wires of one plant, as the world gives them. Pins are named by the model's role. */
export interface Wiring {
  /** Whether the role is wired to a pin. */
  has(role: string): boolean;
  /** Drives an input pin of the controller. An unwired role is ignored. */
  drive(role: string, value: number, atUs: number): void;
  /** Gives an analogue input noise of plus or minus so many counts, a pure function of (seed, plant, ms). */
  noise(role: string, counts: number, seed: number): void;
  /** What an output pin was last written; -1 while its controller does not drive it. */
  level(role: string): number;
  /** The step generator on a ramp pin. */
  ramp(role: string): RampProfile;
  /** The pattern on a strip pin. */
  pattern(role: string): Pattern;
  /** Sends a byte to a serial input. It is lost when 64 wait already, or when the controller is off. */
  send(role: string, byte: number, atUs: number): void;
  /** Says that the truth changed by a step (not by steady motion). */
  changed(): void;
  /** Says that `holds` may have changed, to those that this plant blocks. */
  released(atUs: number): void;
  /** Says that this plant feeds, or feeds no longer, those that name it as their supply. */
  feeds(on: boolean, atUs: number): void;
}

/** What a plant is made of. */
export interface PlantSetting {
  readonly id: string;
  readonly definition: PlantDefinition;
  /** Every param of the model, defaults filled in. */
  readonly params: Readonly<Record<string, number>>;
  /** 32 bits, different for each plant. */
  readonly seed: number;
  readonly wiring: Wiring;
}

/**
 * One thing that hangs on pins. It acts only at events: output pins change, power comes and goes, a player acts, a
 * plant that blocks it lets go, or `nextAtUs` comes. Instants are integer microseconds and never fall.
 */
export abstract class Plant {
  readonly id: string;
  /** Every param of the model. A fault may put others in their place, see `retune`. */
  params: Readonly<Record<string, number>>;
  readonly seed: number;
  /** When something will happen by itself; Infinity for never. */
  nextAtUs = Number.POSITIVE_INFINITY;
  /** Power: false while the E-stop contactor, the egress circuit or its supply has cut it. */
  powered = true;
  /** Whether the truth changes between events (steady motion). */
  moving = false;
  /** Whether that motion goes on as it is until something is done: a fan at its speed. Nobody waits for its end. */
  steady = false;
  /** Plants that block this one. Filled in by the world. */
  blockers: readonly Plant[] = [];
  protected readonly wiring: Wiring;

  constructor(setting: PlantSetting) {
    this.id = setting.id;
    this.params = setting.params;
    this.seed = setting.seed;
    this.wiring = setting.wiring;
  }

  /** A param of the model. Throws on a name that the catalogue does not have (a defect of the model, never of data). */
  protected param(name: string): number {
    const value = this.params[name];
    if (value === undefined) throw new Error(`plant ${this.id}: the catalogue has no param ${name}`);
    return value;
  }
  /** Whether a plant that blocks this one holds. */
  protected get blocked(): boolean {
    for (const blocker of this.blockers) if (blocker.holds) return true;
    return false;
  }
  /** Whether this plant holds shut those that name it in `blockedBy`. */
  get holds(): boolean {
    return false;
  }
  /** The truth; the same object each time, brought up to date by `refresh`. */
  abstract readonly truth: Truth;

  /** Puts the initial levels on the input pins. Called once, before anything else. */
  start(_atUs: number): void {}
  /** An output pin of `role` changed; a ramp or a strip pattern was set anew. */
  output(_role: string, _value: number, _atUs: number): void {}
  /** Does what is due at `atUs` (`nextAtUs` has come) and sets `nextAtUs` anew. */
  run(_atUs: number): void {}
  /** A player does something. A refused action changes nothing. */
  act(action: string, _value: number | undefined, _atUs: number): ActResult {
    return { ok: false, reason: 'UNKNOWN_ACTION', message: `plant ${this.id} has no action ${action}` };
  }
  /** Power cut or restored. */
  power(on: boolean, _atUs: number): void {
    this.powered = on;
  }
  /** A fault: it goes on with other params, from its next motion on; a model that keeps what it derived overrides this. */
  retune(params: Readonly<Record<string, number>>): void {
    this.params = params;
  }
  /** A fault: something stands in its way at `position` (0..1); undefined takes it away. False: nothing can stand there. */
  obstruct(_position: number | undefined, _atUs: number): boolean {
    return false;
  }
  /** A plant in `blockers` lets go or holds. */
  blockersChanged(_atUs: number): void {}
  /** Brings what moves steadily up to `atUs` in the truth. */
  refresh(_atUs: number): void {}
}
