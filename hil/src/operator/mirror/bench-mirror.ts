/**
 * What a bench has seen, in the order of its own clock, and the picture of it. Looks come as they are made; a recording comes
 * when its programme has ended. So the picture runs behind what is known, at the pace of the clock while it is near, and
 * faster the further it is behind: every motion is shown, and none for long. What lasts shorter than the time between two
 * looks at the picture, as a press of a button does at a high pace, has one look of its own.
 */
import type { ControllerDefinition, Room } from '@understudy/contract';
import type { Truth } from '@understudy/sim-devices';
import type { Channel, Edge } from '../../bench/types.ts';
import type { Effect } from '../../conformance/dut.ts';
import { MirrorPlants } from './mirror-plants.ts';
import { unseenOf } from './unseen.ts';

type Sight = { readonly atUs: number } & (
  | { readonly kind: 'level'; readonly channel: Channel; readonly value: number }
  | { readonly kind: 'power'; readonly on: boolean }
  | { readonly kind: 'effect'; readonly effect: Effect }
);

/** Plain data, for the page. */
export interface MirrorView {
  readonly controller: string;
  /** How far the picture is behind what the bench has told, by its clock in ms. */
  readonly behindMs: number;
  /** How many times faster than the bench's clock it goes now. */
  readonly pace: number;
  /** As in the live view of a room: `plant/<id>`. Empty until somebody has looked. */
  readonly entries: Readonly<Record<string, Truth>>;
  /** What such a picture cannot know. */
  readonly unseen: readonly string[];
}

/** What is behind is made up for within about so long. */
const CATCH_UP_US = 1_500_000;
/**
 * Between two looks counts no more: after a recording that took long, or on a busy computer, the next look is late, and what
 * was to be seen until then would be left out.
 */
const LOOK_MAX_MS = 250;
/** A channel has a look of its own at most so often: a contact that bounces is one press. */
const PULSE_EVERY_US = 1_000_000;
/** More waits for no picture. */
const SIGHTS_MAX = 50_000;

export class BenchMirror {
  readonly #begin: (atUs: number) => MirrorPlants;
  readonly #controller: string;
  readonly #unseen: readonly string[];
  #plants: MirrorPlants | undefined;
  #waiting: Sight[] = [];
  /** What the picture has on each channel. */
  readonly #levels = new Map<Channel, number>();
  /** Where the picture has waited last for what was short on a channel. */
  readonly #pulsesUs = new Map<Channel, number>();
  #knownUs = 0;
  #shownUs = 0;
  #lastMs = Number.NEGATIVE_INFINITY;
  #pace = 1;

  constructor(room: Room, definition: ControllerDefinition, channels: ReadonlyMap<number, Channel>) {
    this.#controller = definition.controller;
    this.#unseen = unseenOf(room, definition, channels);
    this.#begin = (atUs) => new MirrorPlants(room, definition, channels, atUs);
  }

  /** Whether there is more to show than is shown. */
  get behind(): boolean {
    return this.#plants !== undefined && this.#behindUs > 0;
  }
  /** The latest instant that the bench has told of. */
  get knownUs(): number {
    return this.#knownUs;
  }

  /** All wires at one instant; without an instant: at the latest that is known. */
  levels(levels: readonly number[], atUs: number = this.#knownUs): void {
    this.reached(atUs);
    if (this.#plants === undefined) {
      this.#shownUs = this.#knownUs;
      this.#plants = this.#begin(this.#knownUs);
      this.#plants.start(new Map(levels.entries()));
      for (const [channel, value] of levels.entries()) this.#levels.set(channel, value);
      return;
    }
    for (const [channel, value] of levels.entries()) this.#see({ kind: 'level', channel, value, atUs: this.#knownUs });
  }
  edges(edges: readonly Edge[]): void {
    for (const { channel, value, atUs } of edges) this.#see({ kind: 'level', channel, value, atUs });
  }
  power(on: boolean, atUs: number = this.#knownUs): void {
    this.#see({ kind: 'power', on, atUs });
  }
  effect(effect: Effect, atUs: number = this.#knownUs): void {
    this.#see({ kind: 'effect', effect, atUs });
  }
  /** The bench's clock is at least there. */
  reached(atUs: number): void {
    this.#knownUs = Math.max(this.#knownUs, atUs);
  }

  /** Goes on with the picture. @param nowMs of any clock of the caller's that never falls */
  advance(nowMs: number): void {
    const passedMs = Math.min(nowMs - this.#lastMs, LOOK_MAX_MS);
    this.#lastMs = nowMs;
    this.#pace = Math.max(1, this.#behindUs / CATCH_UP_US);
    if (this.#plants === undefined) return;
    const toUs = Math.min(this.#knownUs, this.#shownUs + Math.ceil(passedMs * 1000 * this.#pace));
    this.#show(this.#plants, toUs, this.#firstPulse(toUs));
  }

  /** Nobody was looking: the picture is that of now, and what has passed is shown to none. */
  skip(): void {
    if (this.#plants !== undefined) this.#show(this.#plants, this.#knownUs);
  }

  view(): MirrorView {
    const truths = Object.entries(this.#plants?.truths() ?? {});
    return {
      controller: this.#controller,
      behindMs: Math.ceil(this.#behindUs / 1000),
      pace: Math.round(this.#pace),
      entries: Object.fromEntries(truths.map(([id, truth]) => [`plant/${id}`, truth])),
      unseen: this.#unseen,
    };
  }

  /** A sight that is due and not yet shown is behind, however little. */
  get #behindUs(): number {
    const due = (this.#waiting[0]?.atUs ?? Number.POSITIVE_INFINITY) <= this.#shownUs;
    return Math.max(this.#knownUs - this.#shownUs, due ? 1 : 0);
  }

  /** Sights of several sources come a little out of order. What is older than the picture is shown at once. */
  #see(sight: Sight): void {
    this.reached(sight.kind === 'effect' ? 0 : sight.atUs);
    if (this.#plants === undefined) return;
    let at = this.#waiting.length;
    while (at > 0 && (this.#waiting[at - 1]?.atUs ?? 0) > sight.atUs) at -= 1;
    this.#waiting.splice(at, 0, sight);
    if (this.#waiting.length > SIGHTS_MAX) this.#show(this.#plants, this.#knownUs);
  }

  /** Of what waits until `toUs`, where a channel would be back before anybody has seen it gone; undefined: nowhere. */
  #firstPulse(toUs: number): number | undefined {
    const now = new Map<Channel, number>();
    for (const [index, sight] of this.#waiting.entries()) {
      if (sight.atUs > toUs) return undefined;
      if (sight.kind !== 'level') continue;
      const { channel, value, atUs } = sight;
      const shown = this.#levels.get(channel);
      const back = value === shown && (now.get(channel) ?? shown) !== shown;
      now.set(channel, value);
      if (!back || atUs - (this.#pulsesUs.get(channel) ?? Number.NEGATIVE_INFINITY) < PULSE_EVERY_US) continue;
      this.#pulsesUs.set(channel, atUs);
      return index;
    }
    return undefined;
  }

  /** @param until index of a waiting sight that must not be shown yet */
  #show(plants: MirrorPlants, toUs: number, until = this.#waiting.length): void {
    const stopUs = Math.min(toUs, (this.#waiting[until]?.atUs ?? Number.POSITIVE_INFINITY) - 1);
    let count = 0;
    for (const sight of this.#waiting) {
      if (sight.atUs > toUs || count === until) break;
      count += 1;
      const atUs = Math.max(sight.atUs, this.#shownUs);
      if (sight.kind === 'level') {
        plants.level(sight.channel, sight.value, atUs);
        this.#levels.set(sight.channel, sight.value);
      } else if (sight.kind === 'power') plants.power(sight.on, atUs);
      else plants.effect(sight.effect, atUs);
    }
    this.#waiting.splice(0, count);
    this.#shownUs = Math.max(this.#shownUs, stopUs);
    plants.advance(this.#shownUs);
  }
}
