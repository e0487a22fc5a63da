/** One rule of a player on its way: seen, thought over, done step by step, seen again or spent. */
import type { Observation, PlayerDefinition } from '@understudy/contract';
import type { Xoshiro } from '@understudy/sim-devices';
import type { PlayerView } from '@understudy/twin';

export type PlayerRule = PlayerDefinition['rules'][string];

const MS_US = 1000;
const NEVER_US = Number.POSITIVE_INFINITY;

/** Some observations that are waited for together. A plant or value that is not there is not seen. */
class Sight {
  readonly #observations: readonly Observation[];
  #missing = 0;

  constructor(observations: readonly Observation[]) {
    this.#observations = observations;
  }

  /** Whether all are to be seen now. What was missing at the last look likely still is: it is looked at first. */
  isSeen(view: PlayerView): boolean {
    const missing = this.#observations[this.#missing];
    if (missing !== undefined && !isObserved(missing, view)) return false;
    for (let index = 0; index < this.#observations.length; index += 1) {
      const observation = this.#observations[index];
      if (observation === undefined || index === this.#missing || isObserved(observation, view)) continue;
      this.#missing = index;
      return false;
    }
    return true;
  }
}

function isObserved({ plant, value: name, equals, above, below }: Observation, view: PlayerView): boolean {
  const value = view.truth(plant)?.[name];
  if (value === undefined) return false;
  if (equals !== undefined && value !== equals) return false;
  if (above !== undefined && !(Number(value) > above)) return false;
  return below === undefined || Number(value) < below;
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
  /** Something that it looks at may have changed since its last look, or itself has. */
  isStirred = true;
  /** What it looks at. */
  readonly plants: ReadonlySet<string>;
  readonly #rule: PlayerRule;
  readonly #random: Xoshiro;
  readonly #when: Sight;
  readonly #until: Sight | undefined;
  #phase: Phase = 'waiting';
  #step = 0;

  constructor(rule: PlayerRule, random: Xoshiro) {
    this.#rule = rule;
    this.#random = random;
    this.#when = new Sight(rule.when);
    this.plants = new Set([...rule.when, ...(rule.until ?? [])].map(({ plant }) => plant));
    this.#until = rule.until === undefined ? undefined : new Sight(rule.until);
  }

  look(atUs: number, view: PlayerView): void {
    const phase = this.#phase;
    this.#takeTurn(atUs, view);
    // What has not moved on, of what has not changed, would not move on at the next look either.
    this.isStirred = this.#phase !== phase;
  }

  #takeTurn(atUs: number, view: PlayerView): void {
    if (this.#phase === 'waiting' && this.#when.isSeen(view) && !this.#isDone(view)) this.#think(atUs);
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
    if (!this.#isDone(view) && this.#when.isSeen(view)) {
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
    return this.#until?.isSeen(view) === true;
  }

  #wait(): void {
    this.#phase = 'waiting';
    this.dueAtUs = NEVER_US;
  }
}
