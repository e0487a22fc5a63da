import type { Player, PlayerView } from './types.ts';

/** One act at an instant, in ms from power-on. */
export interface ScriptedAct {
  readonly atMs: number;
  readonly plant: string;
  readonly action: string;
  readonly value?: number;
}

/** Does the same acts at the same instants, whatever it sees: recorded games, demonstrations, tests. */
export class ScriptedPlayer implements Player {
  readonly #acts: readonly ScriptedAct[];
  #next = 0;

  /** `acts` in order of `atMs`. */
  constructor(acts: readonly ScriptedAct[]) {
    this.#acts = acts;
  }

  look(atUs: number, view: PlayerView): number {
    for (; this.#next < this.#acts.length; this.#next += 1) {
      const act = this.#acts[this.#next];
      if (act === undefined || act.atMs * 1000 > atUs) break;
      view.act(act.plant, act.action, act.value);
    }
    const act = this.#acts[this.#next];
    return act === undefined ? Number.POSITIVE_INFINITY : act.atMs * 1000;
  }
}
