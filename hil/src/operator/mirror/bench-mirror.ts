/**
 * What a bench has seen, in the order of its own clock, and the picture of it. Looks come as they are made; a recording comes
 * when its programme has ended. So the picture runs behind what is known, at the pace of the clock while it is near, and
 * faster the further it is behind: every motion is shown, and none for long.
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
/** After a longer pause nobody was looking: the picture is that of now. */
const PAUSE_MS = 1000;
/** More waits for no picture. */
const SIGHTS_MAX = 50_000;

export class BenchMirror {
  readonly #begin: (atUs: number) => MirrorPlants;
  readonly #controller: string;
  readonly #unseen: readonly string[];
  #plants: MirrorPlants | undefined;
  #waiting: Sight[] = [];
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
    return this.#plants !== undefined && this.#shownUs < this.#knownUs;
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
    const passedMs = nowMs - this.#lastMs;
    this.#lastMs = nowMs;
    const behindUs = this.#knownUs - this.#shownUs;
    this.#pace = Math.max(1, behindUs / CATCH_UP_US);
    if (this.#plants === undefined) return;
    const stepUs = passedMs > PAUSE_MS ? behindUs : Math.min(behindUs, passedMs * 1000 * this.#pace);
    this.#show(this.#plants, this.#shownUs + stepUs);
  }

  view(): MirrorView {
    const truths = Object.entries(this.#plants?.truths() ?? {});
    return {
      controller: this.#controller,
      behindMs: Math.round((this.#knownUs - this.#shownUs) / 1000),
      pace: Math.round(this.#pace),
      entries: Object.fromEntries(truths.map(([id, truth]) => [`plant/${id}`, truth])),
      unseen: this.#unseen,
    };
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

  #show(plants: MirrorPlants, toUs: number): void {
    let count = 0;
    for (const sight of this.#waiting) {
      if (sight.atUs > toUs) break;
      count += 1;
      const atUs = Math.max(sight.atUs, this.#shownUs);
      if (sight.kind === 'level') plants.level(sight.channel, sight.value, atUs);
      else if (sight.kind === 'power') plants.power(sight.on, atUs);
      else plants.effect(sight.effect, atUs);
    }
    this.#waiting.splice(0, count);
    plants.advance(toUs);
    this.#shownUs = Math.max(this.#shownUs, toUs);
  }
}
