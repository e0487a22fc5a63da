/** The invariants over a running game: every message of its bus and every change of its props. */
import type { Room } from '@understudy/contract';
import { decodeUtf8 } from '@understudy/contract';
import type { OperatorRequest } from '@understudy/core';
import type { Bus, BusConnection } from '@understudy/ports';
import { BusFeed } from '@understudy/scenarios';
import type { Violation } from '@understudy/twin';
import type { TwinShell } from '@understudy/twin/realtime';

export class Monitors {
  readonly #feed: BusFeed;
  readonly #twin: TwinShell;
  readonly #changes: ReturnType<TwinShell['world']['changes']>;
  #connection: BusConnection | undefined;

  /** @param tell hears of each violation, once */
  constructor(room: Room, twin: TwinShell, tell: (violation: Violation) => void) {
    this.#feed = new BusFeed(room, tell);
    this.#twin = twin;
    this.#changes = twin.world.changes();
  }

  /** To be called once the twin runs: its time is the monitors' time. */
  start(room: Room, bus: Bus): void {
    const { room: id } = room.manifest;
    this.#connection = bus.connect(
      { clientId: `${id}-monitors`, subscriptions: [`room/${id}/#`] },
      {
        up: () => {},
        down: () => {},
        message: (topic, payload, retained) => {
          const text = decodeUtf8(payload);
          if (text !== null) this.#feed.message(this.#twin.nowUs, topic, text, retained);
        },
      },
    );
  }

  /** Something has happened in the world. */
  instant(atUs: number): void {
    this.#changes.each((plant, truth) => this.#feed.changed(atUs, plant, truth));
    this.#feed.advance(atUs);
  }

  operator(by: string, request: OperatorRequest): void {
    this.#feed.operator(this.#twin.nowUs, by, request);
  }

  async stop(): Promise<void> {
    await this.#connection?.close();
  }
}
