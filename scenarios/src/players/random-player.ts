import type { Room } from '@understudy/contract';
import { type ModelAction, mix, Xoshiro } from '@understudy/sim-devices';
import type { Player, PlayerView } from '@understudy/twin';
import { type Choice, emergencyChoices, propChoices } from './prop-choices.ts';

export interface RandomPlayerOptions {
  /** Shortest and longest time between two actions, in ms. Default 200 to 6,000. */
  readonly pauseMs?: readonly [number, number];
  /** Whether it presses the E-stop and the release buttons too, now and then. Default false. */
  readonly emergencies?: boolean;
}

const MS_US = 1000;
/** One action in so many is an emergency, when they are asked for. */
const EMERGENCY_ONE_IN = 400;
/** A crank that is set to no purpose is turned at most so many times as far as it usually is. */
const PATIENCE = 5;

/**
 * Works props without sense: any action of any prop, right, wrong or refused, at any time. It finds what a careful
 * player never tries; whatever it does, the room must stay safe.
 */
export class RandomPlayer implements Player {
  readonly #random: Xoshiro;
  readonly #choices: readonly Choice[];
  readonly #emergencies: readonly Choice[];
  readonly #pauseMs: readonly [number, number];
  #nextAtUs = 0;

  constructor(room: Room, seed: number, options: RandomPlayerOptions = {}) {
    this.#random = new Xoshiro(mix(seed, 0x72616e64));
    this.#choices = propChoices(room);
    this.#emergencies = options.emergencies === true ? emergencyChoices(room) : [];
    this.#pauseMs = options.pauseMs ?? [200, 6000];
  }

  look(atUs: number, view: PlayerView): number {
    if (atUs < this.#nextAtUs) return this.#nextAtUs;
    const emergency = this.#emergencies.length > 0 && this.#random.below(EMERGENCY_ONE_IN) === 0;
    const choices = emergency ? this.#emergencies : this.#choices;
    const choice = choices[this.#random.below(choices.length)];
    if (choice === undefined) return Number.POSITIVE_INFINITY;
    view.act(choice.plant, choice.action, this.#value(choice));
    const [shortestMs, longestMs] = this.#pauseMs;
    this.#nextAtUs = atUs + (shortestMs + this.#random.below(longestMs - shortestMs + 1)) * MS_US;
    return this.#nextAtUs;
  }

  /** One in three takes the default, which is likely right; the others anything in range, whole where the range is wide. */
  #value(choice: Choice): number | undefined {
    const { value } = choice;
    if (value === undefined) return undefined;
    if (this.#random.below(3) === 0) return value.default;
    if (value.min < 0) return this.#turn(value);
    const span = value.max - value.min;
    if (span > 1) return value.min + this.#random.below(span + 1);
    return value.min + (this.#random.below(101) * span) / 100;
  }

  /** What turns both ways is turned as far as a person has patience for, a few times the usual either way. */
  #turn(value: NonNullable<ModelAction['value']>): number {
    const reach = Math.abs(value.default) * PATIENCE;
    const turn = this.#random.below(2 * reach + 1) - reach;
    return Math.max(value.min, Math.min(value.max, turn));
  }
}
