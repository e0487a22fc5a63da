import { DEFAULTS } from '@understudy/contract';
import type { Effect, Engine, Input } from '@understudy/core';

const TICK_US = DEFAULTS.tickMs * 1000;

/** Takes the effects of a step; they are valid during the call only. */
export interface EffectSink {
  effects(atUs: number, effects: readonly Effect[]): void;
}

/**
 * The engine on its grid: what arrives is queued and taken at the next tick, and a step is made only at ticks that
 * have input or a due timer.
 */
export class EngineShell {
  readonly engine: Engine;
  /** The next tick that has something to do; Infinity for none. */
  nextAtUs = 0;
  /** Steps made so far. */
  steps = 0;
  readonly #sink: EffectSink;
  readonly #journal: ((atUs: number, inputs: readonly Input[]) => void) | undefined;
  #inputs: Input[] = [];
  #taken: Input[] = [];

  constructor(engine: Engine, sink: EffectSink, journal?: (atUs: number, inputs: readonly Input[]) => void) {
    this.engine = engine;
    this.#sink = sink;
    this.#journal = journal;
  }

  /** Queues an input that arrived at `atUs` for the next tick. */
  queue(input: Input, atUs: number): void {
    this.#inputs.push(input);
    const tick = onGrid(atUs);
    if (tick < this.nextAtUs) this.nextAtUs = tick;
  }

  /** Makes the step that is due, at its tick. */
  step(): void {
    const atUs = this.nextAtUs;
    const inputs = this.#inputs;
    this.#inputs = this.#taken;
    this.#taken = inputs;
    this.steps += 1;
    this.#journal?.(atUs, inputs);
    this.#sink.effects(atUs, this.engine.step(atUs, inputs));
    // Emptied one by one: a list whose length is set to 0 gives its memory back, and every step would allocate anew.
    while (inputs.length > 0) inputs.pop();
    const tick = onGrid(this.engine.nextDeadlineUs());
    this.nextAtUs = Math.max(atUs + TICK_US, tick);
    if (this.#inputs.length > 0) this.nextAtUs = atUs + TICK_US;
  }
}

function onGrid(atUs: number): number {
  return Math.ceil(atUs / TICK_US) * TICK_US;
}
