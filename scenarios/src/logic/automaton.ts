/**
 * A formula at work on one instance. It looks at its signals when one changes and when time alone changes something, and
 * says at what instant that will be: the queue of the run wakes it then. Nothing is remembered but a few numbers.
 */
import type { Plan, State } from './compile.ts';
import type { Signal } from './predicate.ts';

const NEVER_US = Number.POSITIVE_INFINITY;
const MS_US = 1000;

export interface Judgement {
  /** The formula is broken from this instant on. */
  broken(atUs: number): void;
  /**
   * How much of a bound was left when it was kept, in ms: negative when what was broken is right again, by how long that
   * took.
   */
  slack(ms: number, atUs: number): void;
}

export class Automaton {
  /** When to call `advance` at the latest, µs; Infinity for never. */
  nextAtUs = NEVER_US;
  readonly #plan: Plan;
  readonly #judgement: Judgement;
  readonly #state: State = { values: [], since: [] };
  /** The last moment judged. */
  #atUs: number;
  /** `bad` or `trigger` held at the last moment. */
  #was = false;
  /** A trigger waits for its release, until then. */
  #armed = false;
  #deadlineAtUs = NEVER_US;
  /** Since when the formula is broken; Infinity while it is not. */
  #brokenAtUs = NEVER_US;

  /** The life of the instance begins at `startUs` with the signals' first values. */
  constructor(plan: Plan, signals: readonly Signal[], startUs: number, judgement: Judgement) {
    this.#plan = plan;
    this.#judgement = judgement;
    this.#atUs = startUs;
    for (const { slot, initial } of signals) this.#state.values[slot] = Number(initial);
    for (const _ of plan.timers) this.#state.since.push(NEVER_US);
    this.#moment(startUs);
  }

  /** Whether nothing is open: no trigger waits, and nothing is broken. */
  get idle(): boolean {
    return !this.#armed && this.#brokenAtUs === NEVER_US;
  }

  /** A signal has a new value. Instants do not fall; one that is late counts as now. */
  set(atUs: number, signal: Signal, value: boolean | number): void {
    const number = Number(value);
    if (this.#state.values[signal.slot] === number) return;
    const nowUs = Math.max(atUs, this.#atUs);
    this.advance(nowUs);
    this.#measure(nowUs);
    this.#state.values[signal.slot] = number;
    this.#moment(nowUs);
  }

  /** Time has passed: judges every moment up to `toUs` at which it alone changed something. */
  advance(toUs: number): void {
    while (this.nextAtUs <= toUs) {
      const atUs = this.nextAtUs;
      if (this.#deadlineAtUs <= atUs) this.#break(atUs);
      this.#moment(atUs);
    }
    this.#atUs = Math.max(this.#atUs, toUs);
  }

  /** The run is over: what was broken stays so, and what was under way has come this far. */
  finish(atUs: number): void {
    this.advance(atUs);
    this.#measure(atUs);
    this.#mend(atUs);
  }

  #moment(atUs: number): void {
    const { timers } = this.#plan;
    const { since } = this.#state;
    this.#atUs = atUs;
    for (let index = 0; index < timers.length; index += 1) {
      if (timers[index]?.holds(this.#state, atUs) !== true) since[index] = NEVER_US;
      else if (since[index] === NEVER_US) since[index] = atUs;
    }
    if (this.#plan.kind === 'never') this.#never(this.#plan, atUs);
    else this.#response(this.#plan, atUs);
    this.nextAtUs = this.#deadlineAtUs;
    for (let index = 0; index < timers.length; index += 1) {
      const heldAtUs = (since[index] ?? NEVER_US) + (timers[index]?.forUs ?? 0);
      if (heldAtUs > atUs && heldAtUs < this.nextAtUs) this.nextAtUs = heldAtUs;
    }
  }

  #never({ bad }: Extract<Plan, { kind: 'never' }>, atUs: number): void {
    const is = bad(this.#state, atUs);
    if (is && !this.#was) this.#break(atUs);
    if (!is) this.#mend(atUs);
    this.#was = is;
  }

  #response({ trigger, hold, release, withinUs }: Extract<Plan, { kind: 'response' }>, atUs: number): void {
    const is = trigger(this.#state, atUs);
    const released = release(this.#state, atUs);
    const held = hold(this.#state, atUs);
    if (released) this.#mend(atUs);
    if (this.#armed && !held) {
      this.#break(atUs);
    } else if (this.#armed && released) {
      this.#release(atUs);
    } else if (is && !this.#was && !this.#armed) {
      this.#armed = true;
      this.#deadlineAtUs = atUs + withinUs;
      if (!held) this.#break(atUs);
      else if (released) this.#release(atUs);
    }
    this.#was = is;
  }

  #release(atUs: number): void {
    if (this.#deadlineAtUs !== NEVER_US) this.#judgement.slack((this.#deadlineAtUs - atUs) / MS_US, atUs);
    this.#armed = false;
    this.#deadlineAtUs = NEVER_US;
  }

  #break(atUs: number): void {
    this.#armed = false;
    this.#deadlineAtUs = NEVER_US;
    this.#brokenAtUs = Math.min(this.#brokenAtUs, atUs);
    this.#judgement.broken(atUs);
  }

  #mend(atUs: number): void {
    if (this.#brokenAtUs === NEVER_US) return;
    this.#judgement.slack((this.#brokenAtUs - atUs) / MS_US, atUs);
    this.#brokenAtUs = NEVER_US;
  }

  /** How long the signals would have to stay as they are for the bad to come about: the slack of what never holds. */
  #measure(atUs: number): void {
    const plan = this.#plan;
    if (plan.kind !== 'never' || plan.timers.length === 0 || this.#was) return;
    let slackUs = NEVER_US;
    for (let index = 0; index < plan.timers.length; index += 1) {
      const heldAtUs = (this.#state.since[index] ?? NEVER_US) + (plan.timers[index]?.forUs ?? 0);
      if (heldAtUs <= atUs || heldAtUs - atUs >= slackUs || heldAtUs === NEVER_US) continue;
      if (plan.bad(this.#state, heldAtUs)) slackUs = heldAtUs - atUs;
    }
    if (slackUs !== NEVER_US) this.#judgement.slack(slackUs / MS_US, atUs);
  }
}
