import type { Player, PlayerView } from '@understudy/twin';

/** Several people in one room: each looks and acts for themselves, in the order given. */
export class Companions implements Player {
  readonly #players: readonly Player[];

  constructor(players: readonly Player[]) {
    this.#players = players;
  }

  look(atUs: number, view: PlayerView): number {
    let nextAtUs = Number.POSITIVE_INFINITY;
    for (const player of this.#players) nextAtUs = Math.min(nextAtUs, player.look(atUs, view));
    return nextAtUs;
  }

  changed(plant: string): void {
    for (const player of this.#players) player.changed?.(plant);
  }
}
