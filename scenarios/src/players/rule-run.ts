/** One rule of a player on its way: seen, thought over, done step by step, seen again or spent. */
import type { Observation, PlayerDefinition } from '@understudy/contract';
import type { Xoshiro } from '@understudy/sim-devices';
import type { PlayerView } from '@understudy/twin';

export type PlayerRule = PlayerDefinition['rules'][string];

const MS_US = 1000;
const NEVER_US = Number.POSITIVE_INFINITY;

/** Whether every observation is to be seen now. A plant or value that is not there is not seen. */
export function isSeen(observations: readonly Observation[], view: PlayerView): boolean {
  for (const observation of observations) {
    const value = view.truth(observation.plant)?.[observation.value];
    if (value === undefined) return false;
    if (observation.equals !== undefined && value !== observation.equals) return false;
    if (observation.above !== undefined && !(Number(value) > observation.above)) return false;
    if (observation.below !== undefined && !(Number(value) < observation.below)) return false;
  }
  return true;
}

/**
 * waiting: `when` is not seen yet, or `until` is: who sees later that it was undone does it again. thinking: it was seen,
 * and is looked at again before the first step. acting: between the steps. resting: done, until `repeatMs` or `until`.
 * spent: over, for what is done once.
 */
type Phase = 'waiting' | 'thinking' | 'acting' | 'resting' | 'spent';

export class RuleRun {
  /** When this rule wants to be looked at again, in µs; Infinity when only a change can matter. */
  dueAtUs = NEVER_US;
  readonly #rule: PlayerRule;
  readonly #random: Xoshiro;
  #phase: Phase = 'waiting';
  #step = 0;

  constructor(rule: PlayerRule, random: Xoshiro) {
    this.#rule = rule;
    this.#random = random;
  }

  get spent(): boolean {
    return this.#phase === 'spent';
  }

  look(atUs: number, view: PlayerView): void {
    if (this.#phase === 'waiting' && isSeen(this.#rule.when, view) && !this.#isDone(view)) this.#think(atUs);
    if (this.#phase === 'resting' && this.#isDone(view)) this.#wait();
    if (atUs < this.dueAtUs) return;
    if (this.#phase === 'acting') this.#act(atUs, view);
    else if (this.#phase === 'thinking' || this.#phase === 'resting') this.#begin(atUs, view);
  }

  #think(atUs: number): void {
    const [shortestMs, longestMs] = this.#rule.thinkMs;
    const spanMs = Math.max(0, longestMs - shortestMs);
    this.#phase = 'thinking';
    this.dueAtUs = atUs + (shortestMs + this.#random.below(spanMs + 1)) * MS_US;
  }

  /** Before anything is done the room is looked at once more: it may have changed its mind. */
  #begin(atUs: number, view: PlayerView): void {
    if (!this.#isDone(view) && isSeen(this.#rule.when, view)) {
      this.#phase = 'acting';
      this.#step = 0;
      this.dueAtUs = atUs + (this.#rule.do[0]?.afterMs ?? 0) * MS_US;
      this.#act(atUs, view);
    } else {
      this.#wait();
    }
  }

  #act(atUs: number, view: PlayerView): void {
    while (this.#phase === 'acting' && this.dueAtUs <= atUs) {
      const action = this.#rule.do[this.#step];
      if (action !== undefined) view.act(action.plant, action.action, action.value);
      this.#step += 1;
      const next = this.#rule.do[this.#step];
      if (next === undefined) this.#rest(atUs);
      else this.dueAtUs = atUs + (next.afterMs ?? 0) * MS_US;
    }
  }

  #rest(atUs: number): void {
    const { repeatMs, until } = this.#rule;
    this.#phase = repeatMs === undefined && until === undefined ? 'spent' : 'resting';
    this.dueAtUs = repeatMs === undefined ? NEVER_US : atUs + Math.max(1, repeatMs) * MS_US;
  }

  #isDone(view: PlayerView): boolean {
    return this.#rule.until !== undefined && isSeen(this.#rule.until, view);
  }

  #wait(): void {
    this.#phase = 'waiting';
    this.dueAtUs = NEVER_US;
  }
}
