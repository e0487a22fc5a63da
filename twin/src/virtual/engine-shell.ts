import { DEFAULTS } from '@understudy/contract';
import type { Effect, Engine, Input } from '@understudy/core';

const TICK_US = DEFAULTS.tickMs * 1000;
const NEVER_US = Number.POSITIVE_INFINITY;

/** Takes the effects of a step; they are valid during the call only. */
export interface EffectSink {
  effects(atUs: number, effects: readonly Effect[]): void;
}

/** Takes steps in the shell's place: the disk below it is in trouble. The inputs are valid during the call only. */
export type StepHazard = (atUs: number, inputs: readonly Input[]) => void;

/**
 * The engine on its grid: what arrives is queued and taken at the next tick, and a step is made only at ticks that
 * have input or a due timer.
 */
export class EngineShell {
  /** The next tick that has something to do; Infinity for none. */
  nextAtUs = 0;
  /** Steps made so far. */
  steps = 0;
  /** Inputs and deadlines that a stall has kept waiting. */
  late = 0;
  /** Set by a fault; undefined otherwise. */
  hazard: StepHazard | undefined;
  readonly #sink: EffectSink;
  readonly #journal: StepHazard | undefined;
  #engine: Engine;
  #up = true;
  #notBeforeUs = 0;
  #inputs: Input[] = [];
  #taken: Input[] = [];

  constructor(engine: Engine, sink: EffectSink, journal?: StepHazard) {
    this.#engine = engine;
    this.#sink = sink;
    this.#journal = journal;
  }

  /** The one that runs, or ran last. */
  get engine(): Engine {
    return this.#engine;
  }
  get up(): boolean {
    return this.#up;
  }

  /** Queues an input that arrived at `atUs` for the next tick. Lost while the process is down. */
  queue(input: Input, atUs: number): void {
    if (!this.#up) return;
    this.#inputs.push(input);
    if (atUs < this.#notBeforeUs) this.late += 1;
    const tick = Math.max(onGrid(atUs), this.#notBeforeUs);
    if (tick < this.nextAtUs) this.nextAtUs = tick;
  }

  /** Makes the step that is due, at its tick. */
  step(): void {
    const atUs = this.nextAtUs;
    const inputs = this.#inputs;
    this.#inputs = this.#taken;
    this.#taken = inputs;
    this.steps += 1;
    if (this.hazard === undefined) {
      this.#journal?.(atUs, inputs);
      this.#sink.effects(atUs, this.#engine.step(atUs, inputs));
    } else {
      this.hazard(atUs, inputs);
    }
    // Emptied one by one: a list whose length is set to 0 gives its memory back, and every step would allocate anew.
    while (inputs.length > 0) inputs.pop();
    if (!this.#up) return;
    const tick = onGrid(this.#engine.nextDeadlineUs());
    this.nextAtUs = Math.max(atUs + TICK_US, tick);
    if (this.#inputs.length > 0) this.nextAtUs = atUs + TICK_US;
  }

  /** No step is made before `untilUs`: the process has no processor. What comes meanwhile waits. */
  stall(untilUs: number): void {
    if (!this.#up) return;
    this.#notBeforeUs = onGrid(untilUs);
    if (this.nextAtUs >= this.#notBeforeUs) return;
    this.late += 1;
    this.nextAtUs = this.#notBeforeUs;
  }

  /** The process is gone, and what waited with it. */
  stop(): void {
    this.#up = false;
    this.nextAtUs = NEVER_US;
    this.#inputs = [];
  }

  /** Another process with its own engine, from `atUs` on. */
  start(engine: Engine, atUs: number): void {
    this.#engine = engine;
    this.#up = true;
    this.#notBeforeUs = 0;
    this.nextAtUs = onGrid(atUs);
  }
}

function onGrid(atUs: number): number {
  return Math.ceil(atUs / TICK_US) * TICK_US;
}
