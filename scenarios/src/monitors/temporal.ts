/** An invariant that is a formula: one automaton for each thing that it speaks of. */
import { Automaton } from '../logic/automaton.ts';
import { compile, type Plan } from '../logic/compile.ts';
import type { Formula } from '../logic/formula.ts';
import type { Signal } from '../logic/predicate.ts';
import { type Breach, Invariant } from './invariant.ts';
import type { WatchEvent } from './watch-event.ts';

const NEVER_US = Number.POSITIVE_INFINITY;

/** One thing of an invariant. `set` tells it of its signals. */
export interface Instance {
  set(atUs: number, signal: Signal, value: boolean | number): void;
  /** Whether nothing of it is open. */
  readonly idle: boolean;
}

export abstract class TemporalInvariant extends Invariant {
  readonly #automata = new Map<string, Automaton>();
  readonly #plans = new Map<Formula, Plan>();

  /** When it wants to hear `due` itself, beside its formulas; Infinity for never. */
  protected wakeAtUs = NEVER_US;

  /** Takes the invariant's signals from an event. */
  protected abstract hear(event: WatchEvent): void;

  /** What is put off until the instant is over: its cause may be told after it. */
  #putOff: { readonly atUs: number; readonly then: () => void }[] = [];

  onEvent(event: WatchEvent): void {
    const [first] = this.#putOff;
    if (first !== undefined && (event.atUs > first.atUs || event.kind === 'end')) this.#catchUp();
    if (event.kind === 'due') {
      for (const automaton of this.#automata.values()) automaton.advance(event.atUs);
      if (this.wakeAtUs <= event.atUs) this.hear(event);
      this.#plan();
    } else if (event.kind === 'end') {
      for (const automaton of this.#automata.values()) automaton.finish(event.atUs);
    } else {
      this.hear(event);
    }
  }

  /** Whether something of this instant is put off: what follows it has to be as well. */
  protected get isPuttingOff(): boolean {
    return this.#putOff.length > 0;
  }

  /** Does it when the instant is over. */
  protected putOff(atUs: number, then: () => void): void {
    this.#putOff.push({ atUs, then });
    this.nextAtUs = Math.min(this.nextAtUs, atUs + 1);
  }

  /** Begins to watch a thing, in place of an earlier one of that key. Formulas are compiled once each. */
  protected watch(
    key: string,
    formula: Formula,
    signals: Readonly<Record<string, Signal>>,
    atUs: number,
    message: (atUs: number) => string,
  ): Instance {
    const plan = this.#plans.get(formula) ?? compile(formula);
    this.#plans.set(formula, plan);
    let last: Breach | undefined;
    const automaton = new Automaton(plan, Object.values(signals), atUs, {
      broken: (brokenAtUs) => {
        last = this.breach(brokenAtUs, message(brokenAtUs));
        if (last !== undefined) last.slackMs = 0;
      },
      slack: (ms, slackAtUs) => {
        if (ms > 0) {
          this.near(slackAtUs, ms);
        } else {
          this.late(last, ms);
        }
      },
    });
    this.#automata.set(key, automaton);
    return {
      get idle() {
        return automaton.idle;
      },
      set: (setAtUs, signal, value) => {
        automaton.set(setAtUs, signal, value);
        if (automaton.nextAtUs < this.nextAtUs) this.nextAtUs = automaton.nextAtUs;
      },
    };
  }

  /** No longer of interest. */
  protected forget(key: string): void {
    this.#automata.delete(key);
  }

  #catchUp(): void {
    const all = this.#putOff;
    this.#putOff = [];
    for (const { then } of all) then();
  }

  #plan(): void {
    this.nextAtUs = Math.min(this.wakeAtUs, (this.#putOff[0]?.atUs ?? NEVER_US) + 1);
    for (const automaton of this.#automata.values()) {
      if (automaton.nextAtUs < this.nextAtUs) this.nextAtUs = automaton.nextAtUs;
    }
  }
}
