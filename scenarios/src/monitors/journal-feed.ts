/** Monitors over a journal: its inputs are what the engine was told; what it says to them again is what it said then. */
import type { Room } from '@understudy/contract';
import type { Effect } from '@understudy/core';
import type { Violation } from '@understudy/twin';
import { BusFeed } from './bus-feed.ts';
import type { JournalStep } from './recovery.ts';

export class JournalFeed {
  readonly #feed: BusFeed;

  constructor(room: Room) {
    this.#feed = new BusFeed(room);
  }

  /** The next step of the journal, and the effects that the engine answers it with. */
  step({ atUs, inputs }: JournalStep, effects: readonly Effect[]): void {
    for (const input of inputs) {
      if (input.kind === 'message') this.#feed.message(atUs, input.topic, input.payload ?? '', input.retain);
      else if (input.kind === 'operator') this.#feed.operator(atUs, input.by, input.request);
    }
    for (const effect of effects) {
      if (effect.kind === 'publish') this.#feed.message(atUs, effect.topic, effect.payload, false);
    }
  }
  /** Nothing more will come. Returns everything that was found. */
  finish(): readonly Violation[] {
    return this.#feed.finish();
  }
}
