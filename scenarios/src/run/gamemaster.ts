/**
 * Somebody at the operator's console who keeps the game going: some seconds after an E-stop, a pause or a path that stands,
 * the room is put right as people do it, so that what a plan has for later finds a room at work.
 */
import { Xoshiro } from '@understudy/sim-devices';
import type { InHand, OperatorConsole } from './operator-console.ts';

const SECOND_US = 1_000_000;
/** From one look at the room to the next while all is well, and from one step to the next while it is not. */
const LOOK_US = 4 * SECOND_US;
const STEP_US = SECOND_US;
/** People need so long to see what is wrong and to come to a decision. */
const REACTION_S = { least: 4, most: 16 } as const;

export interface Shift {
  readonly fromUs: number;
  readonly untilUs: number;
  /** How long a reaction takes is drawn from it. */
  readonly seed: number;
}

export class Gamemaster {
  /** When to look next, in µs; Infinity after the end of the shift. */
  nextAtUs: number;
  readonly #desk: OperatorConsole;
  readonly #byHand: Iterable<string>;
  readonly #inHand: InHand;
  readonly #untilUs: number;
  readonly #random: Xoshiro;
  /** Something is wrong, and is left as it is until then; undefined while all is well. */
  #actAtUs: number | undefined;
  /** One thing at a time, and another one next: what comes to nothing must not keep the others waiting. */
  #turn = 0;

  /** `byHand`: devices of which somebody has asked something by hand so far. */
  constructor(desk: OperatorConsole, byHand: Iterable<string>, inHand: InHand, { fromUs, untilUs, seed }: Shift) {
    this.#desk = desk;
    this.#byHand = byHand;
    this.#inHand = inHand;
    this.#untilUs = untilUs;
    this.#random = new Xoshiro(seed);
    this.nextAtUs = fromUs;
  }

  /** One look: sees that something is wrong, or takes the next step to put it right. `up`: whether the engine answers. */
  look(atUs: number, up: boolean): void {
    if (atUs >= this.#untilUs) {
      this.nextAtUs = Number.POSITIVE_INFINITY;
      return;
    }
    const steps = up ? [...this.#desk.steps(this.#byHand, this.#inHand)] : [];
    this.nextAtUs = atUs + (steps.length === 0 ? LOOK_US : STEP_US);
    if (steps.length === 0) {
      this.#actAtUs = undefined;
      return;
    }
    this.#actAtUs ??= atUs + (REACTION_S.least + this.#random.below(REACTION_S.most - REACTION_S.least)) * SECOND_US;
    if (atUs < this.#actAtUs) return;
    steps[this.#turn % steps.length]?.();
    this.#turn += 1;
  }
}
