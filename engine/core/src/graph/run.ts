/** One game: from START_GRAPH to its end. */
import type { Core } from '../core.ts';

export type Phase = 'idle' | 'running' | 'finished';
export type Outcome = 'won' | 'lost' | 'timeout' | 'stopped';

export class Run {
  readonly #core: Core;
  #phase: Phase = 'idle';
  #outcome: Outcome | null = null;

  constructor(core: Core) {
    this.#core = core;
  }

  get phase(): Phase {
    return this.#phase;
  }

  get outcome(): Outcome | null {
    return this.#outcome;
  }

  /** Arms the room and starts the graph from its beginning. Returns why not, or null. */
  start(): string | null {
    if (this.#phase === 'running') return 'ALREADY_RUNNING';
    const paused = this.#core.gate.pausedReason;
    if (paused === 'SAFETY_LATCHED' || paused === 'BROKER_DOWN') return paused;
    this.#phase = 'running';
    this.#outcome = null;
    this.#core.gate.armed = true;
    this.#core.objectives.reset();
    this.#core.checkpoints.clear();
    this.#core.interlocks.rearm();
    this.#core.gameClock.start();
    this.#core.graph.start(this.#core.ids.next());
    this.#changed();
    return null;
  }

  /** Ends the game without an outcome of its own and disarms the room. */
  stop(): string | null {
    if (this.#phase === 'idle') return 'NOT_RUNNING';
    if (this.#phase === 'running') this.#end('stopped');
    this.#phase = 'idle';
    this.#core.gate.armed = false;
    this.#changed();
    return null;
  }

  /** The game has come to its end; the room stays armed so that doors can still be opened. */
  finish(outcome: Outcome): void {
    if (this.#phase !== 'running') return;
    this.#end(outcome);
    this.#phase = 'finished';
    this.#changed();
  }

  save(): { phase: Phase; outcome: Outcome | null } {
    return { phase: this.#phase, outcome: this.#outcome };
  }

  load(saved: { phase: Phase; outcome: Outcome | null }): void {
    this.#phase = saved.phase;
    this.#outcome = saved.outcome;
  }

  #end(outcome: Outcome): void {
    this.#outcome = outcome;
    this.#core.gameClock.stop();
    this.#core.graph.stop();
  }

  #changed(): void {
    this.#core.status.touch();
    this.#core.marks.touch('engine');
    this.#core.marks.touch('timer');
  }
}
