import type { ActResult, Truth } from '@understudy/sim-devices';
import type { ChangeReader } from '../world/types.ts';
import type { World } from '../world/world.ts';
import type { Player, PlayerView } from './types.ts';

/** How often a person looks at what is moving. */
const GLANCE_US = 100_000;

/** What the seat needs of the session. */
export interface SeatRoom {
  readonly world: World;
  act(plant: string, action: string, value?: number): ActResult;
}

/** Calls a player when there is something to see, and no more often. */
export class PlayerSeat implements PlayerView {
  nextAtUs = 0;
  readonly #player: Player;
  readonly #room: SeatRoom;
  readonly #changes: ChangeReader | undefined;
  readonly #changed: (plant: string) => void;
  #askedAtUs = 0;
  #seenRevision = -1;

  constructor(player: Player, room: SeatRoom) {
    this.#player = player;
    this.#room = room;
    this.#changes = player.changed === undefined ? undefined : room.world.changes();
    this.#changed = (plant) => player.changed?.(plant);
  }

  truth(plant: string): Truth | undefined {
    return this.#room.world.truth(plant);
  }
  act(plant: string, action: string, value?: number): ActResult {
    return this.#room.act(plant, action, value);
  }

  /** Lets the player look when a truth changed, something moves, or it asked to. */
  look(atUs: number): void {
    const { world } = this.#room;
    if (atUs < this.nextAtUs && world.revision === this.#seenRevision) return;
    this.#seenRevision = world.revision;
    this.#changes?.each(this.#changed);
    this.#askedAtUs = Math.max(atUs + 1, this.#player.look(atUs, this));
    this.nextAtUs = world.moving ? Math.min(this.#askedAtUs, atUs + GLANCE_US) : this.#askedAtUs;
    // What the player's own acts changed is seen at once, in the next instant.
    if (world.revision !== this.#seenRevision) this.nextAtUs = Math.min(this.nextAtUs, atUs + 1);
  }
}
