/**
 * Which operations may be in effect at each output: the last one that its device took, and all that were sent since and may
 * have been taken, for an answer can be lost. What excludes something else must not rest on what was merely sent.
 */
import { at } from '../errors.ts';

/** Kept of an output: as many commands as a controller remembers. */
const KEPT = 16;

export interface Effect {
  readonly command: string;
  readonly operation: string;
}

export class Effects {
  /** By output, oldest first. */
  readonly #possible: Effect[][];

  constructor(outputs: number) {
    this.#possible = Array.from({ length: outputs }, () => []);
  }

  mayBe(output: number, operation: string): boolean {
    return at(this.#possible, output).some((effect) => effect.operation === operation);
  }

  sent(output: number, operation: string, command: string): void {
    const effects = at(this.#possible, output);
    effects.push({ command, operation });
    if (effects.length > KEPT) effects.splice(1, 1);
  }

  /** Its device took the command: what was sent before is over. */
  taken(output: number, command: string): void {
    const effects = at(this.#possible, output);
    effects.splice(0, Math.max(0, place(effects, command)));
  }

  /** Its device refused the command. */
  refused(output: number, command: string): void {
    const effects = at(this.#possible, output);
    const found = place(effects, command);
    if (found >= 0) effects.splice(found, 1);
  }

  save(): readonly (readonly Effect[])[] {
    return this.#possible.map((effects) => [...effects]);
  }

  load(saved: readonly (readonly Effect[])[]): void {
    this.#possible.forEach((effects, output) => {
      effects.splice(0, effects.length, ...at(saved, output));
    });
  }
}

function place(effects: readonly Effect[], command: string): number {
  return effects.findIndex((effect) => effect.command === command);
}
