/**
 * Who owns which output. An output is one unit of one device, or a group of units; the strongest layer that claims it, or
 * a member of it, owns it. Each layer keeps only its newest intent, so that giving an output back can never replay an older one.
 */
import { LAYERS, type Layer } from '@understudy/contract';
import type { CompiledOutput } from '../compile/compiled-room.ts';
import { at } from '../errors.ts';

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
  readonly #members: readonly (readonly number[])[];
  readonly #groups: readonly (readonly number[])[];
  readonly #intents: (Intent | null)[];
  /** Last operation sent, of any layer: what `exclusive` rules look at. */
  readonly #lastOperation: (string | null)[];
  /** Last command sent, of any layer. */
  readonly #lastCommand: (string | null)[];
  /** Last command sent to just this output, not to a group of it. */
  readonly #current: (string | null)[];

  constructor(outputs: readonly CompiledOutput[]) {
    this.#count = outputs.length;
    this.#members = outputs.map((output) => output.members);
    this.#groups = outputs.map(({ index }) =>
      outputs.filter((group) => group.members.includes(index)).map((group) => group.index),
    );
    this.#intents = new Array<Intent | null>(this.#count * LAYERS.length).fill(null);
    this.#lastOperation = new Array<string | null>(this.#count).fill(null);
    this.#lastCommand = new Array<string | null>(this.#count).fill(null);
    this.#current = new Array<string | null>(this.#count).fill(null);
  }

  /** The owning layer, or null. */
  owner(output: number): LayerIndex | null {
    for (const layer of LAYER_INDICES) {
      if (this.intent(output, layer) !== null) return layer;
      for (const member of this.members(output)) if (this.intent(member, layer) !== null) return layer;
    }
    return null;
  }

  intent(output: number, layer: LayerIndex): Intent | null {
    return this.#intents[output * LAYERS.length + layer] ?? null;
  }

  /** Claims the output for the layer with its newest intent; null gives it back. */
  setIntent(output: number, layer: LayerIndex, intent: Intent | null): void {
    this.#intents[output * LAYERS.length + layer] = intent;
  }

  /** Gives back every output that the layer claims. */
  clearLayer(layer: LayerIndex): void {
    for (let output = 0; output < this.#count; output++) this.setIntent(output, layer, null);
  }

  /** Units of a group; none for a unit. */
  members(output: number): readonly number[] {
    return at(this.#members, output);
  }

  /** Groups that the unit is a member of. */
  groupsOf(output: number): readonly number[] {
    return at(this.#groups, output);
  }

  /** A command went out. What it said to a group it said to every member. */
  sent(output: number, operation: string, command: string): void {
    this.#current[output] = command;
    for (const driven of [output, ...this.members(output)]) {
      this.#lastOperation[driven] = operation;
      this.#lastCommand[driven] = command;
    }
  }

  /** The newest command to just this output; whether it is still under way its record says. */
  current(output: number): string | null {
    return this.#current[output] ?? null;
  }

  lastOperation(output: number): string | null {
    return this.#lastOperation[output] ?? null;
  }

  lastCommand(output: number): string | null {
    return this.#lastCommand[output] ?? null;
  }

  save(): SavedOutputs {
    return {
      intents: [...this.#intents],
      lastOperation: [...this.#lastOperation],
      lastCommand: [...this.#lastCommand],
      current: [...this.#current],
    };
  }

  load(saved: SavedOutputs): void {
    copy(saved.intents, this.#intents);
    copy(saved.lastOperation, this.#lastOperation);
    copy(saved.lastCommand, this.#lastCommand);
    copy(saved.current, this.#current);
  }
}

export interface SavedOutputs {
  readonly intents: readonly (Intent | null)[];
  readonly lastOperation: readonly (string | null)[];
  readonly lastCommand: readonly (string | null)[];
  readonly current: readonly (string | null)[];
}

function copy<T>(from: readonly (T | null)[], to: (T | null)[]): void {
  for (let index = 0; index < to.length; index++) to[index] = from[index] ?? null;
}
