/** The people of a scenario: each comes and goes at their instants, and looks only while there. */
import type { Room } from '@understudy/contract';
import { mix } from '@understudy/sim-devices';
import type { Player, PlayerView } from '@understudy/twin';
import { createPlayer, GAMEMASTER } from '../players/create-player.ts';
import type { PlayerRecord } from '../scenario/schema.ts';

const MS_US = 1000;
const NEVER_US = Number.POSITIVE_INFINITY;

interface Member {
  readonly player: Player;
  readonly fromUs: number;
  readonly untilUs: number;
  nextAtUs: number;
}

export class PlayerCast implements Player {
  readonly #members: readonly Member[];

  /** @throws RangeError when the room has no player of a record's model */
  constructor(room: Room, records: readonly PlayerRecord[], seed: number) {
    // Who sits at the console plays with no props.
    const guests = records.filter(({ model }) => model !== GAMEMASTER);
    const inOrder = guests.sort((one, other) => one.atMs - other.atMs);
    this.#members = inOrder.map(({ model, atMs, untilMs }, place) => ({
      player: createPlayer(room, model, place === 0 ? seed : mix(seed, place)),
      fromUs: atMs * MS_US,
      untilUs: untilMs === undefined ? NEVER_US : untilMs * MS_US,
      nextAtUs: atMs * MS_US,
    }));
  }

  look(atUs: number, view: PlayerView): number {
    let nextAtUs = NEVER_US;
    for (const member of this.#members) {
      if (atUs >= member.untilUs) continue;
      if (atUs >= member.fromUs) member.nextAtUs = member.player.look(atUs, view);
      nextAtUs = Math.min(nextAtUs, member.nextAtUs);
    }
    return nextAtUs;
  }

  changed(plant: string): void {
    for (const { player } of this.#members) player.changed?.(plant);
  }
}
