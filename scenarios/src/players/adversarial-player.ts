import type { Room } from '@understudy/contract';
import { mix, type Truth, Xoshiro } from '@understudy/sim-devices';
import type { Player, PlayerView } from '@understudy/twin';
import { type Choice, emergencyChoices, propChoices } from './prop-choices.ts';

const MS_US = 1000;
const PAUSE_MS = [150, 1500] as const;
/** What was done is undone again after this. */
const UNDO_MS = [80, 700] as const;
/** One act in so many is a button of the room; an E-stop ends most of what there is to hurt, so it is rare. */
const RELEASE_ONE_IN = 40;
const ESTOP_ONE_IN = 250;
/** A pressed E-stop is turned back after so many ms. */
const ESTOP_HELD_MS = [300, 4000] as const;

interface Planned extends Choice {
  readonly atUs: number;
  readonly given: number | undefined;
}

/**
 * Works what hurts. Looks several times a second for what has just changed or moves, acts on that and on what hangs on the
 * same controller, and takes most of it back at once: opens and shuts, plugs and pulls, holds and lets go. Now and then
 * presses a release button or an E-stop, just when something has been reached.
 */
export class AdversarialPlayer implements Player {
  readonly #random: Xoshiro;
  readonly #choices: readonly Choice[];
  readonly #plants: readonly string[];
  readonly #byController = new Map<string, Choice[]>();
  readonly #controllerOf = new Map<string, string>();
  readonly #stops: readonly Choice[];
  readonly #releases: readonly Choice[];
  readonly #seen: Float64Array;
  readonly #planned: Planned[] = [];
  #nextAtUs = 0;

  constructor(room: Room, seed: number) {
    this.#random = new Xoshiro(mix(seed, 0x61647665));
    this.#choices = propChoices(room);
    for (const choice of this.#choices) {
      const list = this.#byController.get(choice.controller);
      if (list === undefined) this.#byController.set(choice.controller, [choice]);
      else list.push(choice);
    }
    for (const { controller, plants } of room.physics) {
      for (const plant of Object.keys(plants)) this.#controllerOf.set(plant, controller);
    }
    this.#plants = [...this.#controllerOf.keys()];
    this.#seen = new Float64Array(this.#plants.length);
    const emergencies = emergencyChoices(room);
    this.#stops = emergencies.filter(({ plant, action }) => plant.startsWith('estop_') && action === 'press');
    this.#releases = emergencies.filter(({ plant }) => plant.startsWith('egress_'));
  }

  look(atUs: number, view: PlayerView): number {
    this.#doPlanned(atUs, view);
    if (this.#nextAtUs <= atUs) {
      this.#act(atUs, this.#choose(this.#changed(view)), view);
      this.#nextAtUs = atUs + this.#between(PAUSE_MS) * MS_US;
    }
    let nextAtUs = this.#nextAtUs;
    for (const planned of this.#planned) nextAtUs = Math.min(nextAtUs, planned.atUs);
    return nextAtUs;
  }

  /** Controllers of what looks otherwise than at the last look. */
  #changed(view: PlayerView): string[] {
    const changed: string[] = [];
    for (let index = 0; index < this.#plants.length; index += 1) {
      const plant = this.#plants[index] ?? '';
      const looks = glance(view.truth(plant));
      if (looks !== this.#seen[index]) changed.push(this.#controllerOf.get(plant) ?? '');
      this.#seen[index] = looks;
    }
    return changed;
  }

  #choose(changed: readonly string[]): Choice | undefined {
    if (changed.length > 0 && this.#stops.length > 0 && this.#random.below(ESTOP_ONE_IN) === 0) {
      return this.#pick(this.#stops);
    }
    if (this.#releases.length > 0 && this.#random.below(RELEASE_ONE_IN) === 0) return this.#pick(this.#releases);
    const where = this.#pick(changed);
    const near = where === undefined ? undefined : this.#byController.get(where);
    return this.#pick(near ?? this.#choices);
  }

  #act(atUs: number, choice: Choice | undefined, view: PlayerView): void {
    if (choice === undefined) return;
    const { plant, action, value } = choice;
    const given = value === undefined ? undefined : this.#random.below(2) === 0 ? value.default : value.max;
    view.act(plant, action, given);
    if (plant.startsWith('estop_')) {
      const heldMs = this.#between(ESTOP_HELD_MS);
      this.#planned.push({ ...choice, action: 'release', given: undefined, atUs: atUs + heldMs * MS_US });
    } else if (given !== undefined && value !== undefined && this.#random.below(3) > 0) {
      // What turns both ways is turned back; everything else is taken to its lowest.
      const back = value.min < 0 ? 0 - given : value.min;
      this.#planned.push({ ...choice, given: back, atUs: atUs + this.#between(UNDO_MS) * MS_US });
    }
  }

  #doPlanned(atUs: number, view: PlayerView): void {
    for (let index = 0; index < this.#planned.length; index += 1) {
      const planned = this.#planned[index];
      if (planned === undefined || planned.atUs > atUs) continue;
      view.act(planned.plant, planned.action, planned.given);
      this.#planned.splice(index, 1);
      index -= 1;
    }
  }

  #between([shortestMs, longestMs]: readonly [number, number]): number {
    return shortestMs + this.#random.below(longestMs - shortestMs + 1);
  }

  #pick<T>(list: readonly T[]): T | undefined {
    return list[this.#random.below(Math.max(1, list.length))];
  }
}

/** One number for how a prop looks. Equal looks are equal numbers; two that differ seldom share one. */
function glance(truth: Truth | undefined): number {
  let sum = 0;
  let factor = 1;
  for (const name in truth) {
    sum += Number(truth[name]) * factor;
    factor += 1.618;
  }
  return sum;
}
