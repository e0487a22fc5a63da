/**
 * Who owns which output. An output is one unit of one device, or a group of units. The strongest layer that claims it, or
 * anything that shares a unit with it, owns it. Each layer keeps only its newest intent for an output, and intents know which
 * is newer, so that giving an output back can never replay an older one.
 */
import { LAYERS, type Layer } from '@understudy/contract';
import { type CompiledOutput, NONE } from '../compile/compiled-room.ts';
import { at } from '../errors.ts';
import { type Effect, Effects } from './effects.ts';

/** What a layer wants of an output. */
export interface Intent {
  readonly device: number;
  readonly operation: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** The node that waits for it, or -1. */
  readonly node: number;
  readonly correlation: string;
  /** Command that last carried it out; null while it never went out. */
  readonly command: string | null;
}

export type LayerIndex = 0 | 1 | 2 | 3;
export const SAFETY = 0;
export const MANUAL = 1;
export const PUZZLE = 2;
export const SCENE = 3;
const LAYER_INDICES = [SAFETY, MANUAL, PUZZLE, SCENE] as const;

const INDEX_OF: Readonly<Record<Layer, LayerIndex>> = { safety: SAFETY, manual: MANUAL, puzzle: PUZZLE, scene: SCENE };

export function layerIndex(layer: Layer): LayerIndex {
  return INDEX_OF[layer];
}

export class Outputs {
  readonly #count: number;
  /** Units of a group; of a unit, itself. */
  readonly #units: readonly (readonly number[])[];
  /** Outputs that share a unit with an output: itself, groups that hold it, its members, groups that overlap it. */
  readonly #overlaps: readonly (readonly number[])[];
  readonly #intents: (Intent | null)[];
  /** Which intent is newer: each gets the next number. */
  readonly #orders: number[];
  #nextOrder = 1;
  /** Of any layer: what `exclusive` rules look at. */
  readonly #effects: Effects;
  /** Last command sent, of any layer. */
  readonly #lastCommand: (string | null)[];
  /** Last command sent to just this output, not to a group of it. */
  readonly #current: (string | null)[];

  constructor(outputs: readonly CompiledOutput[]) {
    this.#count = outputs.length;
    this.#units = outputs.map(({ index, members }) => (members.length > 0 ? members : [index]));
    this.#overlaps = this.#units.map((units) =>
      outputs
        .filter(({ index }) => at(this.#units, index).some((unit) => units.includes(unit)))
        .map(({ index }) => index),
    );
    this.#intents = new Array<Intent | null>(this.#count * LAYERS.length).fill(null);
    this.#orders = new Array<number>(this.#count * LAYERS.length).fill(0);
    this.#effects = new Effects(this.#count);
    this.#lastCommand = new Array<string | null>(this.#count).fill(null);
    this.#current = new Array<string | null>(this.#count).fill(null);
  }

  /** The owning layer, or null. */
  owner(output: number): LayerIndex | null {
    const overlaps = at(this.#overlaps, output);
    for (const layer of LAYER_INDICES) {
      for (const other of overlaps) if (this.intent(other, layer) !== null) return layer;
    }
    return null;
  }

  intent(output: number, layer: LayerIndex): Intent | null {
    return this.#intents[output * LAYERS.length + layer] ?? null;
  }

  /** Claims the output for the layer with its newest intent; null gives it back. */
  setIntent(output: number, layer: LayerIndex, intent: Intent | null): void {
    this.#intents[output * LAYERS.length + layer] = intent;
    this.#orders[output * LAYERS.length + layer] = this.#nextOrder++;
  }

  /** The same intent, now carried out by a command. It gets no newer by that. */
  carriedOut(output: number, layer: LayerIndex, intent: Intent): void {
    this.#intents[output * LAYERS.length + layer] = intent;
  }

  /** Gives back every output that the layer claims. */
  clearLayer(layer: LayerIndex): void {
    for (let output = 0; output < this.#count; output++) this.setIntent(output, layer, null);
  }

  /** Units that the output drives: those of a group, or the unit itself. */
  units(output: number): readonly number[] {
    return at(this.#units, output);
  }

  /** Outputs that share a unit with this one, itself among them: who claims one owns all. */
  overlaps(output: number): readonly number[] {
    return at(this.#overlaps, output);
  }

  /** Outputs that hold `unit` and that `layer` has an intent for, the oldest intent first. */
  claims(unit: number, layer: LayerIndex): number[] {
    return at(this.#overlaps, unit)
      .filter((output) => this.intent(output, layer) !== null)
      .sort((one, other) => this.age(one, layer) - this.age(other, layer));
  }

  /** Number of the layer's intent for the output: of two intents the newer one has the higher number. */
  age(output: number, layer: LayerIndex): number {
    return at(this.#orders, output * LAYERS.length + layer);
  }

  /** Outputs that `layer` claims by an operation of `device`: groups that reach over several devices too. */
  claimedBy(device: number, layer: LayerIndex): number[] {
    const claimed: number[] = [];
    for (let output = 0; output < this.#count; output++) {
      if (this.intent(output, layer)?.device === device) claimed.push(output);
    }
    return claimed;
  }

  /** A command went out. What it said to a group it said to every member. */
  sent(output: number, operation: string, command: string): void {
    this.#current[output] = command;
    for (const driven of this.#driven(output)) {
      this.#effects.sent(driven, operation, command);
      this.#lastCommand[driven] = command;
    }
  }

  /** The device took a command, or had done as much by itself. */
  taken(output: number, command: string): void {
    for (const driven of this.#driven(output)) this.#effects.taken(driven, command);
  }

  /** The device refused a command: it had no effect. */
  refused(output: number, command: string): void {
    for (const driven of this.#driven(output)) this.#effects.refused(driven, command);
  }

  /** Whether the operation may be in effect, by what was sent and what was answered. */
  mayBeInEffect(output: number, operation: string): boolean {
    return output !== NONE && this.#effects.mayBe(output, operation);
  }

  /** The newest command to just this output; whether it is still under way its record says. */
  current(output: number): string | null {
    return this.#current[output] ?? null;
  }

  lastCommand(output: number): string | null {
    return this.#lastCommand[output] ?? null;
  }

  /** The output itself and its units; nothing of a command that drives nothing. */
  #driven(output: number): ReadonlySet<number> {
    return new Set(output === NONE ? [] : [output, ...this.units(output)]);
  }

  save(): SavedOutputs {
    return {
      intents: [...this.#intents],
      orders: [...this.#orders],
      nextOrder: this.#nextOrder,
      effects: this.#effects.save(),
      lastCommand: [...this.#lastCommand],
      current: [...this.#current],
    };
  }

  load(saved: SavedOutputs): void {
    copy(saved.intents, this.#intents);
    this.#orders.splice(0, this.#count * LAYERS.length, ...saved.orders);
    this.#nextOrder = saved.nextOrder;
    this.#effects.load(saved.effects);
    copy(saved.lastCommand, this.#lastCommand);
    copy(saved.current, this.#current);
  }
}

export interface SavedOutputs {
  readonly intents: readonly (Intent | null)[];
  readonly orders: readonly number[];
  readonly nextOrder: number;
  readonly effects: readonly (readonly Effect[])[];
  readonly lastCommand: readonly (string | null)[];
  readonly current: readonly (string | null)[];
}

function copy<T>(from: readonly (T | null)[], to: (T | null)[]): void {
  for (let index = 0; index < to.length; index++) to[index] = from[index] ?? null;
}
